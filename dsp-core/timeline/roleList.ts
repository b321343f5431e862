// The five roles a clip can have in a mix.
export const roles = ['dialogue', 'voice-over', 'music', 'effects', 'ambience'] as const

export type Role = (typeof roles)[number]
