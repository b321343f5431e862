// What the multiband compressor promises beyond the contract: bands that add up flat, and in each the compressor's curve.
import assert from 'node:assert/strict'
import { BandSplit } from '../../dsp-core/signal/bandSplit'
import { linkwitzRiley } from '../../dsp-core/signal/filterDesign'
import { dbOf, impulse, joined, largestDifference, noise, peakOf, rmsOf, sine } from '../signals'
import { run, runInStep } from './run'

/** Magnitude in dB of an impulse response at a frequency. */
const responseDb = (h: Float32Array, hz: number, sampleRateHz: number): number => {
  let [re, im] = [0, 0]
  h.forEach((value, i) => {
    re += value * Math.cos((2 * Math.PI * hz * i) / sampleRateHz)
    im -= value * Math.sin((2 * Math.PI * hz * i) / sampleRateHz)
  })
  return dbOf(Math.hypot(re, im))
}

const bandsOf = (crossoversHz: number[], x: Float32Array, sampleRateHz: number): Float32Array[] => {
  const split = new BandSplit()
  split.prepare(1, 1024)
  split.configure(Float64Array.from(crossoversHz.flatMap((hz) => linkwitzRiley(hz, sampleRateHz))))
  const bands = [0, 1, 2].map(() => new Float32Array(x.length))
  for (let start = 0; start < x.length; start += 1024) {
    const end = Math.min(x.length, start + 1024)
    split.run([x], start, end)
    ;[split.low, split.mid, split.high].forEach((band, b) =>
      bands[b].set(band[0].subarray(0, end - start), start),
    )
  }
  return bands
}

const sum = (bands: Float32Array[]) => bands[0].map((value, i) => value + bands[1][i] + bands[2][i])

const grid = (sampleRateHz: number) =>
  Array.from({ length: 60 }, (_, i) => 20 * (0.49 * sampleRateHz * 0.05) ** (i / 59))

const gentle = { lowRatio: 1, midRatio: 1, highRatio: 1 }

describe('the crossover', () => {
  it('adds up flat within 0.01 dB from 20 Hz to 0.49 of the rate, with two and three bands', () => {
    for (const sampleRateHz of [44100, 48000, 96000]) {
      for (const crossovers of [[160, 2800], [40, 16000], [500, 700], [300]]) {
        const whole = sum(bandsOf(crossovers, impulse(32768, 0), sampleRateHz))
        for (const hz of grid(sampleRateHz)) {
          const db = responseDb(whole, hz, sampleRateHz)
          assert.ok(Math.abs(db) < 0.01, `${hz} Hz at ${sampleRateHz}, ${crossovers.join(' and ')}: ${db} dB`)
        }
      }
    }
  })
  it('has its bands in phase: each is 6 dB down where they meet, and together they are not', () => {
    const bands = bandsOf([160, 2800], impulse(32768, 0), 48000)
    assert.ok(Math.abs(responseDb(bands[0], 160, 48000) + 6.02) < 0.02)
    assert.ok(Math.abs(responseDb(bands[1], 160, 48000) + 6.02) < 0.02)
    assert.ok(Math.abs(responseDb(bands[1], 2800, 48000) + 6.02) < 0.02)
    assert.ok(Math.abs(responseDb(bands[2], 2800, 48000) + 6.02) < 0.02)
  })
  it('falls by 24 dB per octave on both sides', () => {
    const bands = bandsOf([1000], impulse(32768, 0), 48000)
    const slope = (band: number, from: number, to: number) =>
      responseDb(bands[band], to, 48000) - responseDb(bands[band], from, 48000)
    assert.ok(Math.abs(slope(0, 3000, 6000) + 24) < 1.5, String(slope(0, 3000, 6000)))
    assert.ok(Math.abs(slope(1, 200, 100) + 24) < 0.5, String(slope(1, 200, 100)))
  })
})

describe('the multiband compressor', () => {
  /** Level of a steady tone that comes out, with all bands alike. */
  const steady = (band: string, hz: number, dbfs: number, params: Record<string, number>) => {
    const named = Object.fromEntries(Object.entries(params).map(([name, value]) => [`${band}${name}`, value]))
    const x = sine({ hz, dbfs, lengthSamples: 96000 })
    const { sound } = run(
      'multiband',
      { ...gentle, ...named, lowCrossoverHz: 150, highCrossoverHz: 6000, kneeDb: 6, rmsMs: 50 },
      [x],
    )
    return dbOf(rmsOf(sound[0], 72000) * Math.SQRT2)
  }
  it('follows the compressor’s curve in every band within 0.1 dB, on the level that reaches the band', () => {
    for (const [band, hz] of [
      ['low', 30],
      ['mid', 900],
      ['high', 20000],
    ] as [string, number][]) {
      for (const dbfs of [-40, -23, -19, -10, -3]) {
        const over = dbfs - 3.01 + 20
        const slope = 1 / 3 - 1
        const wanted = over <= -3 ? 0 : over >= 3 ? slope * over : (slope * (over + 3) ** 2) / 12
        const measured = steady(band, hz, dbfs, { ThresholdDb: -20, Ratio: 3 }) - dbfs
        assert.ok(Math.abs(measured - wanted) < 0.1, `${band} ${dbfs} dB: ${measured}, not ${wanted}`)
      }
    }
  })
  it('lowers a loud bass and leaves what is above it alone', () => {
    const bass = sine({ hz: 60, dbfs: -6, lengthSamples: 96000 })
    const bell = sine({ hz: 5000, dbfs: -20, lengthSamples: 96000 })
    const x = bass.map((value, i) => value + bell[i])
    const params = { ...gentle, lowThresholdDb: -30, lowRatio: 4 }
    const { sound, readings } = run('multiband', params, [x])
    const level = (y: Float32Array, hz: number) => responseDb(y.subarray(48000), hz, 48000) - dbOf(24000)
    assert.ok(level(sound[0], 60) < -18, String(level(sound[0], 60)))
    assert.ok(Math.abs(level(sound[0], 5000) + 20) < 0.05, String(level(sound[0], 5000)))
    assert.ok(readings.lowGainReductionDb > 12 && readings.highGainReductionDb === 0)
  })
  it('with the high crossover off has two bands, the middle one reaching up', () => {
    const params = { ...gentle, midRatio: 4, midThresholdDb: -40, highCrossoverHz: 0 }
    const { readings } = run('multiband', params, [sine({ hz: 9000, dbfs: -10, lengthSamples: 48000 })])
    assert.ok(readings.midGainReductionDb > 15 && readings.highGainReductionDb === 0)
  })
  it('reaches 63 % of a reduction in each band’s attack time within 5 %', () => {
    for (const attackMs of [10, 50]) {
      const tone = (dbfs: number, lengthSamples: number) =>
        sine({ hz: 12000, dbfs, lengthSamples, phaseDegrees: 45 })
      const x = joined(tone(-40, 9600), tone(-8, 48000))
      const params = {
        ...gentle,
        highRatio: 20,
        highThresholdDb: -20,
        highAttackMs: attackMs,
        rmsMs: 0,
        kneeDb: 0,
      }
      const { sound } = run('multiband', params, [x])
      const change = (i: number) => dbOf(peakOf(sound[0], i - 4, i + 4)) - dbOf(peakOf(x, i - 4, i + 4))
      // The crossover turns the tone's phase, so its highest samples are others.
      const gain = (i: number) => change(i) - change(9000)
      const end = gain(57000)
      let i = 9604
      while (gain(i) > end * (1 - Math.exp(-1))) i++
      assert.ok(Math.abs((i - 9600) / 48 / attackMs - 1) < 0.05, `${(i - 9600) / 48} ms`)
    }
  })
  it('with look-ahead is down in all bands when the loud part comes, and stays in step', () => {
    const x = joined(noise(1, 24000, 0.001), noise(2, 24000, 0.5))
    const all = {
      lowThresholdDb: -50,
      midThresholdDb: -50,
      highThresholdDb: -50,
      lowRatio: 20,
      midRatio: 20,
      highRatio: 20,
    }
    const fast = { lowAttackMs: 1, midAttackMs: 1, highAttackMs: 1, rmsMs: 0 }
    const early = runInStep('multiband', { ...all, ...fast, lookAheadMs: 8 }, [x]).sound[0]
    const late = runInStep('multiband', { ...all, ...fast }, [x]).sound[0]
    assert.ok(peakOf(early, 24000, 24048) < 0.1 * peakOf(late, 24000, 24048))
  })
  it('keeps the stereo image: one gain per band for both channels', () => {
    const [left, right] = [noise(1, 24000, 0.8), noise(1, 24000, 0.8).map((value) => value * 0.1)]
    const { sound } = run('multiband', { lowRatio: 4, midRatio: 4, highRatio: 4 }, [left, right])
    assert.ok(
      largestDifference(
        sound[0],
        sound[1].map((value) => value * 10),
      ) < 1e-5,
    )
  })
})
