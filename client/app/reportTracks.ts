// The tracks of the sequence as the report lists them: what each is taken for, and what was done to its clips.
import type { RenderPlan, Role } from '../../dsp-core/index'

export interface ReportTrack {
  /** "A1" */
  label: string
  name: string
  audible: boolean
  clips: number
  roles: Role[]
  /** Why, and why silent: sentences of the plan about this track. */
  reasons: string[]
  /** Smallest and largest trim of its clips, dB; null where it has none. */
  trimDb: [number, number] | null
}

export const tracksOf = (plan: RenderPlan): ReportTrack[] => {
  const timeline = plan.timelines.timelines[plan.timelines.root]
  return timeline.tracks.map((track, index) => {
    const label = `A${index + 1}`
    const sources = plan.sources.filter((source) => source.timeline === timeline.id && source.track === index)
    const trims = sources.flatMap((source) => source.clips.map(({ trimDb }) => trimDb))
    return {
      label,
      name: track.name,
      audible: track.audible,
      clips: track.clips.length,
      roles: sources.map(({ role }) => role),
      reasons: plan.decisions
        .filter(({ about, kind }) => about === label && (kind === 'role' || kind === 'skip'))
        .map(({ text }) => text),
      trimDb:
        trims.length > 0
          ? trims.reduce<[number, number]>(
              ([low, high], trim) => [Math.min(low, trim), Math.max(high, trim)],
              [trims[0], trims[0]],
            )
          : null,
    }
  })
}
