// The first look at the master's loudness is good enough to make one pass do.
import assert from 'node:assert/strict'
import { integratedLufs } from '../../dsp-core/processors/loudness-meter/gating'
import { ChainLoudness } from '../../dsp-core/render/masterChain'
import { SoundMeasure } from '../../dsp-core/render/measureSound'
import { madePlan, madeTimeline, madeTrack, noise, renderMaster } from './madePlans'

describe('The loudness after the master’s chain', () => {
  it('is known before the master is rendered, within the 0.02 LU to which it is settled', () => {
    const lengthSamples = 130 * 48000
    const plan = madePlan([madeTimeline([madeTrack([])], { lengthSamples })])
    plan.master.chain = [{ use: 'compressor', params: { thresholdDb: -24, ratio: 3, releaseMs: 300 } }]
    // Swells of 7 s, up to -9 dBFS.
    const swelling = noise(lengthSamples).map((x, i) => 0.6 * x * Math.sin((Math.PI * i) / (7 * 48000)) ** 2)
    const stretches = [0, 1, 2].map((minute) => ({
      startSample: minute * 60 * 48000,
      endSample: Math.min(lengthSamples, (minute + 1) * 60 * 48000),
    }))
    const steps = stretches.flatMap(({ startSample, endSample }) => {
      const loudness = new ChainLoudness(plan)
      loudness.push([swelling.subarray(startSample, endSample)], startSample, endSample - startSample)
      return [...loudness.take(true)]
    })
    const measure = new SoundMeasure({ sampleRateHz: 48000, channels: 1 })
    measure.push(renderMaster(plan, [swelling], 0, stretches), lengthSamples)
    const expected = measure.result().integratedLufs
    const untreated = new SoundMeasure({ sampleRateHz: 48000, channels: 1 })
    untreated.push([swelling], lengthSamples)
    assert.ok(untreated.result().integratedLufs - expected > 1, 'the compressor has nothing to do')
    const found = integratedLufs(Float32Array.from(steps))
    assert.ok(Math.abs(found - expected) < 0.02, `${found}, not ${expected}`)
  })
})
