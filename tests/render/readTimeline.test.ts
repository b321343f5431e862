// What is heard of a timeline: pan, folds, levels, keys, fades, nests.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Clip, Fade, LevelKey, Timeline, Track } from '../../dsp-core/timeline/timeline'
import {
  decibels,
  madeClip,
  madeTimeline,
  madeTrack,
  noise,
  readMemory,
  TimelineSound,
  type MemoryMedia,
} from './madePlans'

const play = (timelines: Timeline[], media: MemoryMedia, from: number, to: number): Float32Array[] => {
  const set = { root: timelines[0].id, timelines: Object.fromEntries(timelines.map((t) => [t.id, t])) }
  const sound = new TimelineSound(set)
  return sound.render(from, to, readMemory(media, sound.needs(from, to)))
}

const constant = (length: number, value = 1): Float32Array => new Float32Array(length).fill(value)

/** One value a channel: a constant of 1 in each of the given source channels. */
const steady = (
  track: Partial<Track>,
  timeline: Partial<Timeline>,
  levels: number[],
  clip: Partial<Clip> = {},
): number[] => {
  const channelMap = levels.map((_, channel) => channel)
  const made = madeTrack([madeClip({ endSample: 100, channelMap, ...clip })], track)
  const media = { m: levels.map((level) => constant(100, level)) }
  return play([madeTimeline([made], timeline)], media, 50, 51).map((channel) => channel[0])
}

const stereo = { layout: 'stereo', channels: 2 } as const
const mono = { layout: 'mono', channels: 1 } as const
const surround = { layout: '5.1', channels: 6 } as const
const near = (actual: number[], expected: number[]): void => {
  assert.equal(actual.length, expected.length)
  actual.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < 1e-6, `${actual.join()} is not ${expected.join()}`),
  )
}
const h = Math.SQRT1_2

describe('Pan and folds', () => {
  it('a mono clip on a stereo track plays 3.0103 dB down on each side', () => {
    const sides = steady(stereo, stereo, [1])
    sides.forEach((side) => assert.ok(Math.abs(decibels(side) + 3.0103) < 0.0001))
  })

  it('a mono track keeps its power wherever it is panned', () => {
    for (const pan of [-1, -0.7, -0.25, 0, 0.4, 1]) {
      const [left, right] = steady({ ...mono, pan }, stereo, [1])
      assert.ok(Math.abs(left * left + right * right - 1) < 1e-6)
      assert.equal(Math.sign(Math.fround(right - left)), Math.sign(pan))
    }
    near(steady({ ...mono, pan: -1 }, stereo, [1]), [1, 0])
  })

  it('stereo is balanced: the near side untouched, the far side down to nothing', () => {
    near(steady({ ...stereo, pan: 0 }, stereo, [1, 0.5]), [1, 0.5])
    near(steady({ ...stereo, pan: 0.5 }, stereo, [1, 0.5]), [h, 0.5])
    near(steady({ ...stereo, pan: -1 }, stereo, [1, 0.5]), [1, 0])
  })

  it('5.1 folds to stereo as BS.775 says, without LFE; stereo and mono keep their speakers in 5.1', () => {
    near(steady(surround, stereo, [1, 0, 0, 0, 0, 0]), [1, 0])
    near(steady(surround, stereo, [0, 0, 1, 0, 0, 0]), [h, h])
    near(steady(surround, stereo, [0, 0, 0, 1, 0, 0]), [0, 0])
    near(steady(surround, stereo, [0, 0, 0, 0, 1, 0]), [h, 0])
    near(steady(surround, mono, [1, 1, 1, 1, 1, 1]), [h + h + 1 + 0.5 + 0.5])
    near(steady(stereo, surround, [1, 0.5]), [1, 0.5, 0, 0, 0, 0])
    near(steady(mono, surround, [1]), [0, 0, 1, 0, 0, 0])
    near(steady(surround, surround, [1, 2, 3, 4, 5, 6]), [1, 2, 3, 4, 5, 6])
  })

  it('a mono clip keeps its level through a stereo track into a mono sequence; stereo folds at -3 dB a side', () => {
    near(steady(stereo, mono, [1]), [1])
    near(steady(stereo, mono, [1, 0]), [h])
    near(steady(mono, mono, [1]), [1])
  })

  it('a channel map picks channels of the source, the same one twice if it says so; missing ones are silent', () => {
    near(steady(stereo, stereo, [0.1, 0.2, 0.3, 0.4], { channelMap: [3, 1] }), [0.4, 0.2])
    near(steady(stereo, stereo, [0.1, 0.2], { channelMap: [1, 1] }), [0.2, 0.2])
    near(steady(stereo, stereo, [0.1, 0.2], { channelMap: [0, 7] }), [0.1, 0])
    near(steady(stereo, stereo, [0.1, 0.2], { channelMap: [0, -1] }), [0.1, 0])
  })

  it('muted tracks, disabled clips and gain of nothing are silent; fader and clip gain add up in dB', () => {
    near(steady({ ...mono, audible: false }, mono, [1]), [0])
    near(steady(mono, mono, [1], { enabled: false }), [0])
    near(steady(mono, mono, [1], { gainDb: -Infinity }), [0])
    near(steady({ ...mono, faderDb: -4 }, mono, [1], { gainDb: -2 }), [10 ** (-6 / 20)])
  })
})

describe('Fades', () => {
  const crossfade = (curve: Fade['curve']): [Float32Array, Float32Array] => {
    const fade: Fade = { startSample: 100, endSample: 900, curve }
    const out = madeTrack([madeClip({ endSample: 900, fadeOut: fade })])
    const into = madeTrack([madeClip({ startSample: 100, endSample: 1000, fadeIn: fade })])
    const media = { m: [constant(1000)] }
    return [out, into].map((track) => play([madeTimeline([track])], media, 0, 1000)[0]) as [
      Float32Array,
      Float32Array,
    ]
  }

  it('a constant-gain crossfade of one sound is that sound', () => {
    const [out, into] = crossfade('constant-gain')
    out.forEach((x, n) => assert.ok(Math.abs(x + into[n] - 1) < 1e-6))
  })

  it('a constant-power crossfade keeps the power', () => {
    const [out, into] = crossfade('constant-power')
    out.forEach((x, n) => assert.ok(Math.abs(x * x + into[n] * into[n] - 1) < 1e-6))
  })

  it('every fade is the mirror of its opposite, only rises, and is silent before and full after', () => {
    for (const curve of ['constant-gain', 'constant-power', 'exponential'] as const) {
      const [out, into] = crossfade(curve)
      into.forEach((x, n) => assert.ok(Math.abs(x - out[999 - n]) < 1e-6))
      for (let n = 1; n < 900; n++) assert.ok(into[n] >= into[n - 1])
      assert.equal(into[99], 0)
      assert.equal(into[900], 1)
    }
    const [, into] = crossfade('exponential')
    assert.ok(decibels(into[500]) < -20 && decibels(into[500]) > -22)
  })
})

describe('Level keys', () => {
  const withKeys = (levelKeys: LevelKey[], from = 0, to = 48000): Float32Array =>
    play(
      [madeTimeline([madeTrack([madeClip({ endSample: 96000, levelKeys })])])],
      { m: [constant(96000)] },
      from,
      to,
    )[0]
  const key = (atSample: number, db: number, hold = false): LevelKey => ({ atSample, db, hold })

  it('are met exactly, and hold before the first and after the last', () => {
    const sound = withKeys([key(1000, -6), key(20000, 3), key(30001, -20)])
    near(
      [sound[0], sound[1000], sound[20000], sound[30001], sound[40000]],
      [-6, -6, 3, -20, -20].map((db) => 10 ** (db / 20)),
    )
  })

  it('move straight in the position of a fader, as Premiere does, and not straight in dB', () => {
    const sound = withKeys([key(0, -Infinity), key(48000, 0)])
    // u = 0.5 half-way: g = 0.5^(1/0.4475), which is -13.45 dB.
    assert.ok(Math.abs(decibels(sound[24000]) - (20 * Math.log10(0.5)) / 0.4475) < 0.001)
    const above = withKeys([key(0, 0), key(48000, 15)])
    const u = (1 + (2 - 10 ** ((-15 / 20) * 0.4475))) / 2
    assert.ok(Math.abs(above[24000] - (2 - u) ** (-1 / 0.4475)) < 1e-5)
  })

  it('a held key jumps at the next one and nowhere else', () => {
    const sound = withKeys([key(0, -12, true), key(24000, 0, true), key(30000, -6)])
    const low = Math.fround(10 ** (-12 / 20))
    for (let n = 0; n < 24000; n++) assert.equal(sound[n], low)
    for (let n = 24000; n < 30000; n++) assert.equal(sound[n], 1)
    near([sound[30000]], [10 ** (-6 / 20)])
  })

  it('between two keys from silence to silence nothing is heard', () => {
    assert.ok(withKeys([key(0, -Infinity), key(24000, -Infinity)]).every((x) => x === 0))
  })
})

describe('Nests', () => {
  it('levels multiply through two nests, and times add up', () => {
    const inner = madeTimeline([madeTrack([madeClip({ startSample: 10, endSample: 500, gainDb: -6 })])], {
      id: 'inner',
    })
    const middle = madeTimeline(
      [madeTrack([madeClip({ source: { timeline: 'inner' }, endSample: 500, gainDb: -6 })], { faderDb: -1 })],
      { id: 'middle' },
    )
    const outer = madeTimeline([
      madeTrack([
        madeClip({
          source: { timeline: 'middle' },
          startSample: 100,
          endSample: 400,
          sourceStart: 5,
          gainDb: 3,
        }),
      ]),
    ])
    const media = { m: [noise(500)] }
    const [sound] = play([outer, middle, inner], media, 0, 400)
    assert.ok(sound.slice(0, 105).every((x) => x === 0))
    const gain = 10 ** (-10 / 20)
    for (let n = 105; n < 400; n++) assert.ok(Math.abs(sound[n] - gain * media.m[0][n - 105]) < 1e-6)
  })

  it('a stereo nest on a stereo track comes through bit for bit', () => {
    const media = { m: [noise(1000, 1), noise(1000, 2)] }
    const pair = { channelMap: [0, 1] }
    const inner = madeTimeline([madeTrack([madeClip({ endSample: 1000, ...pair })], stereo)], {
      id: 'in',
      ...stereo,
    })
    const outer = madeTimeline(
      [madeTrack([madeClip({ source: { timeline: 'in' }, endSample: 1000, ...pair })], stereo)],
      stereo,
    )
    assert.deepEqual(play([outer, inner], media, 0, 1000), media.m)
  })

  it('a nest of another rate is resampled as a whole, reversed ones backwards', () => {
    const inner = madeTimeline([madeTrack([madeClip({ endSample: 44100 })])], {
      id: 'in',
      sampleRateHz: 44100,
    })
    const tone = Float32Array.from({ length: 44100 }, (_, n) => Math.sin((2 * Math.PI * 1000 * n) / 44100))
    for (const direction of [1, -1]) {
      const clip = madeClip({
        source: { timeline: 'in' },
        endSample: 48000,
        sourceStart: direction > 0 ? 0 : 44100,
        sourceStep: (direction * 44100) / 48000,
      })
      const [sound] = play([madeTimeline([madeTrack([clip])]), inner], { m: [tone] }, 1000, 40000)
      const worst = sound.reduce((max, x, i) => {
        const wanted = direction * Math.sin((2 * Math.PI * 1000 * (1000 + i)) / 48000)
        return Math.max(max, Math.abs(x - wanted))
      }, 0)
      assert.ok(decibels(worst) < -110, `${decibels(worst)} dB`)
    }
  })
})

describe('Blocks', () => {
  it('may be cut anywhere: the same samples bit for bit, with keys, fades, resampling and nests', () => {
    const fade: Fade = { startSample: 300, endSample: 900, curve: 'constant-power' }
    const keys = [-9, 3, -30].map((db, i) => ({ atSample: 200 + 700 * i, db, hold: i === 1 }))
    const inner = madeTimeline(
      [madeTrack([madeClip({ endSample: 3000, sourceStep: 0.731, sourceStart: 77.3, levelKeys: keys })])],
      { id: 'in' },
    )
    const outer = madeTimeline(
      [
        madeTrack([
          madeClip({ id: 'a', endSample: 900, fadeOut: fade, sourceStep: 44100 / 48000 }),
          madeClip({ id: 'b', startSample: 300, endSample: 2000, fadeIn: fade, levelKeys: keys }),
        ]),
        madeTrack([
          madeClip({ source: { timeline: 'in' }, endSample: 2000, sourceStep: -1.25, sourceStart: 2900 }),
        ]),
      ],
      stereo,
    )
    const media = { m: [noise(6000)] }
    const whole = play([outer, inner], media, 0, 2000)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1999 }), fc.integer({ min: 1, max: 2000 }), (from, length) => {
        const to = Math.min(2000, from + length)
        const part = play([outer, inner], media, from, to)
        part.forEach((channel, c) => assert.deepEqual(channel, whole[c].slice(from, to)))
      }),
      { numRuns: 60 },
    )
  })
})
