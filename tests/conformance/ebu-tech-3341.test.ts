// EBU Tech 3341 v4 (November 2023), table 1: the minimum requirements, with signals made as the table describes.
import assert from 'node:assert/strict'
import { createProcessor } from '../../dsp-core/processors/instance'
import { createLoudnessMeter } from '../../dsp-core/processors/loudness-meter/loudnessMeter'
import {
  maxShortTermLufs,
  momentaryLufs,
  shortTermLufs,
} from '../../dsp-core/processors/loudness-meter/gating'
import { joined, sine } from '../signals'
import { measure } from './measure'

const rate = 48000

/** [seconds, dBFS] after each other, 1 kHz, phase running on. */
const tone = (...parts: [number, number][]): Float32Array => {
  let start = 0
  return joined(
    ...parts.map(([seconds, dbfs]) => {
      const lengthSamples = Math.round(seconds * rate)
      const phaseDegrees = (start * 1000 * 360) / rate
      start += lengthSamples
      return sine({ hz: 1000, dbfs, lengthSamples, phaseDegrees })
    }),
  )
}
const silence = (seconds: number) => new Float32Array(Math.round(seconds * rate))
const stereo = (x: Float32Array) => [x, x]
const repeated = <T>(times: number, part: T[]): T[] => Array.from({ length: times }, () => part).flat()

const near = (value: number, target: number, tolerance = 0.1) =>
  assert.ok(Math.abs(value - target) <= tolerance, `${value}, not ${target} ±${tolerance}`)

const stepsOf = (x: Float32Array) => {
  const meter = createLoudnessMeter({ sampleRateHz: rate, channels: 2 })
  meter.push(stereo(x), x.length)
  return meter.finish()
}

describe('EBU Tech 3341: integrated loudness', () => {
  const integrated: [string, Float32Array, number][] = [
    ['1: a tone at -23 dBFS', tone([20, -23]), -23],
    ['2: a tone at -33 dBFS', tone([20, -33]), -33],
    ['3: soft tones around a loud one are gated', tone([10, -36], [60, -23], [10, -36]), -23],
    [
      '4: tones under the absolute gate too',
      tone([10, -72], [10, -36], [60, -23], [10, -36], [10, -72]),
      -23,
    ],
    ['5: levels that are all within the gate are averaged', tone([20, -26], [20.1, -20], [20, -26]), -23],
  ]
  for (const [title, x, lufs] of integrated) {
    it(`${title} reads ${lufs} LUFS`, () => near(measure(stereo(x)).integratedLufs, lufs))
  }
  it('1 and 2: momentary and short-term read the same', () => {
    for (const lufs of [-23, -33]) {
      const { maxMomentaryLufs, maxShortTermLufs } = measure(stereo(tone([20, lufs])))
      near(maxMomentaryLufs, lufs)
      near(maxShortTermLufs, lufs)
    }
  })
  it('6: in 5.1, surrounds count 1.5 dB more and LFE not at all', () => {
    const [front, centre, surround] = [-28, -24, -30].map((dbfs) => tone([20, dbfs]))
    const lfe = tone([20, -10])
    near(measure([front, front, centre, lfe, surround, surround]).integratedLufs, -23)
  })
  it('-18 dBFS at 1 kHz in both channels reads -18.0 LUFS', () =>
    near(measure(stereo(tone([10, -18]))).integratedLufs, -18, 0.05))
  it('997 Hz at full scale in one of the front channels reads -3.01 LKFS', () => {
    const x = sine({ hz: 997, dbfs: 0, lengthSamples: 10 * rate })
    const none = new Float32Array(x.length)
    for (const sound of [[x], [x, none], [none, x], [none, none, x, none, none, none]]) {
      near(measure(sound).integratedLufs, -3.01, 0.01)
    }
  })
})

describe('EBU Tech 3341: momentary and short-term loudness', () => {
  it('9: a pulsing tone of 3 s reads -23 LUFS short-term from 3 s on', () => {
    const values = shortTermLufs(
      stepsOf(
        tone(
          ...repeated<[number, number]>(5, [
            [1.34, -20],
            [1.66, -30],
          ]),
        ),
      ),
    )
    assert.ok(values.length > 100)
    for (const value of values) near(value, -23)
  })
  it('10 and 11: 3 s of tone anywhere, at any level, give that level as highest short-term', () => {
    for (let i = 0; i < 20; i++) {
      near(measure(stereo(joined(silence(i * 0.15), tone([3, -23]), silence(1)))).maxShortTermLufs, -23)
    }
    const meter = createLoudnessMeter({ sampleRateHz: rate, channels: 2 })
    for (let i = 0; i < 20; i++) {
      const x = joined(silence(i * 0.15), tone([3, -38 + i]), silence(3 - i * 0.15))
      meter.push(stereo(x), x.length)
      near(maxShortTermLufs(meter.takeSteps()), -38 + i)
    }
  })
  it('12: a pulsing tone of 0.4 s reads -23 LUFS momentary from 1 s on', () => {
    const values = momentaryLufs(
      stepsOf(
        tone(
          ...repeated<[number, number]>(25, [
            [0.18, -20],
            [0.22, -30],
          ]),
        ),
      ),
    )
    assert.ok(values.length > 80)
    for (const value of values.slice(6)) near(value, -23)
  })
  it('13 and 14: 400 ms of tone anywhere, at any level, give that level as highest momentary', () => {
    for (let i = 0; i < 20; i++) {
      near(measure(stereo(joined(silence(i * 0.02), tone([0.4, -23]), silence(1)))).maxMomentaryLufs, -23)
      const live = joined(silence(i * 0.02), tone([0.4, -38 + i]), silence(1 - i * 0.02))
      near(measure(stereo(live)).maxMomentaryLufs, -38 + i)
    }
  })
})

/** Plays a sound into the meter of a chain, and looks at it after every 10 ms. */
const live = (x: Float32Array, look: (readings: Record<string, number>, seconds: number) => void) => {
  const step = rate / 100
  const meter = createProcessor('loudness-meter', {}, { sampleRateHz: rate, channels: 2, maxBlock: step })
  for (let start = 0; start + step <= x.length; start += step) {
    const block = x.subarray(start, start + step)
    meter.process([block, block], step)
    look(meter.readings(), (start + step) / rate)
  }
}

describe('EBU Tech 3341: live readings, 100 times a second', () => {
  it('9: short-term stays at -23 LUFS from 3 s on', () =>
    live(
      tone(
        ...repeated<[number, number]>(5, [
          [1.34, -20],
          [1.66, -30],
        ]),
      ),
      ({ shortTermLufs }, seconds) => seconds >= 3 && near(shortTermLufs, -23),
    ))
  it('12: momentary stays at -23 LUFS from 1 s on', () =>
    live(
      tone(
        ...repeated<[number, number]>(25, [
          [0.18, -20],
          [0.22, -30],
        ]),
      ),
      ({ momentaryLufs }, seconds) => seconds >= 1 && near(momentaryLufs, -23),
    ))
  it('10, 11: the highest short-term of 3 s of tone is reached as the tone ends, and kept', () => {
    for (const i of [0, 7, 13, 19]) {
      const end = i * 0.15 + 3
      let reached = -Infinity
      live(
        joined(silence(i * 0.15), tone([3, -38 + i]), silence(1)),
        ({ shortTermLufs, maxShortTermLufs }, at) => {
          reached = Math.max(reached, shortTermLufs)
          if (Math.abs(at - end) < 0.005) near(shortTermLufs, -38 + i)
          if (at > end) near(maxShortTermLufs, -38 + i)
        },
      )
      near(reached, -38 + i)
    }
  })
  it('13, 14: the highest momentary of 400 ms of tone is reached as the tone ends, and kept', () => {
    for (let i = 0; i < 20; i++) {
      const end = i * 0.02 + 0.4
      live(
        joined(silence(i * 0.02), tone([0.4, -38 + i]), silence(1)),
        ({ momentaryLufs, maxMomentaryLufs }, at) => {
          if (Math.abs(at - end) < 0.005) near(momentaryLufs, -38 + i)
          if (at > end) near(maxMomentaryLufs, -38 + i)
        },
      )
    }
  })
})

describe('EBU Tech 3341: true peak', () => {
  const truePeak = (x: Float32Array, dbtp: number) => {
    const { truePeakDbtp } = measure(stereo(x))
    assert.ok(truePeakDbtp <= dbtp + 0.2 && truePeakDbtp >= dbtp - 0.4, `${truePeakDbtp}, not ${dbtp}`)
  }
  /** 10 ms fades. */
  const faded = (hz: number, height: number, phaseDegrees: number): Float32Array => {
    const x = sine({ hz, dbfs: 20 * Math.log10(height), lengthSamples: rate, phaseDegrees })
    return x.map((value, i) => value * Math.min(1, i / 480, (rate - 1 - i) / 480))
  }
  const cases: [number, number, number, number, number][] = [
    [15, rate / 4, 0.5, 0, -6],
    [16, rate / 4, 0.5, 45, -6],
    [17, rate / 6, 0.5, 60, -6],
    [18, rate / 8, 0.5, 67.5, -6],
    [19, rate / 4, 1.41, 45, 3],
  ]
  for (const [number, hz, height, degrees, dbtp] of cases) {
    it(`${number}: ${hz} Hz at ${height}, ${degrees} degrees, reads ${dbtp} dBTP`, () =>
      truePeak(faded(hz, height, degrees), dbtp))
  }
  for (let offset = 0; offset < 4; offset++) {
    it(`${20 + offset}: one loud period within a softer tone, ${offset} quarter samples late, reads 0 dBTP`, () =>
      truePeak(burst(offset), 0))
  }
})

/** Made at four times the rate: fs/6 at 0.5, one period of fs/4 at 1, phase running on; low-passed, every fourth. */
function burst(offset: number): Float32Array {
  const length = 4 * 4800
  const high = new Float64Array(length)
  let turn = 0
  let loud = 0
  for (let i = 0; i < length; i++) {
    if (loud === 0 && i > length / 2 && turn < 1 / 24) loud = 16
    high[i] = (loud > 0 ? 1 : 0.5) * Math.sin(2 * Math.PI * turn)
    turn = (turn + (loud > 0 ? 1 / 16 : 1 / 24)) % 1
    if (loud > 0 && --loud === 0) loud = -1
  }
  const half = 128
  const filter = Array.from({ length: 2 * half + 1 }, (_, k) => {
    const t = (k - half) / 4
    const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t)
    return (sinc * (0.5 + 0.5 * Math.cos((Math.PI * (k - half)) / (half + 1)))) / 4
  })
  return Float32Array.from({ length: 4800 - 80 }, (_, n) => {
    const at = 4 * (n + 40) + offset
    return filter.reduce((sum, weight, k) => sum + weight * high[at + k - half], 0)
  })
}
