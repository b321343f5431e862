// What the reverb promises beyond the contract: decay times, density, evenness, and room for two ears.
import assert from 'node:assert/strict'
import { PowerSpectrum } from '../../dsp-core/signal/powerSpectrum'
import { butterworthHighPass, butterworthLowPass } from '../../dsp-core/signal/filterDesign'
import { dbOf, impulse, noise, peakOf, rmsOf } from '../signals'
import { run } from './run'

const fs = 48000
const room = 0
const hall = 1
const plate = 2
const types: [string, number][] = [
  ['a room', room],
  ['a hall', hall],
  ['a plate', plate],
]
const wet = { mixPercent: 100, lowCutHz: 0 }
const lateOnly = { ...wet, earlyGainDb: -60 }

/** What an impulse on one side makes of both channels. */
const answers = (params: Record<string, number>, seconds: number, side = 0): Float32Array[] => {
  const x = [new Float32Array(seconds * fs), new Float32Array(seconds * fs)]
  x[side][0] = 1
  return run('reverb', params, x).sound
}

const filtered = (x: Float32Array, lowHz: number, highHz: number): Float64Array => {
  const high = Math.min(highHz, 0.49 * fs)
  return [...butterworthHighPass(lowHz, 6, fs), ...butterworthLowPass(high, 6, fs)].reduce(
    (y, [b0, b1, b2, a1, a2]) => {
      let [s1, s2] = [0, 0]
      return y.map((v) => {
        const out = b0 * v + s1
        s1 = b1 * v + s2 - a1 * out
        s2 = b2 * v - a2 * out
        return out
      })
    },
    Float64Array.from(x),
  )
}

/** From the energy still to come (M. R. Schroeder, JASA 37, 1965), -5 to -35 dB, of all sounds together. */
const decaySeconds = (sounds: Float32Array[], lowHz: number, highHz: number): number => {
  const rest = new Float64Array(sounds[0].length + 1)
  for (const sound of sounds.map((x) => filtered(x, lowHz, highHz))) {
    let sum = 0
    for (let i = sound.length - 1; i >= 0; i--) rest[i] += sum += sound[i] ** 2
  }
  const reaches = (db: number) => rest.findIndex((energy) => 10 * Math.log10(energy / rest[0]) < db)
  return (2 * (reaches(-35) - reaches(-5))) / fs
}

const kurtosis = (x: Float32Array, from: number, to: number): number => {
  let [second, fourth] = [0, 0]
  for (let i = from; i < to; i++) {
    second += x[i] ** 2
    fourth += x[i] ** 4
  }
  return ((to - from) * fourth) / second ** 2
}

const spectrumOf = (x: Float32Array, from: number, size: number): Float64Array => {
  const spectrum = new PowerSpectrum(size)
  const power = new Float64Array(spectrum.bins)
  const window = (i: number) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size)
  spectrum.compute(
    Float64Array.from({ length: size }, (_, i) => x[from + i] * window(i)),
    power,
  )
  return power
}

/** How far a line stands over the mean of the 41 around it, at most, in dB, 150 Hz to 10 kHz. */
const highestLine = (power: Float64Array, size: number): number => {
  let highest = 0
  for (let b = Math.round((150 * size) / fs); b < (10000 * size) / fs; b++) {
    let mean = 0
    for (let k = b - 20; k <= b + 20; k++) mean += power[k] / 41
    highest = Math.max(highest, power[b] / mean)
  }
  return 10 * Math.log10(highest)
}

describe('the reverb', function () {
  this.timeout(240000)
  for (const [name, typeChoice] of types)
    for (const decayMs of [600, 2000])
      it(`as ${name} decays in ${decayMs} ms, within 10 %, and in the share set for lows and for highs`, () => {
        const params = { ...lateOnly, typeChoice, decayMs, lowDecayPercent: 140, highDecayPercent: 50 }
        const sounds = [0, 1].flatMap((side) => answers(params, (decayMs / 1000) * 2.5, side))
        for (const [lowHz, highHz, share] of [
          [20, 90, 1.4],
          [700, 1400, 1],
          [11000, 20000, 0.5],
        ]) {
          const ratio = decaySeconds(sounds, lowHz, highHz) / ((share * decayMs) / 1000)
          assert.ok(Math.abs(ratio - 1) < 0.1, `${lowHz} ... ${highHz} Hz: ${ratio} of what was set`)
        }
      })

  for (const [name, typeChoice] of types) {
    it(`as ${name} is as dense as noise from 120 ms on: no single echo stands out of any 20 ms`, () => {
      const [left] = answers({ ...lateOnly, typeChoice, decayMs: 2000 }, 1)
      // Of noise it is 3.
      for (let at = 5760; at < 40000; at += 960)
        assert.ok(kurtosis(left, at, at + 960) < 4.5, `${at / 48} ms: ${kurtosis(left, at, at + 960)}`)
    })
    it(`as ${name} does not ring: no line of its tail stands more than 13 dB out, at the end as at the beginning`, () => {
      for (const [decayMs, sizePercent] of [
        [700, 50],
        [2000, 0],
        [6000, 50],
      ]) {
        const seconds = decayMs / 1000
        const size = 2 ** Math.floor(Math.log2((fs * seconds) / 2))
        const params = {
          ...lateOnly,
          typeChoice,
          decayMs,
          sizePercent,
          lowDecayPercent: 100,
          highDecayPercent: 100,
        }
        const [left] = answers(params, seconds + size / fs + 0.1)
        // Of noise that decays alike it is 9 to 10 dB.
        for (const at of [0.1, 0.9]) {
          const line = highestLine(spectrumOf(left, Math.round(at * seconds * fs), size), size)
          assert.ok(line < 13, `${decayMs} ms, size ${sizePercent} %: ${line} dB`)
        }
      }
    })
    it(`as ${name} colours nothing: third octaves of the tail are even within 2.5 dB from 200 Hz to 12 kHz`, () => {
      const params = { ...lateOnly, typeChoice, decayMs: 2000, lowDecayPercent: 100, highDecayPercent: 100 }
      const size = 65536
      const powers = [0, 1].flatMap((side) => answers(params, 2, side)).map((x) => spectrumOf(x, 2400, size))
      const third = (hz: number) => {
        const [from, to] = [hz / 2 ** (1 / 6), hz * 2 ** (1 / 6)].map((edge) =>
          Math.round((edge * size) / fs),
        )
        let sum = 0
        for (const power of powers) for (let b = from; b < to; b++) sum += power[b] / (to - from)
        return 10 * Math.log10(sum)
      }
      const levels = Array.from({ length: 19 }, (_, i) => third(200 * 2 ** (i / 3)))
      const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length
      for (const level of levels)
        assert.ok(Math.abs(level - mean) < 2.5, levels.map((one) => (one - mean).toFixed(1)).join(' '))
    })
    it(`as ${name} gives each ear its own sound: likeness under 0.2 for either side's sound, at any lag to 1 ms`, () => {
      const params = { ...lateOnly, typeChoice, decayMs: 1500 }
      for (const side of [0, 1]) {
        const [left, right] = answers(params, 2, side)
        for (let lag = -48; lag <= 48; lag++) {
          let product = 0
          for (let i = 48; i < left.length - 48; i++) product += left[i] * right[i + lag]
          const likeness = product / (rmsOf(left) * rmsOf(right) * left.length)
          assert.ok(Math.abs(likeness) < 0.2, `${lag}: ${likeness}`)
        }
      }
    })
  }
  it('is as loud as its input when that is noise, within 2 dB, whatever type, size and decay', () => {
    const x = [noise(1, 4 * fs, 0.5), noise(2, 4 * fs, 0.5)]
    for (const [, typeChoice] of types)
      for (const [decayMs, sizePercent] of [
        [500, 20],
        [2000, 90],
      ]) {
        const params = {
          ...lateOnly,
          typeChoice,
          decayMs,
          sizePercent,
          lowDecayPercent: 100,
          highDecayPercent: 100,
        }
        const level = dbOf(rmsOf(run('reverb', params, x).sound[0], 2 * fs) / rmsOf(x[0], 2 * fs))
        assert.ok(Math.abs(level) < 2, `${typeChoice} ${decayMs}: ${level} dB`)
      }
  })
  it('begins with reflections: of a living room within 8 ms, of a concert hall after 10 ms, of a plate none', () => {
    const early = (typeChoice: number, sizePercent = 50) =>
      answers({ ...wet, typeChoice, sizePercent, lateGainDb: -60, earlyGainDb: 0 }, 0.5)[0]
    const first = (x: Float32Array) => x.findIndex((value) => Math.abs(value) > 0.05) / 48
    assert.ok(first(early(room)) < 8, String(first(early(room))))
    assert.ok(first(early(hall)) > 10, String(first(early(hall))))
    assert.ok(peakOf(early(plate)) < 0.002)
    assert.ok(Math.abs(first(early(hall, 100)) / first(early(hall)) - 2) < 0.05)
  })
  it('waits for the pre-delay, and for nothing else, before it answers', () => {
    const [now] = answers({ ...wet, predelayMs: 0 }, 0.5)
    const [later] = answers({ ...wet, predelayMs: 125 }, 0.5)
    assert.equal(peakOf(later, 0, 6000), 0)
    assert.deepEqual(later.slice(6000), now.slice(0, now.length - 6000))
  })
  it('decays to nothing at all at any setting, and never grows', () => {
    for (const decayMs of [100, 900])
      for (const typeChoice of [room, hall, plate])
        for (const [lowDecayPercent, highDecayPercent] of [
          [200, 150],
          [25, 10],
        ]) {
          const params = { ...wet, decayMs, typeChoice, lowDecayPercent, highDecayPercent, sizePercent: 0 }
          const x = new Float32Array(10 * fs)
          x.set(noise(4, 4800, 0.5))
          const { sound } = run('reverb', params, [x, x])
          const seconds = [0, 1, 2, 3, 4].map((s) => rmsOf(sound[0], s * fs, (s + 1) * fs))
          for (let s = 1; s < 5; s++) assert.ok(seconds[s] <= seconds[s - 1])
          assert.equal(peakOf(sound[0], 9.9 * fs), 0)
        }
  })
  it('is mono at width 0, and answers one channel as the middle of two', () => {
    const x = noise(6, 20000, 0.5)
    const [left, right] = run('reverb', { ...wet, widthPercent: 0 }, [x, new Float32Array(20000)]).sound
    assert.deepEqual(left, right)
    assert.ok(rmsOf(run('reverb', wet, [impulse(20000)]).sound[0]) > 0)
  })
})
