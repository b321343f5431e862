// The work of job.ts as a plan for `dubstage render`: what buildPlan would write, but with exactly these nodes.
import { fingerprintFile } from '../../client/media/fingerprint'
import { checkPlan, processors, type PlanNode, type PlanStrip, type RenderPlan } from '../../dsp-core/index'
import type { Clip, Track } from '../../dsp-core/index'
import { alignLatency } from '../../dsp-core/plan/alignLatency'
import type { Programme } from './mainJobProgramme'
import {
  denoiseDb,
  ducking,
  master,
  target,
  tracks,
  type Abilities,
  type Bell,
  type Compression,
} from './job'
import type { TrackWork } from './job'

const rateHz = 48000
const stereo = { layout: 'stereo' as const, channels: 2 }

/** A node with every parameter written out, as plans have them. A name or value that the processor does not take throws. */
const node = (use: string, wanted: Record<string, number>, ports: Partial<PlanNode> = {}): PlanNode => {
  const processor = processors.find(({ id }) => id === use)
  if (!processor) throw new Error(`no processor ${use}`)
  for (const [name, value] of Object.entries(wanted)) {
    const known = Object.entries(processor.params).find(([id]) => id === name)
    if (!known) throw new Error(`${use} has no parameter ${name}`)
    const [, { min, max }] = known
    if (!(value >= min && value <= max)) throw new Error(`${use}: ${name} cannot be ${value}`)
  }
  const params: Record<string, number> = {}
  for (const [name, { initial }] of Object.entries(processor.params)) params[name] = wanted[name] ?? initial
  return { use, params, ...ports }
}

const equalizer = (highPassHz: number, bells: Bell[]): PlanNode => {
  const wanted: Record<string, number> = { highPassHz, highPassSlopeDbPerOctave: 12 }
  bells.forEach(({ hz, q, gainDb }, index) => {
    wanted[`bell${index + 1}Hz`] = hz
    wanted[`bell${index + 1}Q`] = q
    wanted[`bell${index + 1}GainDb`] = gainDb
  })
  return node('equalizer', wanted)
}

/** ffmpeg's knee of 4 is 12 dB; its detector looks at the mean square without a window of its own. */
const compressor = (compression: Compression): PlanNode => node('compressor', { ...compression, kneeDb: 12 })

/** Where the peer's side-chain compressor looks ahead by 150 ms, the ducker hears speech and gives way by a fixed depth. */
const ducker = (): PlanNode => {
  const { thresholdDb, attackMs, releaseMs, lookAheadMs, depthDb } = ducking
  const wanted = {
    targetSpeechToBackgroundLu: 0,
    maxDepthDb: depthDb,
    lookAheadMs,
    downMs: attackMs,
    upMs: releaseMs,
    thresholdLufs: thresholdDb,
  }
  return node('ducker', wanted, { sidechain: 'dialogue' })
}

const trackChain = (track: TrackWork, can: Abilities): PlanNode[] => [
  equalizer(track.highPassHz, track.bells),
  ...(can.denoise ? [node('de-noise', { depthDb: denoiseDb })] : []),
  node('de-esser', { maxReductionDb: track.deEss.mostDb }),
  compressor(track.compressor),
]

const multiband = (): PlanNode => {
  const [lowCrossoverHz, highCrossoverHz] = master.splitsHz
  const wanted: Record<string, number> = { lowCrossoverHz, highCrossoverHz, kneeDb: 12 }
  const names = ['low', 'mid', 'high']
  master.bands.forEach((band, index) => {
    wanted[`${names[index]}ThresholdDb`] = band.thresholdDb
    wanted[`${names[index]}Ratio`] = band.ratio
    wanted[`${names[index]}AttackMs`] = band.attackMs
    wanted[`${names[index]}ReleaseMs`] = band.releaseMs
    wanted[`${names[index]}MakeupDb`] = band.makeupDb
  })
  return node('multiband', wanted)
}

const masterChain = (can: Abilities): PlanNode[] => [
  equalizer(master.highPassHz, master.bells),
  ...(can.multiband ? [multiband()] : []),
  node('width', { widthPercent: master.widthPercent }),
]

const strips = (can: Abilities): PlanStrip[] => {
  const track = (id: string, chain: PlanNode[]): PlanStrip => {
    const { role } = tracks.find((work) => work.id === id)!
    return { id, title: id, role, inputs: [{ source: id, delaySamples: 0 }], chain }
  }
  const sum = (id: string, inputs: string[], chain: PlanNode[] = []): PlanStrip => ({
    id,
    title: id,
    role: null,
    inputs: inputs.map((strip) => ({ strip, gainDb: 0, delaySamples: 0 })),
    chain,
  })
  return [
    ...tracks.map((work) => track(work.id, trackChain(work, can))),
    sum('dialogue', ['dialogue1', 'dialogue2']),
    sum('ducked', ['music'], [ducker()]),
    sum('mix', ['dialogue', 'ducked', 'ambience']),
  ]
}

const clip = (id: string, endSample: number): Clip => ({
  id,
  name: id,
  source: { media: id },
  enabled: true,
  startSample: 0,
  endSample,
  sourceStart: 0,
  sourceStep: 1,
  channelMap: [0, 1],
  gainDb: 0,
  levelKeys: [],
  fadeIn: null,
  fadeOut: null,
})

const track = (id: string, lengthSamples: number): Track => ({
  name: id,
  ...stereo,
  audible: true,
  faderDb: 0,
  pan: 0,
  clips: [clip(id, lengthSamples)],
})

const sequenceOf = (lengthSamples: number): RenderPlan['sequence'] => ({
  id: 'bench',
  name: 'bench',
  sampleRateHz: rateHz,
  ...stereo,
  lengthSamples,
  lengthFrames: Math.floor((lengthSamples * 25) / rateHz),
  frameRate: { num: 25, den: 1 },
  ticksPerFrame: '10160640000',
  zeroPointTicks: '0',
  timeReferenceSamples: 0,
})

const promises: RenderPlan['promises'] = [
  { id: 'integrated-loudness', text: 'Loudness', target: target.integratedLufs, tolerance: 0.5 },
  { id: 'true-peak', text: 'True peak', target: target.ceilingDbtp, tolerance: 0 },
]

const unnamed = { id: 'bench', title: 'bench', fingerprint: '' }

const mediaOf = async ({ files }: Programme, lengthSamples: number): Promise<RenderPlan['media']> =>
  Promise.all(
    tracks.map(async ({ id }) => {
      const path = files[id]
      const fingerprint = await fingerprintFile(path)
      return { id, path, fingerprint, sampleRateHz: rateHz, channels: 2, lengthSamples, online: true }
    }),
  )

export const jobPlan = async (programme: Programme, can: Abilities): Promise<RenderPlan> => {
  const lengthSamples = programme.seconds * rateHz
  const timeline = {
    ...{ id: 'bench', name: 'bench', sampleRateHz: rateHz, lengthSamples, ...stereo },
    tracks: tracks.map(({ id }) => track(id, lengthSamples)),
  }
  const plan = alignLatency({
    schema: 'plan/1',
    product: 'bench',
    sequence: sequenceOf(lengthSamples),
    genre: unnamed,
    delivery: unnamed,
    media: await mediaOf(programme, lengthSamples),
    timelines: { root: 'bench', timelines: { bench: timeline } },
    sources: tracks.map(({ id, role }, index) => ({
      ...{ id, timeline: 'bench', track: index, role },
      clips: [{ clip: id, trimDb: 0 }],
    })),
    strips: strips(can),
    signals: {},
    master: {
      strip: 'mix',
      chain: masterChain(can),
      gainDb: null,
      limiter: node('limiter', { ceilingDbtp: target.ceilingDbtp }),
    },
    outputs: [{ kind: 'mix', role: null, strip: 'mix', file: 'mix.wav', bitDepth: 24, layout: 'stereo' }],
    promises,
    decisions: [],
    // The peer does not look at what it was given either.
    compare: false,
  })
  const checked = checkPlan(plan)
  if ('faults' in checked) throw new Error(`The bench's plan has faults: ${checked.faults.join('; ')}`)
  return plan
}
