// The work that both do, as data: chains of four tracks, a ducker, a master. One description, from which the plan
// (jobPlan.ts) and the filters of ffmpeg (jobPeer.ts) are made, so that they cannot drift apart. What the product
// cannot do yet is left out of both and named.
import { processors } from '../../dsp-core/index'

export interface Bell {
  hz: number
  q: number
  gainDb: number
}

export interface Compression {
  thresholdDb: number
  ratio: number
  attackMs: number
  releaseMs: number
  makeupDb: number
}

export interface TrackWork {
  id: 'dialogue1' | 'dialogue2' | 'music' | 'ambience'
  role: 'dialogue' | 'music' | 'ambience'
  highPassHz: number
  bells: Bell[]
  deEss: { intensity: number; mostDb: number }
  compressor: Compression
}

const bells = (...rows: [number, number, number][]): Bell[] =>
  rows.map(([hz, q, gainDb]) => ({ hz, q, gainDb }))

const compression = (
  thresholdDb: number,
  ratio: number,
  attackMs: number,
  releaseMs: number,
  makeupDb = 0,
): Compression => ({ thresholdDb, ratio, attackMs, releaseMs, makeupDb })

const voice = {
  role: 'dialogue' as const,
  highPassHz: 80,
  bells: bells([220, 1, -2.5], [480, 1.4, -2], [3200, 0.9, 2.5], [9500, 0.8, 1.5]),
  deEss: { intensity: 0.35, mostDb: 6 },
  compressor: compression(-19, 3, 8, 120, 6),
}

export const tracks: TrackWork[] = [
  { id: 'dialogue1', ...voice },
  { id: 'dialogue2', ...voice },
  {
    id: 'music',
    role: 'music',
    highPassHz: 30,
    bells: bells([90, 1, 1], [350, 1, -1.5], [2500, 0.8, -2.5], [11000, 0.7, 1]),
    deEss: { intensity: 0.1, mostDb: 3 },
    compressor: compression(-12, 1.8, 25, 250),
  },
  {
    id: 'ambience',
    role: 'ambience',
    highPassHz: 40,
    bells: bells([120, 1, -1], [500, 1, -1], [3000, 0.8, -1.5], [10000, 0.7, -1]),
    deEss: { intensity: 0.1, mostDb: 3 },
    compressor: compression(-14, 2, 15, 200),
  },
]

export const denoiseDb = 12
/**
 * Music under the sum of the dialogue, which it hears 150 ms ahead. The depth is what the peer's compressor comes to
 * under dialogue at -20 dB: 14 dB over its threshold, times 5/6.
 */
export const ducking = { ...compression(-34, 6, 30, 450), lookAheadMs: 150, depthDb: 12 }

export const master = {
  highPassHz: 25,
  bells: bells([110, 0.8, 0.8], [300, 0.9, -0.8], [8000, 0.7, 0.8]),
  splitsHz: [160, 2800],
  bands: [compression(-14, 2, 20, 200), compression(-14, 1.8, 12, 150), compression(-16.5, 1.8, 5, 100)],
  widthPercent: 112,
}

export const target = { integratedLufs: -16, ceilingDbtp: -1.5 }

/** Parts of the work that stand or fall with a processor. */
export interface Abilities {
  denoise: boolean
  multiband: boolean
}

const has = (id: string): boolean => processors.some((processor) => processor.id === id)

export const abilities = (): Abilities => ({ denoise: has('de-noise'), multiband: has('multiband') })

export const missingParts = ({ denoise, multiband }: Abilities): string[] => [
  ...(denoise ? [] : ['de-noise (spectral denoise on four tracks)']),
  ...(multiband ? [] : ['multiband (3-band compressor of the master)']),
]
