// What came of it: the verdict first, then the numbers it rests on, what was decided and why, what is wrong and what
// to do, and what exactly was rendered. Data only; reportHtml.ts draws it.
import {
  fingerprintOf,
  verify,
  type MeasuredFile,
  type PlanDecision,
  type PresetReference,
  type PromiseResult,
  type RenderPlan,
  type Role,
  type SoundMeasurement,
} from '../../dsp-core/index'
import type { Problem } from '../problem'
import { inWords, type WordedProblem } from './problems'
import { tracksOf, type ReportTrack } from './reportTracks'
import { judge, judgementOf, type Verdict } from './reportVerdict'

export interface Report {
  schema: 'report/1'
  verdict: Verdict
  /** One sentence or two. */
  summary: string
  product: string
  sequence: RenderPlan['sequence']
  genre: PresetReference
  delivery: PresetReference
  promises: PromiseResult[]
  /** How the sequence plays untouched; null where the plan asks for no comparison. */
  before: LoudnessFacts | null
  after: LoudnessFacts | null
  /** Deepest gain reduction of the limiter, dB (0 or negative). */
  limitedDb: number
  masterGainDb: number
  files: ReportFile[]
  tracks: ReportTrack[]
  ducking: ReportDucking[]
  decisions: PlanDecision[]
  problems: WordedProblem[]
  provenance: Provenance
}

/** Null is silence, or not measured. */
export interface LoudnessFacts {
  integratedLufs: number | null
  maxShortTermLufs: number | null
  maxMomentaryLufs: number | null
  loudnessRangeLu: number | null
  truePeakDbtp: number | null
  /** While somebody speaks; null where nobody does, or nothing plays with it. */
  speechOverMusicLu: number | null
}

export interface ReportFile {
  file: string
  kind: 'mix' | 'stem'
  role: Role | null
  bitDepth: number
  loudness: LoudnessFacts
  lengthSamples: number
  /** Once a second, from 3 s on; null is silence. */
  shortTermLufs: (number | null)[]
}

export interface ReportDucking {
  role: Role
  ducks: {
    startSample: number
    endSample: number
    depthDb: number
    downSamples: number
    upSamples: number
    reason: string
  }[]
}

export interface Provenance {
  /** SHA-256 of the plan as rendered, first 16 hex digits. */
  plan: string
  media: { path: string; fingerprint: string; online: boolean }[]
}

export interface ReportInput {
  /** As rendered, its gain settled. */
  plan: RenderPlan
  files: MeasuredFile[]
  stemsResidualDbfs: number
  preMasterPeakDbfs: number
  limitedDb: number
  /** The sequence as it plays untouched, rendered and measured; null where the plan does not compare. */
  before: LoudnessFacts | null
  /** Of the written stems. */
  speechOverMusicLu: number | null
  problems: Problem[]
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Loudness as it was measured, in the report's form. */
export const loudnessFacts = (
  measured: Pick<
    SoundMeasurement,
    'integratedLufs' | 'maxShortTermLufs' | 'maxMomentaryLufs' | 'loudnessRangeLu' | 'truePeakDbtp'
  >,
  speechOverMusicLu: number | null,
): LoudnessFacts => ({
  integratedLufs: finite(measured.integratedLufs),
  maxShortTermLufs: finite(measured.maxShortTermLufs),
  maxMomentaryLufs: finite(measured.maxMomentaryLufs),
  // Silence has no range, not one of 0 LU.
  loudnessRangeLu: Number.isFinite(measured.integratedLufs) ? finite(measured.loudnessRangeLu) : null,
  truePeakDbtp: finite(measured.truePeakDbtp),
  speechOverMusicLu,
})

const reportFile = (measured: MeasuredFile): ReportFile => ({
  file: measured.output.file,
  kind: measured.output.kind,
  role: measured.output.role,
  bitDepth: measured.output.bitDepth,
  loudness: loudnessFacts(measured.measurement, null),
  lengthSamples: measured.measurement.lengthSamples,
  shortTermLufs: measured.measurement.shortTermLufs.map(finite),
})

const brokenPromises = (promises: PromiseResult[], problems: Problem[]): Problem[] =>
  promises
    .filter((promise) => judgementOf(promise, problems) === 'broken')
    .map((promise) => ({
      code: 'promise-broken',
      where: promise.file,
      values: { text: promise.text, measured: measuredWords(promise) },
    }))

const measuredWords = ({ measured, silent }: PromiseResult): string | number => {
  if (silent) return 'silence'
  return measured === null ? 'nothing' : rounded(measured)
}

const rounded = (value: number): number => Math.round(value * 100) / 100

const duckingOf = (plan: RenderPlan): ReportDucking[] =>
  plan.strips.flatMap((strip) =>
    strip.chain.flatMap((node) => {
      const signal = node.signal === undefined ? undefined : plan.signals[node.signal]
      return strip.role && signal?.kind === 'ducks' ? { role: strip.role, ducks: signal.ducks } : []
    }),
  )

export const makeReport = (input: ReportInput): Report => {
  const { plan, files, stemsResidualDbfs, preMasterPeakDbfs } = input
  const promises = verify(plan, { files, stemsResidualDbfs, preMasterPeakDbfs })
  const problems = [...input.problems, ...brokenPromises(promises, input.problems)].map(inWords)
  const mix = files.find(({ output }) => output.kind === 'mix')
  return {
    schema: 'report/1',
    ...judge(promises, problems, plan.delivery),
    product: plan.product,
    sequence: plan.sequence,
    genre: plan.genre,
    delivery: plan.delivery,
    promises,
    before: input.before,
    after: mix ? loudnessFacts(mix.measurement, input.speechOverMusicLu) : null,
    // JSON knows no -0.
    limitedDb: input.limitedDb + 0,
    masterGainDb: plan.master.gainDb ?? 0,
    files: files.map(reportFile),
    tracks: tracksOf(plan),
    ducking: duckingOf(plan),
    decisions: plan.decisions,
    problems,
    provenance: {
      plan: fingerprintOf(JSON.stringify(plan)),
      media: plan.media.map(({ path, fingerprint, online }) => ({ path, fingerprint, online })),
    },
  }
}
