// Whatever lies on a timeline, the plan for it can be rendered, its ducks are in order, and JSON keeps all of it.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { buildPlan, checkPlan, deliveryIds, genreIds, roles } from '../../dsp-core/index'
import {
  deliveryNamed,
  ducksOf,
  genreNamed,
  planInput,
  type MadeClip,
  type MadeTrack,
  type Sounding,
} from './madeSequence'

const lufs = fc.oneof(fc.double({ min: -90, max: 6, noNaN: true }), fc.constant(-23))

const sounding: fc.Arbitrary<Sounding> = fc
  .record({
    from: fc.integer({ min: 0, max: 3000 }),
    length: fc.integer({ min: 1, max: 800 }),
    lufs,
    speech: fc.boolean(),
  })
  .map((made) => ({
    from: made.from / 100,
    to: (made.from + made.length) / 100,
    lufs: made.lufs,
    speech: made.speech,
  }))

const gain = fc.oneof(
  fc.constant(0),
  fc.double({ min: -60, max: 15, noNaN: true }).map((db) => db + 0),
  fc.constant(-Infinity),
)

const keys = fc
  .array(fc.record({ atSample: fc.integer({ min: 0, max: 4_000_000 }), db: gain, hold: fc.boolean() }), {
    maxLength: 5,
  })
  .map((list) => list.map((key) => ({ ...key })).sort((a, b) => a.atSample - b.atSample))

const fade = fc.option(
  fc
    .record({
      startSample: fc.integer({ min: 0, max: 2_000_000 }),
      lengthSamples: fc.integer({ min: 0, max: 96000 }),
      curve: fc.constantFrom('constant-power' as const, 'constant-gain' as const, 'exponential' as const),
    })
    .map(({ startSample, lengthSamples, curve }) => ({
      startSample,
      endSample: startSample + lengthSamples,
      curve,
    })),
)

const clip: fc.Arbitrary<MadeClip> = fc.record({
  at: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0, max: 60, noNaN: true })),
  seconds: fc.oneof(
    fc.constant(0.01),
    fc.integer({ min: 1, max: 3000 }).map((steps) => steps / 100),
  ),
  sounds: fc.array(sounding, { maxLength: 6 }),
  role: fc.constantFrom(...roles),
  offline: fc.boolean(),
  change: fc.record({
    name: fc.string({ unit: 'binary', maxLength: 30 }),
    enabled: fc.boolean(),
    gainDb: gain,
    levelKeys: keys,
    fadeIn: fade,
    fadeOut: fade,
  }),
  measured: fc.record({
    noiseFloorDbfs: fc.oneof(fc.constant(-Infinity), fc.double({ min: -100, max: 0, noNaN: true })),
    octaveBandsDb: fc.array(fc.oneof(fc.constant(-Infinity), fc.double({ min: -90, max: 0, noNaN: true })), {
      minLength: 9,
      maxLength: 9,
    }),
  }),
})

const track: fc.Arbitrary<MadeTrack> = fc.record({
  name: fc.string({ unit: 'binary', maxLength: 20 }),
  clips: fc.array(clip, { maxLength: 5 }),
  change: fc.record({
    audible: fc.boolean(),
    faderDb: gain,
    // JSON knows no -0.
    pan: fc.double({ min: -1, max: 1, noNaN: true }).map((pan) => pan + 0),
  }),
})

const anything = fc.record({
  tracks: fc.array(track, { maxLength: 4 }),
  genre: fc.constantFrom(...genreIds),
  delivery: fc.constantFrom(...deliveryIds),
})

describe('a plan for any timeline', () => {
  it('can be rendered, survives JSON, and has ducks in order inside the sequence', () => {
    fc.assert(
      fc.property(anything, (made) => {
        const input = planInput(made.tracks, {
          genre: genreNamed(made.genre),
          delivery: deliveryNamed(made.delivery),
        })
        const plan = buildPlan(input)
        assert.deepEqual(checkPlan(JSON.parse(JSON.stringify(plan))), { plan })
        for (const role of roles) {
          let free = 0
          for (const duck of ducksOf(plan, role)) {
            assert.ok(duck.depthDb < 0 && duck.depthDb >= -input.genre.roles[role].ducking!.maxDepthDb)
            assert.ok(duck.startSample - duck.downSamples >= free)
            assert.ok(duck.endSample >= duck.startSample)
            free = duck.endSample + duck.upSamples
            assert.ok(free <= plan.sequence.lengthSamples)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('moves no clip by more than the genre allows', () => {
    fc.assert(
      fc.property(anything, (made) => {
        const input = planInput(made.tracks, { genre: genreNamed(made.genre) })
        for (const source of buildPlan(input).sources)
          for (const { trimDb } of source.clips)
            assert.ok(Math.abs(trimDb) <= input.genre.roles[source.role].maxTrimDb)
      }),
      { numRuns: 200 },
    )
  })
})
