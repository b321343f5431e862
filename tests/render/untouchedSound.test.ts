// The "before" of a report, measured beside the render, is the sequence as it plays without us.
import assert from 'node:assert/strict'
import { alignLatency } from '../../dsp-core/plan/alignLatency'
import type { RenderPlan } from '../../dsp-core/plan/plan'
import { integratedLufs } from '../../dsp-core/processors/loudness-meter/gating'
import { createProcessor } from '../../dsp-core/processors/instance'
import { SoundMeasure } from '../../dsp-core/render/measureSound'
import { StripsRender } from '../../dsp-core/render/stripsRender'
import type { TimelineSet } from '../../dsp-core/timeline/timeline'
import {
  madeClip,
  madePlan,
  madeTimeline,
  madeTrack,
  noise,
  readMemory,
  sine,
  TimelineSound,
} from './madePlans'

const sampleRateHz = 48000
const lengthSamples = 5 * sampleRateHz
const media = { m: [noise(lengthSamples).map((x) => 0.2 * x)], n: [sine(lengthSamples, 997 / 48000)] }

/** A voice, music under it and effects with a fade; in the plan all of it is trimmed, cut, limited and ducked. */
const treated = (): RenderPlan => {
  const fadeIn = { startSample: 0, endSample: 90_000, curve: 'constant-gain' as const }
  const clips = [
    madeClip({ id: 'voice', endSample: 200_000, gainDb: -3 }),
    madeClip({ id: 'music', endSample: lengthSamples, source: { media: 'n' }, gainDb: -20 }),
    madeClip({ id: 'effects', startSample: 9000, endSample: lengthSamples, sourceStep: 0.5, fadeIn }),
  ]
  const tracks = clips.map((clip, index) => madeTrack([clip], { faderDb: -index }))
  const plan = madePlan([madeTimeline(tracks, { lengthSamples })])
  plan.outputs.forEach((output, index) => (output.role = (['dialogue', 'music', 'effects'] as const)[index]))
  plan.sources.forEach((source, index) => (source.clips[0].trimDb = 6 - 5 * index))
  plan.strips[0].chain = [{ use: 'limiter', params: { ceilingDbtp: -20 } }]
  plan.strips[1].chain = [{ use: 'gain', params: { gainDb: -12 } }]
  plan.strips[3].inputs.forEach((input) => 'strip' in input && (input.gainDb = -9))
  return alignLatency(
    plan,
    (node) =>
      createProcessor(node.use, node.params, { sampleRateHz, channels: 1, maxBlock: 64 }).latencySamples,
  )
}

const measuredBeside = (plan: RenderPlan) => {
  const render = new StripsRender(plan, { startSample: 0, endSample: lengthSamples })
  const steps: Record<string, number[]> = {}
  let truePeakDbtp = -Infinity
  for (let block = 0; block < render.blocks; block++) {
    render.render(block, readMemory(media, render.needs(block)))
    const taken = render.untouched!.take(block === render.blocks - 1)
    for (const [id, energies] of Object.entries(taken.energies)) (steps[id] ??= []).push(...energies)
    truePeakDbtp = Math.max(truePeakDbtp, taken.truePeakDbtp)
  }
  const lufs = (id: string): number => integratedLufs(Float32Array.from(steps[id]))
  return { lufs, truePeakDbtp, ids: Object.keys(steps) }
}

const measuredAlone = (set: TimelineSet, only: number | null) => {
  const root = set.timelines[set.root]
  const tracks = root.tracks.map((track, index) => ({ ...track, audible: only === null || index === only }))
  const sound = new TimelineSound({ ...set, timelines: { [set.root]: { ...root, tracks } } })
  const measure = new SoundMeasure({ sampleRateHz, channels: 1 })
  const whole = sound.render(0, lengthSamples, readMemory(media, sound.needs(0, lengthSamples)))
  measure.push(whole, lengthSamples)
  return measure.result()
}

const near = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, not ${expected}`)

describe('The sequence before', () => {
  it('has the loudness and true peak of what the editor plays, whatever the plan does to it', () => {
    const plan = treated()
    const before = measuredBeside(plan)
    const played = measuredAlone(plan.timelines, null)
    near(before.lufs('sum'), played.integratedLufs, 0.01)
    near(before.truePeakDbtp, played.truePeakDbtp, 0.05)
  })

  it('tells voices and music apart as they were', () => {
    const plan = treated()
    const before = measuredBeside(plan)
    near(before.lufs('t0'), measuredAlone(plan.timelines, 0).integratedLufs, 0.01)
    near(before.lufs('t1'), measuredAlone(plan.timelines, 1).integratedLufs, 0.01)
    assert.deepEqual(before.ids, ['sum', 't0', 't1'])
  })

  it('is left out where the plan does not compare, and what is rendered is the same to the bit', () => {
    const rendered = (plan: RenderPlan): { untouched: boolean; sound: number[] } => {
      const render = new StripsRender(plan, { startSample: 0, endSample: lengthSamples })
      const sound: number[] = []
      for (let block = 0; block < render.blocks; block++) {
        const made = render.render(block, readMemory(media, render.needs(block)))
        sound.push(...made.strips.sum[0].subarray(0, made.lengthSamples))
      }
      return { untouched: render.untouched !== null, sound }
    }
    const compared = rendered(treated())
    const alone = rendered({ ...treated(), compare: false })
    assert.deepEqual([compared.untouched, alone.untouched], [true, false])
    assert.ok(alone.sound.length === lengthSamples && alone.sound.some((x) => x !== 0))
    assert.deepEqual(alone.sound, compared.sound)
  })
})
