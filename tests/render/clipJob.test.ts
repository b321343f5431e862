// Clips that have little or nothing to hear are measured all the same.
import assert from 'node:assert/strict'
import { makeJob, type JobValue } from '../../dsp-core/index'
import { engines } from '../engines'
import { madeClip, madeTimeline, madeTrack, noise } from './madePlans'

const measured = (
  channelMap: number[],
  sourceStep: number,
  lengthSamples: number,
  engine: keyof typeof engines,
): JobValue => {
  const clip = madeClip({ id: 'a', endSample: lengthSamples, sourceStart: 5000, sourceStep, channelMap })
  const timeline = madeTimeline([madeTrack([clip])], { lengthSamples, sampleRateHz: 48000 })
  const timelines = { root: timeline.id, timelines: { [timeline.id]: timeline } }
  const job = makeJob({ kind: 'clip', timelines, timeline: timeline.id, clip: 'a' }, engines[engine]())
  assert.equal(job.blocks, 1)
  return job.run(
    0,
    job.needs(0).map((range) => [noise(range.lengthSamples)]),
  )
}

describe('A clip that is listened to', () => {
  for (const engine of ['typescript', 'simd'] as const)
    for (const sourceStep of [1, -1, 44100 / 48000, 2.37]) {
      it(`is silent without channels, or with one that its file lacks (${engine}, speed ${sourceStep})`, () => {
        for (const channelMap of [[], [5], [5, 6]]) {
          const value = measured(channelMap, sourceStep, 1001, engine)
          assert.ok(value.kind === 'clip' && value.measurement)
          assert.equal(value.measurement.samplePeakDbfs, -Infinity)
        }
      })
      it(`may be a sample long, and may have one channel twice (${engine}, speed ${sourceStep})`, () => {
        for (const lengthSamples of [1, 1001]) {
          const value = measured([0, 0], sourceStep, lengthSamples, engine)
          assert.ok(value.kind === 'clip' && value.measurement)
          assert.ok(value.measurement.samplePeakDbfs > -60)
        }
      })
    }
})
