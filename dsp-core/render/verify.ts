// The measured files against the plan's promises. Nothing here is computed from what was meant to be: every number
// comes from a file that lies on disk.
import type { PlanOutput, PlanPromise, RenderPlan } from '../plan/plan'
import type { DialogueLoudness } from '../processors/dialogue-loudness-meter/dialogue'
import type { SoundMeasurement } from './measureSound'

export interface MeasuredFile {
  output: PlanOutput
  measurement: SoundMeasurement
  /** Where a promise is about it: of the mix, by what is speech on the stems of voices. */
  dialogue?: Pick<DialogueLoudness, 'dialogueLufs' | 'speechPercent' | 'loudnessToDialogueLu'>
  /** Likewise: RMS of the quietest 0.4 s. */
  noiseFloorDbfs?: number
}

export interface Measured {
  files: MeasuredFile[]
  /** Largest difference between the sum of the written stems and the pre-master, dBFS. */
  stemsResidualDbfs: number
  /** Highest sample of the pre-master at the gain the stems carry, dBFS. */
  preMasterPeakDbfs: number
}

export interface PromiseResult extends PlanPromise {
  /** What was measured; null where nothing could be (no file, silence). */
  measured: number | null
  /** How far inside the promise, in its unit; negative is outside. */
  margin: number | null
  kept: boolean
  /** Which file decided it. */
  file: string
  /** What was measured of the file is silence: no level at all, or no loudness over the gate of -70 LUFS. */
  silent: boolean
  /** The peak the target was set under, where it is not full scale: a pre-master over full scale, dBFS. */
  underPeakDbfs?: number
  /** How much of the time is speech, where it is about speech. */
  speechPercent?: number
}

/** What a promise looks at: one number, and how far it is inside. */
interface Finding {
  measured: number
  margin: number
  file: string
}

const near = (promise: PlanPromise, measured: number): number =>
  promise.tolerance - Math.abs(measured - promise.target)
const under = (promise: PlanPromise, measured: number): number =>
  promise.target + promise.tolerance - measured

/** Of several files the one that is worst off. */
const worst = (findings: Finding[]): Finding | null =>
  findings.reduce<Finding | null>(
    (found, next) => (found && found.margin <= next.margin ? found : next),
    null,
  )

/** Stems that sum to more than full scale round more coarsely: what they may differ by follows the peak of the sum. */
const demanded = (
  promise: PlanPromise,
  { preMasterPeakDbfs }: Measured,
): PlanPromise & { underPeakDbfs?: number } =>
  promise.id === 'stems-sum' && preMasterPeakDbfs > 0
    ? { ...promise, target: promise.target + preMasterPeakDbfs, underPeakDbfs: preMasterPeakDbfs }
    : promise

const findingsOf = (promise: PlanPromise, { files, stemsResidualDbfs }: Measured): Finding[] => {
  const mix = files.filter(({ output }) => output.kind === 'mix')
  const each = (
    some: MeasuredFile[],
    value: (file: MeasuredFile) => number,
    margin: (promise: PlanPromise, measured: number) => number,
  ): Finding[] =>
    some.map((file) => {
      const measured = value(file)
      return { measured, margin: margin(promise, measured), file: file.output.file }
    })
  switch (promise.id) {
    case 'integrated-loudness':
      return each(mix, ({ measurement }) => measurement.integratedLufs, near)
    case 'dialogue-loudness':
      return each(mix, ({ dialogue }) => dialogue?.dialogueLufs ?? NaN, near)
    case 'over-dialogue':
      return each(mix, ({ dialogue }) => dialogue?.loudnessToDialogueLu ?? NaN, under)
    case 'rms-level':
      return each(mix, ({ measurement }) => measurement.rmsDbfs, near)
    case 'noise-floor':
      return each(mix, ({ noiseFloorDbfs }) => noiseFloorDbfs ?? NaN, under)
    case 'true-peak':
      return each(mix, ({ measurement }) => measurement.truePeakDbtp, under)
    case 'max-short-term':
      return each(mix, ({ measurement }) => measurement.maxShortTermLufs, under)
    case 'loudness-range':
      return each(mix, ({ measurement }) => measurement.loudnessRangeLu, under)
    case 'length':
      return each(files, ({ measurement }) => measurement.lengthSamples, near)
    case 'stems-sum':
      return [
        {
          measured: stemsResidualDbfs,
          margin: under(promise, stemsResidualDbfs),
          file: files.filter(({ output }) => output.kind === 'stem').length === 0 ? '' : 'stems',
        },
      ]
  }
}

const speechOf = ({ id }: PlanPromise, { files }: Measured): { speechPercent?: number } => {
  if (id !== 'dialogue-loudness' && id !== 'over-dialogue') return {}
  const speechPercent = files.find(({ output }) => output.kind === 'mix')?.dialogue?.speechPercent
  return speechPercent === undefined ? {} : { speechPercent }
}

const judged = (promise: PlanPromise, measured: Measured): PromiseResult => {
  const found = worst(findingsOf(promise, measured))
  if (!found) return { ...promise, measured: null, margin: null, kept: false, file: '', silent: false }
  return {
    ...promise,
    measured: Number.isFinite(found.measured) ? found.measured : null,
    margin: Number.isFinite(found.margin) ? found.margin : null,
    // A silent mix keeps its peaks and lengths, but no loudness.
    kept: found.margin >= 0,
    file: found.file,
    // Minus infinity is silence of a level, and of a difference that there is none.
    silent: promise.id !== 'stems-sum' && found.measured === -Infinity,
    ...speechOf(promise, measured),
  }
}

export const verify = (plan: RenderPlan, measured: Measured): PromiseResult[] =>
  plan.promises.map((promise) => judged(demanded(promise, measured), measured))
