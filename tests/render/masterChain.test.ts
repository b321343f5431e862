// The master's chain runs once, with the strips: what it makes is in time with the sum of the stems, and leaves with it.
import assert from 'node:assert/strict'
import { leavingStrips, masteredStrip } from '../../dsp-core/render/stripsRender'
import { stretchesOf } from '../../dsp-core/render/stretches'
import type { RenderPlan } from '../../dsp-core/plan/plan'
import { decibels, madeClip, madePlan, madeTimeline, madeTrack, noise, renderStrips } from './madePlans'

const rateHz = 8000
const lengthSamples = 130 * rateHz

const plan = (chain: RenderPlan['master']['chain']): RenderPlan => {
  const track = madeTrack([madeClip({ endSample: lengthSamples })])
  const made = madePlan([madeTimeline([track], { lengthSamples, sampleRateHz: rateHz })])
  return { ...made, master: { ...made.master, chain } }
}

/** Looks ahead, so it is late. */
const compressor = { use: 'compressor', params: { thresholdDb: -24, ratio: 3, lookAheadMs: 5 } }
/** Swells of 7 s, up to -9 dBFS. */
const media = {
  m: [noise(lengthSamples).map((x, i) => 0.6 * x * Math.sin((Math.PI * i) / (7 * rateHz)) ** 2)],
}
const loudest = (x: Float32Array): number => x.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

describe('The master’s chain', () => {
  it('leaves the sum of the stems as it is and puts its own sound beside it, sample by sample in time', () => {
    const chained = plan([compressor])
    const made = renderStrips(chained, media)
    assert.deepEqual(made.sum, renderStrips(plan([]), media).sum)
    const mastered = made[masteredStrip(chained)]
    assert.ok(loudest(mastered[0]) < loudest(made.sum[0]) * 0.7, 'the compressor has nothing to do')
    // A gain is never negative: wherever the sum crosses zero, so does what was made of it.
    for (let i = 0; i < lengthSamples; i++) assert.ok(mastered[0][i] * made.sum[0][i] >= 0, `at ${i}`)
  })

  it('makes the same sound in stretches as in one, below -120 dB', () => {
    const chained = plan([compressor])
    const id = masteredStrip(chained)
    const cut = renderStrips(chained, media, stretchesOf(lengthSamples, rateHz))[id][0]
    const whole = renderStrips(chained, media)[id][0]
    const difference = loudest(cut.map((x, i) => x - whole[i]))
    assert.ok(decibels(difference / loudest(whole)) < -120, `${decibels(difference / loudest(whole))} dB`)
  })

  it('makes the mastered sound alone leave where no stems are wanted, and nothing more where it is empty', () => {
    const mixOnly = { ...plan([compressor]), outputs: [] }
    assert.deepEqual(leavingStrips(mixOnly), [masteredStrip(mixOnly)])
    assert.deepEqual(leavingStrips({ ...plan([]), outputs: [] }), ['sum'])
    assert.deepEqual(leavingStrips(plan([])), ['t0', 'sum'])
  })
})
