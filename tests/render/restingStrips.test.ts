// Where no clip lies a strip does nothing, and nobody hears that: it sounds as if it had played silence all the time.
import assert from 'node:assert/strict'
import type { PlanStrip } from '../../dsp-core/plan/plan'
import { typescriptEngine, type Engine } from '../../dsp-core/processors/engine'
import { decibels, madeClip, madePlan, madeTimeline, madeTrack, noise, renderStrips } from './madePlans'

const rateHz = 48000
const lengthSamples = 20 * rateHz
const [firstEnd, secondStart] = [2 * rateHz, 17 * rateHz + 1234]

const chain: PlanStrip['chain'] = [
  { use: 'equalizer', params: { highPassHz: 80, bell1Hz: 300, bell1GainDb: 6 } },
  { use: 'compressor', params: { thresholdDb: -30, ratio: 4, releaseMs: 300, lookAheadMs: 5 } },
  { use: 'delay', params: { timeMs: 60, feedbackPercent: 50, mixPercent: 30 } },
]

const media = {
  m: [noise(lengthSamples).map((x) => x / 4)],
  silence: [new Float32Array(lengthSamples)],
}

/** Two clips with a pause of 15 s between, in which nothing lies, or a clip of silence. */
const plan = (filled: boolean, chainOf = chain) => {
  const clips = [
    madeClip({ id: 'a', endSample: firstEnd }),
    ...(filled
      ? [madeClip({ id: 'gap', source: { media: 'silence' }, startSample: firstEnd, endSample: secondStart })]
      : []),
    madeClip({ id: 'b', startSample: secondStart, endSample: lengthSamples }),
  ]
  const made = madePlan([madeTimeline([madeTrack(clips)], { lengthSamples, sampleRateHz: rateHz })])
  made.strips[0].chain = chainOf
  return made
}

/** How many samples processors were given. */
const counting = (): { engine: Engine; samples: () => number } => {
  let samples = 0
  const createProcessor: Engine['createProcessor'] = (use, params, setup) => {
    const made = typescriptEngine.createProcessor(use, params, setup)
    return {
      ...made,
      process: (main, length, sidechain, signal) => {
        samples += length
        made.process(main, length, sidechain, signal)
      },
    }
  }
  return { engine: { ...typescriptEngine, createProcessor }, samples: () => samples }
}

describe('A strip on which nothing plays', () => {
  it('rests, and after the pause sounds as if it had heard silence, below -120 dB', () => {
    const [resting, working] = [counting(), counting()]
    const rested = renderStrips(plan(false), media, undefined, resting.engine)
    const worked = renderStrips(plan(true), media, undefined, working.engine)
    assert.ok(resting.samples() < 0.8 * working.samples(), `${resting.samples()} of ${working.samples()}`)
    for (const id of ['t0', 'sum']) {
      const difference = rested[id][0].reduce(
        (most, x, i) => Math.max(most, Math.abs(x - worked[id][0][i])),
        0,
      )
      assert.ok(decibels(difference) < -120, `${id}: ${decibels(difference)} dB`)
    }
  })

  it('does not before its gain has been released, however slowly', () => {
    const slow = [{ use: 'compressor', params: { thresholdDb: -40, ratio: 8, releaseMs: 3000 } }]
    const rested = renderStrips(plan(false, slow), media).t0[0]
    const worked = renderStrips(plan(true, slow), media).t0[0]
    const difference = rested.reduce((most, x, i) => Math.max(most, Math.abs(x - worked[i])), 0)
    assert.ok(decibels(difference) < -120, `${decibels(difference)} dB`)
  })

  it('lets an echo ring out before', () => {
    const sound = renderStrips(plan(false), media).t0[0]
    const peak = (from: number, to: number): number =>
      sound.subarray(from, to).reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    assert.ok(decibels(peak(firstEnd + 0.06 * rateHz, firstEnd + 0.1 * rateHz)) > -50)
    assert.ok(decibels(peak(firstEnd + 0.6 * rateHz, firstEnd + 0.7 * rateHz)) > -110)
    assert.ok(decibels(peak(secondStart - rateHz, secondStart)) < -120)
    assert.equal(peak(secondStart - rateHz, secondStart - 0.1 * rateHz), 0)
  })
})
