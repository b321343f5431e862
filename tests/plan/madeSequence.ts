// Sequences for tests of the plan: tracks of clips whose loudness, speech and pauses are said in words, with the
// measurements that listening to them would give.
import {
  buildPlan,
  findDelivery,
  findGenre,
  type Clip,
  type ClipMeasurement,
  type Delivery,
  type Genre,
  type PlanInput,
  type RenderPlan,
  type Role,
  type Timeline,
  type Track,
} from '../../dsp-core/index'

export const rateHz = 48000
export const seconds = (value: number): number => Math.round(value * rateHz)

/** What is heard in a clip, in seconds from its start; between: silence. */
export interface Sounding {
  from: number
  to: number
  lufs: number
  speech?: boolean
}

export interface MadeClip {
  at: number
  seconds: number
  sounds: Sounding[]
  role: Role
  change?: Partial<Clip>
  measured?: Partial<ClipMeasurement>
  offline?: boolean
}

export interface MadeTrack {
  name?: string
  clips: MadeClip[]
  change?: Partial<Track>
}

const energyOf = (lufs: number): number => Math.pow(10, (lufs + 0.691) / 10)

export const speech = (from: number, to: number, lufs = -23): Sounding => ({ from, to, lufs, speech: true })
export const sound = (from: number, to: number, lufs: number): Sounding => ({ from, to, lufs })

const stepsOf = (made: MadeClip): { loudnessEnergy: Float32Array; speech: Float32Array } => {
  const steps = Math.round(made.seconds * 100)
  const loudnessEnergy = new Float32Array(steps)
  const speechSteps = new Float32Array(steps)
  for (const part of made.sounds)
    for (let step = Math.round(part.from * 100); step < Math.min(steps, Math.round(part.to * 100)); step++) {
      loudnessEnergy[step] = energyOf(part.lufs)
      speechSteps[step] = part.speech ? 1 : 0
    }
  return { loudnessEnergy, speech: speechSteps }
}

/** Octave bands of speech as Byrne et al. 1994 found it: nothing to correct. */
const evenBands = [-25.3, -8.7, -5.4, -3.6, -10.4, -15.3, -19.5, -21.4, -26]

const measurementOf = (made: MadeClip, clip: string): ClipMeasurement => {
  const { loudnessEnergy, speech: speechSteps } = stepsOf(made)
  const heard = [...loudnessEnergy].filter((energy) => energy > 0)
  const mean = heard.reduce((sum, energy) => sum + energy, 0) / Math.max(1, heard.length)
  return {
    timeline: 'main',
    clip,
    steps: loudnessEnergy.length,
    loudnessEnergy,
    speech: speechSteps,
    integratedLufs: heard.length > 0 ? -0.691 + 10 * Math.log10(mean) : -Infinity,
    samplePeakDbfs: -6,
    truePeakDbtp: -6,
    noiseFloorDbfs: -80,
    octaveBandsDb: evenBands,
    speechShare: speechSteps.reduce((sum, step) => sum + step, 0) / Math.max(1, speechSteps.length),
    musicLikelihood: 0,
    silenceShare: 0,
    correlation: 1,
    ...made.measured,
  }
}

const clipOf = (made: MadeClip, id: string): Clip => ({
  id,
  name: id,
  source: { media: `media-${id}` },
  enabled: true,
  startSample: seconds(made.at),
  endSample: seconds(made.at + made.seconds),
  sourceStart: 0,
  sourceStep: 1,
  channelMap: [0],
  gainDb: 0,
  levelKeys: [],
  fadeIn: null,
  fadeOut: null,
  ...made.change,
})

const trackOf = (made: MadeTrack, index: number): Track => ({
  name: made.name ?? `Audio ${index + 1}`,
  layout: 'stereo',
  channels: 2,
  audible: true,
  faderDb: 0,
  pan: 0,
  clips: made.clips.map((clip, c) => clipOf(clip, `a${index + 1}c${c + 1}`)),
  ...made.change,
})

export const genreNamed = (id: string): Genre => {
  const read = findGenre(id)
  if (!read || 'faults' in read) throw new Error(`genre ${id}: ${JSON.stringify(read)}`)
  return read.value
}

export const deliveryNamed = (id: string): Delivery => {
  const read = findDelivery(id)
  if (!read || 'faults' in read) throw new Error(`delivery ${id}: ${JSON.stringify(read)}`)
  return read.value
}

export const planInput = (tracks: MadeTrack[], change: Partial<PlanInput> = {}): PlanInput => {
  const made = tracks.map(trackOf)
  const clips = tracks.flatMap((track, t) =>
    track.clips.map((clip, c) => ({ made: clip, placed: made[t].clips[c] })),
  )
  const lengthSamples = Math.max(1, ...clips.map(({ placed }) => placed.endSample))
  const timeline: Timeline = {
    id: 'main',
    name: 'Main',
    sampleRateHz: rateHz,
    lengthSamples,
    layout: 'stereo',
    channels: 2,
    tracks: made,
  }
  return {
    timelines: { root: 'main', timelines: { main: timeline } },
    sequence: {
      id: 'main',
      name: 'Main',
      sampleRateHz: rateHz,
      layout: 'stereo',
      channels: 2,
      lengthSamples,
      lengthFrames: Math.ceil((lengthSamples / rateHz) * 25),
      frameRate: { num: 25, den: 1 },
      ticksPerFrame: '10160640000',
      zeroPointTicks: '0',
      timeReferenceSamples: 0,
    },
    media: clips.map(({ made: clip, placed }) => ({
      id: 'media' in placed.source ? placed.source.media : 'none',
      path: `/media/${placed.id}.wav`,
      fingerprint: clip.offline ? '' : 'f00d',
      sampleRateHz: rateHz,
      channels: 1,
      lengthSamples: placed.endSample - placed.startSample,
      online: !clip.offline,
    })),
    measurements: new Map(
      clips
        .filter(({ made: clip }) => !clip.offline)
        .map(({ made: clip, placed }) => [placed.id, measurementOf(clip, placed.id)]),
    ),
    roles: {
      clips: Object.fromEntries(
        clips.map(({ made: clip, placed }) => [
          placed.id,
          { role: clip.role, confidence: 1, reason: 'the test says so' },
        ]),
      ),
      tracks: tracks.flatMap((track, t) =>
        track.clips.length > 0
          ? [{ track: t, role: track.clips[0].role, confidence: 1, reason: 'the test says so' }]
          : [],
      ),
    },
    genre: genreNamed('documentary'),
    delivery: deliveryNamed('ebu-r128'),
    product: 'dubstage 0.0.0',
    baseName: 'Main',
    ...change,
  }
}

export const planOf = (tracks: MadeTrack[], change: Partial<PlanInput> = {}): RenderPlan =>
  buildPlan(planInput(tracks, change))

/** The trim of the n-th clip of a track (both from 1). */
export const trimOf = (plan: RenderPlan, track: number, clip: number): number => {
  const found = plan.sources
    .filter((source) => source.track === track - 1)
    .flatMap((source) => source.clips)
    .find((entry) => entry.clip === `a${track}c${clip}`)
  if (!found) throw new Error(`no clip a${track}c${clip} in the plan`)
  return found.trimDb
}

export const ducksOf = (plan: RenderPlan, role: Role) => {
  const signal = plan.signals[`duck-${role}`]
  return signal && signal.kind === 'ducks' ? signal.ducks : []
}
