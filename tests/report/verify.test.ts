// Promises against measured numbers: kept at the edge, broken just beyond it, and never kept by silence.
import assert from 'node:assert/strict'
import {
  verify,
  type MeasuredFile,
  type PromiseResult,
  type RenderPlan,
  type SoundMeasurement,
} from '../../dsp-core/index'
import { deliveryNamed, planOf, speech } from '../plan/madeSequence'
import { measuredAs } from './madeReport'

const plan = planOf([{ clips: [{ at: 0, seconds: 10, sounds: [speech(0, 10)], role: 'dialogue' }] }], {
  delivery: deliveryNamed('ebu-r128-s1'),
})

const filesWith = (change: Partial<SoundMeasurement>, of: RenderPlan = plan): MeasuredFile[] =>
  of.outputs.map((output) => {
    const made = measuredAs(of, output, -23)
    return { output, measurement: { ...made.measurement, ...(output.kind === 'mix' ? change : {}) } }
  })

const result = (
  id: PromiseResult['id'],
  change: Partial<SoundMeasurement> = {},
  stemsResidualDbfs = -130,
  preMasterPeakDbfs = -3,
): PromiseResult =>
  verify(plan, { files: filesWith(change), stemsResidualDbfs, preMasterPeakDbfs }).find(
    (one) => one.id === id,
  )!

describe('verifying', () => {
  it('keeps the loudness within 0.1 LU of the target and no further', () => {
    assert.equal(result('integrated-loudness', { integratedLufs: -23.09 }).kept, true)
    assert.equal(result('integrated-loudness', { integratedLufs: -22.91 }).kept, true)
    assert.equal(result('integrated-loudness', { integratedLufs: -23.11 }).kept, false)
    assert.equal(result('integrated-loudness', { integratedLufs: -22.89 }).kept, false)
    assert.ok(Math.abs(result('integrated-loudness', { integratedLufs: -23.04 }).margin! - 0.06) < 1e-9)
  })

  it('breaks the true peak a hundredth of a dB over the ceiling', () => {
    assert.equal(result('true-peak', { truePeakDbtp: -1 }).kept, true)
    assert.equal(result('true-peak', { truePeakDbtp: -0.99 }).kept, false)
  })

  it('breaks the length by one sample, of a stem too, and says which', () => {
    const files = filesWith({})
    files[1].measurement.lengthSamples--
    const [found] = verify(plan, { files, stemsResidualDbfs: -130, preMasterPeakDbfs: -3 }).filter(
      ({ id }) => id === 'length',
    )
    assert.equal(found.kept, false)
    assert.equal(found.file, 'Main.dialogue.wav')
  })

  it('breaks the sum of the stems at -119 dBFS, and keeps it where nothing differs at all', () => {
    assert.equal(result('stems-sum', {}, -119).kept, false)
    assert.equal(result('stems-sum', {}, -120).kept, true)
    const exact = result('stems-sum', {}, -Infinity)
    assert.deepEqual([exact.kept, exact.measured], [true, null])
  })

  it('lets the stems of a pre-master 24 dB over full scale differ by as much more, and not a hair beyond', () => {
    const kept = result('stems-sum', {}, -96.01, 24)
    assert.deepEqual([kept.kept, kept.measured, kept.target, kept.underPeakDbfs], [true, -96.01, -96, 24])
    assert.ok(Math.abs(kept.margin! - 0.01) < 1e-9)
    assert.equal(result('stems-sum', {}, -95.99, 24).kept, false)
    assert.equal(result('stems-sum', {}, -130, NaN).target, -120)
  })

  it('demands no less of stems whose pre-master stays under full scale, however quiet it is', () => {
    for (const peakDbfs of [0, -3, -60, -Infinity]) {
      const found = result('stems-sum', {}, -119, peakDbfs)
      assert.deepEqual([found.kept, found.target, found.underPeakDbfs], [false, -120, undefined])
    }
  })

  it('tells silence from nothing measured, and no difference from silence', () => {
    assert.equal(result('true-peak', { truePeakDbtp: -Infinity }).silent, true)
    assert.equal(result('integrated-loudness', { integratedLufs: -Infinity }).silent, true)
    assert.equal(result('integrated-loudness', { integratedLufs: NaN }).silent, false)
    assert.equal(result('stems-sum', {}, -Infinity).silent, false)
  })

  it('limits short-term loudness where the delivery does', () => {
    assert.equal(result('max-short-term', { maxShortTermLufs: -18.1 }).kept, true)
    assert.equal(result('max-short-term', { maxShortTermLufs: -17.9 }).kept, false)
  })

  it('limits the loudness range where the delivery does', () => {
    const narrow = planOf([{ clips: [{ at: 0, seconds: 9, sounds: [speech(0, 9)], role: 'dialogue' }] }], {
      delivery: deliveryNamed('dpp-uk'),
    })
    const kept = (loudnessRangeLu: number): boolean | undefined =>
      verify(narrow, {
        files: filesWith({ loudnessRangeLu }, narrow),
        stemsResidualDbfs: -130,
        preMasterPeakDbfs: -3,
      }).find(({ id }) => id === 'loudness-range')?.kept
    assert.deepEqual([kept(18), kept(18.1)], [true, false])
  })

  const judgedFor = (
    delivery: string,
    id: PromiseResult['id'],
    mix: Partial<MeasuredFile>,
    change: Partial<SoundMeasurement> = {},
  ): PromiseResult => {
    const made = planOf([{ clips: [{ at: 0, seconds: 9, sounds: [speech(0, 9)], role: 'dialogue' }] }], {
      delivery: deliveryNamed(delivery),
    })
    const files = filesWith(change, made).map((file) =>
      file.output.kind === 'mix' ? { ...file, ...mix } : file,
    )
    return verify(made, { files, stemsResidualDbfs: -130, preMasterPeakDbfs: -3 }).find(
      (one) => one.id === id,
    )!
  }
  const spoken = (dialogueLufs: number, loudnessToDialogueLu: number | null = 0): Partial<MeasuredFile> => ({
    dialogue: { dialogueLufs, loudnessToDialogueLu, speechPercent: 60 },
  })

  it('keeps the loudness of speech within 0.1 LU where the delivery measures that, and says how much is speech', () => {
    const kept = judgedFor('netflix-stereo', 'dialogue-loudness', spoken(-27.09))
    assert.deepEqual([kept.kept, kept.speechPercent], [true, 60])
    assert.equal(judgedFor('netflix-stereo', 'dialogue-loudness', spoken(-26.89)).kept, false)
    assert.equal(judgedFor('netflix-stereo', 'dialogue-loudness', spoken(-Infinity)).kept, false)
    assert.equal(judgedFor('netflix-stereo', 'dialogue-loudness', {}).kept, false)
  })

  it('lets the programme be 5 LU louder than its dialogue, and no more', () => {
    assert.equal(judgedFor('ebu-r128-s4', 'over-dialogue', spoken(-28, 5)).kept, true)
    assert.equal(judgedFor('ebu-r128-s4', 'over-dialogue', spoken(-28.1, 5.1)).kept, false)
    assert.equal(judgedFor('ebu-r128-s4', 'over-dialogue', spoken(-28, null)).kept, false)
  })

  it('holds an audiobook to its RMS level and its noise floor, which may be digital silence', () => {
    const floor = (noiseFloorDbfs: number): boolean =>
      judgedFor('acx', 'noise-floor', { noiseFloorDbfs }).kept
    assert.deepEqual([floor(-60), floor(-59.9), floor(-Infinity)], [true, false, true])
    assert.equal(judgedFor('acx', 'rms-level', {}, { rmsDbfs: -22.45 }).kept, true)
    assert.equal(judgedFor('acx', 'rms-level', {}, { rmsDbfs: -22.61 }).kept, false)
  })

  it('does not take silence for the right loudness', () => {
    const silent = result('integrated-loudness', { integratedLufs: -Infinity })
    assert.deepEqual([silent.kept, silent.measured, silent.margin], [false, null, null])
  })

  it('keeps nothing of a file that is not there', () => {
    const results = verify(plan, { files: [], stemsResidualDbfs: -130, preMasterPeakDbfs: -3 })
    for (const id of ['integrated-loudness', 'true-peak', 'length'])
      assert.equal(results.find((one) => one.id === id)!.kept, false)
  })

  it('does not take not-a-number for a kept promise', () => {
    assert.equal(result('true-peak', { truePeakDbtp: NaN }).kept, false)
    assert.equal(result('integrated-loudness', { integratedLufs: NaN }).kept, false)
  })
})
