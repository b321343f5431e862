// Strips and master: everything in time whatever looks ahead, and the same bytes however the work is cut.
import assert from 'node:assert/strict'
import { alignLatency, type NodeLatency } from '../../dsp-core/plan/alignLatency'
import type { PlanStrip, RenderPlan } from '../../dsp-core/plan/plan'
import type { ProcessorInstance } from '../../dsp-core/processors/instance'
import { typescriptEngine, type Engine } from '../../dsp-core/processors/engine'
import { stretchesOf } from '../../dsp-core/render/stretches'
import { StripsRender } from '../../dsp-core/render/stripsRender'
import {
  decibels,
  madeClip,
  madePlan,
  madeTimeline,
  madeTrack,
  noise,
  renderMaster,
  renderStrips,
} from './madePlans'

/**
 * Processors as plain as can be: 'late' is late by params.samples, 'follow' multiplies with its side-chain or signal
 * (and is late too), 'leak' remembers all it ever heard, a little less each sample.
 */
const createProcessor: Engine['createProcessor'] = (use, params, { channels }) => {
  const samples = params.samples ?? 0
  const rings = Array.from({ length: channels }, () => new Float32Array(samples))
  const ring = (channel: number, x: number, at: number): number => {
    if (samples === 0) return x
    const held = rings[channel][at % samples]
    rings[channel][at % samples] = x
    return held
  }
  let at = 0
  let memory = 0
  const instance: ProcessorInstance = {
    latencySamples: samples,
    tailSamples: 0,
    process: (main, lengthSamples, sidechain, signal) => {
      for (let i = 0; i < lengthSamples; i++, at++) {
        if (use === 'leak') memory = memory * 0.9995 + main[0][i]
        main.forEach((channel, c) => {
          const factor = use === 'follow' ? (sidechain ? sidechain[c][i] : signal ? signal[i] : 1) : 1
          channel[i] = ring(c, use === 'leak' ? memory : channel[i] * factor, at)
        })
      }
    },
    reset: () => undefined,
    readings: () => ({ gainReductionDb: -at }),
    finishedSteps: () => new Float32Array(0),
    unfinishedStep: () => -1,
  }
  return instance
}

const engine: Engine = { ...typescriptEngine, createProcessor }

const latencyOf: NodeLatency = (node) => node.params.samples ?? 0
const late = (samples: number) => ({ use: 'late', params: { samples } })
const strip = (id: string, inputs: string[], chain: PlanStrip['chain'] = []): PlanStrip => ({
  id,
  title: id,
  role: null,
  inputs: inputs.map((strip) =>
    strip.startsWith('t') && strip.length === 2
      ? { source: strip, delaySamples: 0 }
      : { strip, gainDb: 0, delaySamples: 0 },
  ),
  chain,
})

/** Three tracks with the same sound. */
const threeTracks = (strips: PlanStrip[], lengthSamples = 20_000): RenderPlan => {
  const tracks = [0, 1, 2].map((i) => madeTrack([madeClip({ id: `c${i}`, endSample: lengthSamples })]))
  const plan = madePlan([madeTimeline(tracks, { lengthSamples })], strips)
  plan.outputs = strips.map(({ id }) => ({ ...plan.outputs[0], strip: id }))
  return plan
}

const maxDifference = (a: Float32Array, b: Float32Array, gain = 1): number =>
  a.reduce((max, x, n) => Math.max(max, Math.abs(x - gain * b[n])), 0)

describe('Latency', () => {
  it('paths with different look-ahead meet again: the sum of three equal tracks is three times one', () => {
    const strips = [
      strip('a', ['t0'], [late(700), late(33)]),
      strip('b', ['t1']),
      strip('bus', ['a', 'b'], [late(5000)]),
      strip('c', ['t2'], [late(9)]),
      strip('sum', ['bus', 'c']),
    ]
    const plan = alignLatency(threeTracks(strips), latencyOf)
    const media = { m: [noise(20_000)] }
    const made = renderStrips(plan, media, undefined, engine)
    assert.ok(maxDifference(made.sum[0], media.m[0], 3) < 1e-6)
    // And every stem leaves on time, whatever it went through.
    for (const id of ['a', 'b', 'c']) assert.deepEqual(made[id][0], media.m[0])
    assert.ok(maxDifference(made.bus[0], media.m[0], 2) < 1e-6)
  })

  it('a side-chain meets what it drives, whether it is earlier or later', () => {
    for (const [keyLate, mainLate] of [
      [0, 400],
      [400, 0],
      [123, 123],
    ]) {
      const follow = { use: 'follow', params: { samples: 17 }, sidechain: 'key' }
      const strips = [strip('key', ['t0'], [late(keyLate)]), strip('sum', ['t1'], [late(mainLate), follow])]
      const plan = alignLatency(threeTracks(strips), latencyOf)
      const media = { m: [noise(20_000)] }
      const squared = media.m[0].map((x) => x * x)
      assert.ok(maxDifference(renderStrips(plan, media, undefined, engine).sum[0], squared) < 1e-6)
    }
  })

  it('a signal of the plan acts at its sample, however late its node is', () => {
    const follow = { use: 'follow', params: { samples: 50 }, signal: 'step' }
    const plan = alignLatency(threeTracks([strip('sum', ['t0'], [late(1234), follow])]), latencyOf)
    plan.signals = {
      step: {
        kind: 'points',
        points: [
          { atSample: 9999, db: 0 },
          { atSample: 10_000, db: -20 },
        ],
      },
    }
    const media = { m: [new Float32Array(20_000).fill(1)] }
    const [sound] = renderStrips(plan, media, undefined, engine).sum
    for (let n = 0; n < 20_000; n++) assert.ok(Math.abs(sound[n] - (n < 10_000 ? 1 : 0.1)) < 1e-6)
  })

  it('a plan that is not aligned is refused, not rendered out of sync', () => {
    const strips = [strip('a', ['t0'], [late(7)]), strip('b', ['t1']), strip('sum', ['a', 'b'])]
    const stretch = { startSample: 0, endSample: 100 }
    assert.throws(() => new StripsRender(threeTracks(strips), stretch, engine), /aligned/)
    const driven = [
      strip('key', ['t0'], [late(7)]),
      strip('sum', ['t1'], [{ use: 'follow', params: {}, sidechain: 'key' }]),
    ]
    assert.throws(() => new StripsRender(threeTracks(driven), stretch, engine), /later/)
  })

  it('the master keeps time and length through any latency', () => {
    const plan = threeTracks([strip('sum', ['t0'])], 200_000)
    plan.master.limiter = late(3077)
    const preMaster = [noise(200_000)]
    const [sound] = renderMaster(plan, preMaster, -6, undefined, engine)
    assert.equal(sound.length, 200_000)
    assert.ok(maxDifference(sound, preMaster[0], 10 ** (-6 / 20)) < 1e-6)
  })
})

describe('Stretches', () => {
  /** 130 s at 8 kHz: four stretches. */
  const lengthSamples = 130 * 8000
  const longPlan = (): RenderPlan => {
    const strips = [
      strip('a', ['t0'], [{ use: 'leak', params: {} }, late(900)]),
      strip('b', ['t1']),
      strip('sum', ['a', 'b']),
    ]
    const plan = alignLatency(threeTracks(strips, lengthSamples), latencyOf)
    plan.sequence.sampleRateHz = 8000
    return plan
  }

  it('cover the sequence once, without a gap, at fixed places', () => {
    assert.deepEqual(stretchesOf(lengthSamples, 8000), [
      { startSample: 0, endSample: 264_000 },
      { startSample: 264_000, endSample: 528_000 },
      { startSample: 528_000, endSample: 792_000 },
      { startSample: 792_000, endSample: 1_040_000 },
    ])
    for (const seconds of [0, 1, 14.99, 29, 61, 300, 601, 3600.5, 90_000]) {
      const samples = Math.floor(seconds * 44100)
      const stretches = stretchesOf(samples, 44100)
      stretches.forEach(({ startSample, endSample }, index) => {
        assert.equal(startSample, stretches[index - 1]?.endSample ?? 0)
        assert.equal(startSample % 44100, 0)
        assert.ok(endSample - startSample <= 150 * 44100)
      })
      assert.equal(stretches[stretches.length - 1].endSample, samples)
    }
  })

  it('rendered in any order by anyone give the same bytes', () => {
    const media = { m: [noise(lengthSamples)] }
    const stretches = stretchesOf(lengthSamples, 8000)
    const inOrder = renderStrips(longPlan(), media, stretches, engine)
    const backwards = renderStrips(longPlan(), media, [...stretches].reverse(), engine)
    assert.deepEqual(inOrder, backwards)
  })

  it('have no seam: with a memory that lasts a quarter of a second they equal one long run below -130 dB', () => {
    const media = { m: [noise(lengthSamples)] }
    const cut = renderStrips(longPlan(), media, stretchesOf(lengthSamples, 8000), engine)
    const whole = renderStrips(longPlan(), media, undefined, engine)
    const loudest = whole.sum[0].reduce((max, x) => Math.max(max, Math.abs(x)), 0)
    assert.ok(decibels(maxDifference(cut.sum[0], whole.sum[0]) / loudest) < -130)
    const master = renderMaster(longPlan(), whole.sum, -3, stretchesOf(lengthSamples, 8000), engine)
    assert.ok(maxDifference(master[0], whole.sum[0], 10 ** (-3 / 20)) < loudest * 1e-6)
  })

  it('of a block ask for media once, also when two tracks play the same place', () => {
    const plan = threeTracks([strip('a', ['t0']), strip('b', ['t1']), strip('sum', ['a', 'b'])])
    const render = new StripsRender(plan, { startSample: 0, endSample: 20_000 }, engine)
    assert.deepEqual(render.needs(0), [{ media: 'm', startSample: 0, lengthSamples: 20_000 }])
  })
})
