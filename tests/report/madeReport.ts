// A report as a run would give it: a plan from a made sequence, and measurements of files that were never written.
import { makeReport, type Report, type ReportInput } from '../../client/app/report'
import type { MeasuredFile, PlanOutput, RenderPlan } from '../../dsp-core/index'
import { planOf, sound, speech, type MadeTrack } from '../plan/madeSequence'

export const interviewTracks: MadeTrack[] = [
  {
    name: 'Interview',
    clips: [
      { at: 4, seconds: 20, sounds: [speech(0, 6, -31), speech(6.7, 18, -30)], role: 'dialogue' },
      {
        at: 30,
        seconds: 12,
        sounds: [speech(0.5, 11, -19)],
        role: 'dialogue',
        measured: { noiseFloorDbfs: -48 },
      },
    ],
  },
  { name: 'Narration', clips: [{ at: 52, seconds: 20, sounds: [speech(0, 20, -25)], role: 'voice-over' }] },
  { name: 'Music', clips: [{ at: 0, seconds: 90, sounds: [sound(0, 90, -17)], role: 'music' }] },
  { name: 'Atmo', clips: [{ at: 0, seconds: 90, sounds: [sound(0, 90, -44)], role: 'ambience' }] },
]

const waves = (seconds: number, lufs: number): number[] =>
  Array.from(
    { length: Math.max(0, seconds - 2) },
    (_, s) => lufs + 3 * Math.sin(s / 4) - 2 * Math.sin(s / 1.7),
  )

export const measuredAs = (plan: RenderPlan, output: PlanOutput, integratedLufs: number): MeasuredFile => ({
  output,
  measurement: {
    integratedLufs,
    maxMomentaryLufs: integratedLufs + 7,
    maxShortTermLufs: integratedLufs + 4.2,
    loudnessRangeLu: 6.4,
    truePeakDbtp: -1.31,
    samplePeakDbfs: -1.5,
    rmsDbfs: integratedLufs,
    dcOffset: 0,
    lengthSamples: plan.sequence.lengthSamples,
    channels: 2,
    sampleRateHz: plan.sequence.sampleRateHz,
    shortTermLufs: waves(
      Math.floor(plan.sequence.lengthSamples / plan.sequence.sampleRateHz),
      integratedLufs,
    ),
  },
})

export const madeInput = (tracks = interviewTracks, change: Partial<ReportInput> = {}): ReportInput => {
  const plan = planOf(tracks)
  return {
    plan,
    files: plan.outputs.map((output) => measuredAs(plan, output, output.kind === 'mix' ? -23.02 : -28)),
    stemsResidualDbfs: -126.4,
    preMasterPeakDbfs: -3.2,
    limitedDb: -2.31,
    before: {
      integratedLufs: -16.5,
      maxShortTermLufs: -13.1,
      maxMomentaryLufs: -11.8,
      loudnessRangeLu: 2.1,
      truePeakDbtp: 0.42,
      speechOverMusicLu: -6.5,
    },
    speechOverMusicLu: 12.2,
    problems: [],
    ...change,
  }
}

export const madeReport = (tracks = interviewTracks, change: Partial<ReportInput> = {}): Report =>
  makeReport(madeInput(tracks, change))
