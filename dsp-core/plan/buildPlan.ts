// A first honest mix, decided: timeline, roles, measurements, genre and delivery in; the whole plan out. Pure and
// deterministic: the same input gives the same text.
import type { Delivery, Genre } from '../presets/schema'
import type { ProcessorDescription } from '../processors/processor'
import { processors as allProcessors } from '../processors/index'
import type { ClipMeasurement } from '../timeline/measurements'
import type { AssignedRoles, Role } from '../timeline/roles'
import type { TimelineSet } from '../timeline/timeline'
import { alignLatency, describedLatency } from './alignLatency'
import { samplesPerStep } from './asPlayed'
import { completeNode, describedChain } from './chains'
import { decideDucks, duckedSeconds } from './ducks'
import { fingerprintOf } from './fingerprint'
import { gateDecision, loudnessTarget } from './loudnessTarget'
import { pictureOf, speechPercentOf, type MixPicture } from './picture'
import type {
  Duck,
  PlanDecision,
  PlanMaster,
  PlanMedia,
  PlanOutput,
  PlanSequence,
  PresetReference,
  RenderPlan,
} from './plan'
import { predictLoudness } from './prediction'
import { decidePromises } from './promises'
import { findSources, isVoice, type Source } from './sources'
import { decideStrips, duckSignal, masterStrip, presentRoles } from './strips'
import { decideTrims } from './trims'
import { capital, plain, signed, thousandth } from './words'
import { ceilingMarginDb, workingLufs } from './workingLoudness'

export interface PlanInput {
  timelines: TimelineSet
  sequence: PlanSequence
  media: PlanMedia[]
  /** By clip id. A clip that is missing plays, but nothing is decided about it. */
  measurements: ReadonlyMap<string, ClipMeasurement>
  roles: AssignedRoles
  genre: Genre
  delivery: Delivery
  /** "dubstage 0.1.0" */
  product: string
  /** Of the files: `<base>.mix.wav`. */
  baseName: string
  processors?: readonly ProcessorDescription[]
}

const reference = (preset: Genre | Delivery): PresetReference => ({
  id: preset.id,
  title: preset.title,
  fingerprint: fingerprintOf(JSON.stringify(preset)),
})

interface Ducked {
  role: Role
  ducks: Duck[]
}

const duckDecision = ({ role, ducks }: Ducked, genre: Genre, rateHz: number): PlanDecision => {
  const ducking = genre.roles[role].ducking!
  const target = `${plain(ducking.targetSpeechToBackgroundLu, 'LU')} under speech`
  const shallow = plain(-ducks.reduce((most, { depthDb }) => Math.max(most, depthDb), -Infinity), 'dB')
  const deep = plain(-ducks.reduce((most, { depthDb }) => Math.min(most, depthDb), 0), 'dB')
  const by = shallow === deep ? deep : `${shallow} to ${deep}`
  return {
    about: role,
    kind: 'duck',
    text:
      ducks.length === 0
        ? `${capital(role)} is not ducked: it never plays within ${plain(ducking.targetSpeechToBackgroundLu, 'LU')} of speech.`
        : `${capital(role)} goes down ${ducks.length} ${ducks.length === 1 ? 'time' : 'times'}, ${duckedSeconds(ducks, rateHz)} in all, by ${by}, to lie ${target}; pauses up to ${ducking.bridgePausesMs} ms stay down.`,
  }
}

const decideAllDucks = (picture: MixPicture, present: Role[], input: PlanInput): Ducked[] =>
  present.flatMap((role) => {
    const { ducking } = input.genre.roles[role]
    if (!ducking) return []
    const times = { rateHz: input.sequence.sampleRateHz, lengthSamples: input.sequence.lengthSamples }
    return { role, ducks: decideDucks(picture, role, ducking, times) }
  })

const decideMaster = (input: PlanInput, all: readonly ProcessorDescription[]): PlanMaster => ({
  strip: masterStrip,
  chain: input.genre.master.map((node) => completeNode(node, all)),
  gainDb: null,
  limiter: completeNode(
    {
      use: 'limiter',
      params: { ceilingDbtp: thousandth(input.delivery.loudness.ceilingDbtp - ceilingMarginDb) },
    },
    all,
  ),
})

const masterDecisions = (
  input: PlanInput,
  programmeLufs: number | null,
  speechPercent: number,
  all: readonly ProcessorDescription[],
): PlanDecision[] => {
  const { genre, delivery } = input
  const { id, value, unit } = loudnessTarget(delivery, speechPercent)
  // Speech works at the working loudness; RMS is near enough to loudness for a forecast.
  const predicted = id === 'dialogue-loudness' ? workingLufs : programmeLufs
  const gainDb = predicted === null ? 0 : value - predicted
  const chain =
    genre.master.length > 0 ? `passes ${describedChain(genre.master, all)}, then` : 'has no chain; it'
  return [
    ...gateDecision(delivery, speechPercent),
    {
      about: 'mix',
      kind: 'master',
      text: `The sum ${chain} gets the gain that ${delivery.title} needs: about ${signed(gainDb, 'dB')}, from an expected ${plain(predicted ?? -Infinity, 'LUFS')} to ${plain(value, unit)}; measuring settles it.`,
    },
    {
      about: 'mix',
      kind: 'master',
      text: `The limiter keeps ${plain(delivery.loudness.ceilingDbtp - ceilingMarginDb, 'dBTP')}: ${ceilingMarginDb} dB inside the ${plain(delivery.loudness.ceilingDbtp, 'dBTP')} of the delivery, for other meters' sake.`,
    },
  ]
}

/** Stems are float (32): at the mix's gain, before its limiter, their peaks may lie over full scale. */
const decideOutputs = ({ delivery, sequence, baseName }: PlanInput, present: Role[]): PlanOutput[] => {
  const { bitDepth, dither } = delivery.file
  const mix: PlanOutput = {
    kind: 'mix',
    role: null,
    strip: masterStrip,
    file: `${baseName}.mix.wav`,
    bitDepth,
    ...(dither && { dither }),
    layout: sequence.layout,
  }
  const stems = present.map((role): PlanOutput => ({
    kind: 'stem',
    role,
    strip: role,
    file: `${baseName}.${role}.wav`,
    bitDepth: 32,
    layout: sequence.layout,
  }))
  return [mix, ...stems]
}

const formatDecisions = ({ delivery, sequence }: PlanInput): PlanDecision[] => {
  const decisions: PlanDecision[] = []
  const { sampleRateHz, layout, dither } = delivery.file
  if (sequence.sampleRateHz !== sampleRateHz)
    decisions.push({
      about: 'mix',
      kind: 'fold',
      text: `The files have the sequence's ${sequence.sampleRateHz} Hz; ${delivery.title} asks for ${sampleRateHz} Hz.`,
    })
  if (sequence.layout !== layout)
    decisions.push({
      about: 'mix',
      kind: 'fold',
      text: `The files are ${sequence.layout}, as the sequence is; ${delivery.title} asks for ${layout}.`,
    })
  if (dither === 'shaped')
    decisions.push({
      about: 'mix',
      kind: 'master',
      text: 'Its 16 bits are dithered with shaped noise: more of it, but where ears are dull.',
    })
  return decisions
}

const balanceDecision = (sources: Source[], genre: Genre): PlanDecision => {
  const spoken = sources.some(({ role }) => isVoice(role))
  const others = presentRoles(sources).filter((role) => !isVoice(role))
  const places = others.map((role) => `${role} ${plain(genre.roles[role].belowDialogueLu, 'LU')} under it`)
  return {
    about: 'mix',
    kind: 'level',
    text: spoken
      ? `Speech works at ${plain(workingLufs, 'LUFS')}${places.length > 0 ? `; by itself, ${places.join(', ')}` : ''}.`
      : `Nobody speaks: the balance is that of ${genre.title} around speech at ${plain(workingLufs, 'LUFS')}${places.length > 0 ? `, ${places.join(', ')}` : ''}.`,
  }
}

export const buildPlan = (input: PlanInput): RenderPlan => {
  const all = input.processors ?? allProcessors
  const { genre, delivery, sequence } = input
  const timeline = input.timelines.timelines[input.timelines.root]
  const found = findSources({ timeline, roles: input.roles, measurements: input.measurements })
  const trims = decideTrims(found.sources, genre, sequence.sampleRateHz)
  const picture = pictureOf(found.sources, trims.of, sequence.lengthSamples, samplesPerStep(timeline))
  const present = presentRoles(found.sources)
  const ducked = decideAllDucks(picture, present, input)
  const rows = ducked.filter(({ ducks }) => ducks.length > 0)
  const strips = decideStrips(found.sources, genre, {
    ducked: (role) => rows.some((entry) => entry.role === role),
    trimDb: trims.of,
    channels: sequence.channels,
    processors: all,
  })
  const expected = predictLoudness(picture, rows)
  const speechPercent = speechPercentOf(picture)
  const master = decideMaster(input, all)
  const plan: RenderPlan = {
    schema: 'plan/1',
    product: input.product,
    sequence,
    genre: reference(genre),
    delivery: reference(delivery),
    media: input.media,
    timelines: input.timelines,
    sources: found.sources.map((source) => ({
      id: source.id,
      timeline: timeline.id,
      track: source.track,
      role: source.role,
      clips: source.clips.map(({ clip }) => ({ clip: clip.id, trimDb: trims.of(source, clip.id) })),
    })),
    strips: strips.strips,
    signals: Object.fromEntries(rows.map(({ role, ducks }) => [duckSignal(role), { kind: 'ducks', ducks }])),
    master,
    outputs: decideOutputs(input, present),
    promises: decidePromises(delivery, sequence, speechPercent),
    decisions: [
      ...found.decisions,
      balanceDecision(found.sources, genre),
      ...trims.decisions,
      ...strips.decisions,
      ...ducked.map((entry) => duckDecision(entry, genre, sequence.sampleRateHz)),
      ...masterDecisions(input, expected.integratedLufs, speechPercent, all),
      ...formatDecisions(input),
    ],
    expected,
  }
  return alignLatency(plan, describedLatency(sequence, all))
}
