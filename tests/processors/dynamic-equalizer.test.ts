// What the dynamic equalizer promises beyond the contract: cuts as deep as its curve, only where and while they are due.
import assert from 'node:assert/strict'
import {
  dbOf,
  joined,
  largestDifference,
  noise,
  peakOf,
  pinkNoise,
  rmsOf,
  sine,
  speechLike,
} from '../signals'
import { run, runInStep } from './run'

const off = { bell1MaxCutDb: 0, bell2MaxCutDb: 0 }

/** Amplitude in dB of one frequency, seen through a window (Hann) that keeps others 100 dB down. */
const toneDb = (x: Float32Array, hz: number, from = 0, to = x.length): number => {
  let [re, im] = [0, 0]
  const length = to - from
  for (let n = 0; n < length; n++) {
    const weight = 1 - Math.cos((2 * Math.PI * (n + 0.5)) / length)
    re += weight * x[from + n] * Math.cos((2 * Math.PI * hz * n) / 48000)
    im += weight * x[from + n] * Math.sin((2 * Math.PI * hz * n) / 48000)
  }
  return dbOf((2 * Math.hypot(re, im)) / length)
}

/** The compressor's curve, with the knee of 6 dB, on the RMS of a tone. */
const cutOf = (dbfs: number, thresholdDb: number, ratio: number, most: number): number => {
  const over = dbfs - 3.01 - thresholdDb
  const slope = 1 / ratio - 1
  const wanted = over <= -3 ? 0 : over >= 3 ? slope * over : (slope * (over + 3) ** 2) / 12
  return Math.max(-most, wanted)
}

const lengthSamples = 96000

describe('the dynamic equalizer', () => {
  it('cuts a tone in the middle of a bell by what the static curve says, within 0.1 dB, and no deeper than allowed', () => {
    for (const dbfs of [-50, -40, -36, -30, -20, -6]) {
      const params = { ...off, bell1Hz: 1000, bell1Q: 2, bell1ThresholdDb: -40, bell1MaxCutDb: 12, ratio: 3 }
      const x = sine({ hz: 1000, dbfs, lengthSamples })
      const { sound } = run('dynamic-equalizer', params, [x])
      const cut = toneDb(sound[0], 1000, 48000) - toneDb(x, 1000, 48000)
      assert.ok(Math.abs(cut - cutOf(dbfs, -40, 3, 12)) < 0.1, `${dbfs} dBFS: ${cut} dB`)
    }
  })
  it('at its full depth has the response of its filter within 0.05 dB, bell and shelves, and never lifts', () => {
    const driver = [noise(1, lengthSamples, 1)]
    const cases: [Record<string, number>, (s: number) => number, number][] = [
      [
        { bell1Hz: 1000, bell1Q: 2, bell1MaxCutDb: 9 },
        (s) => Math.hypot(1 - s * s, (10 ** (-9 / 20) * s) / 2) / Math.hypot(1 - s * s, s / 2),
        1000,
      ],
      [
        { lowShelfHz: 200, lowShelfMaxCutDb: 9 },
        (s) => Math.hypot(10 ** (-9 / 20) - s * s, 10 ** (-9 / 40) * Math.SQRT2 * s) / Math.sqrt(1 + s ** 4),
        200,
      ],
      [
        { highShelfHz: 5000, highShelfMaxCutDb: 9 },
        (s) =>
          Math.hypot(1 - 10 ** (-9 / 20) * s * s, 10 ** (-9 / 40) * Math.SQRT2 * s) / Math.sqrt(1 + s ** 4),
        5000,
      ],
    ]
    const loud = { lowShelfThresholdDb: -80, bell1ThresholdDb: -80, highShelfThresholdDb: -80, ratio: 20 }
    for (const [band, response, centreHz] of cases) {
      for (const hz of [50, 150, 200, 400, 900, 1000, 1200, 3000, 5000, 8000, 15000]) {
        const x = sine({ hz, dbfs: -20, lengthSamples })
        const { sound } = run('dynamic-equalizer', { ...off, ...loud, ...band }, [x], { sidechain: driver })
        const measured = toneDb(sound[0], hz, 48000) - toneDb(x, hz, 48000)
        const s = Math.tan((Math.PI * hz) / 48000) / Math.tan((Math.PI * centreHz) / 48000)
        assert.ok(Math.abs(measured - dbOf(response(s))) < 0.05, `${centreHz}, ${hz} Hz: ${measured}`)
        assert.ok(measured < 0.01)
      }
    }
  })
  it('leaves every bit alone while the side-chain is silent, however loud the sound itself is', () => {
    const music = [pinkNoise(1, 48000, 0.9)]
    const { sound } = run('dynamic-equalizer', {}, music, { sidechain: [new Float32Array(48000)] })
    assert.ok(largestDifference(sound[0], music[0]) === 0)
  })
  it('makes room in the speech bands while the side-chain speaks, and gives it back', () => {
    const tones = [100, 550, 2800, 12000]
    const music = tones.map((hz) => sine({ hz, dbfs: -26, lengthSamples: 240000 }))
    const x = music[0].map((value, i) => value + music[1][i] + music[2][i] + music[3][i])
    const voice = joined(new Float32Array(48000), speechLike(2, 96000), new Float32Array(96000))
    const { sound, readings } = run('dynamic-equalizer', {}, [x], { sidechain: [voice] })
    const changeDb = (hz: number, from: number, to: number) =>
      toneDb(sound[0], hz, from, to) - toneDb(x, hz, from, to)
    for (const hz of [550, 2800])
      assert.ok(changeDb(hz, 60000, 144000) < -2.5, `${hz}: ${changeDb(hz, 60000, 144000)}`)
    for (const hz of [100, 12000])
      assert.ok(Math.abs(changeDb(hz, 60000, 144000)) < 0.5, `${hz}: ${changeDb(hz, 60000, 144000)}`)
    for (const hz of tones) {
      assert.ok(Math.abs(changeDb(hz, 0, 48000)) < 0.001)
      assert.ok(Math.abs(changeDb(hz, 216000, 240000)) < 0.05, `${hz} afterwards`)
    }
    assert.ok(readings.bell1CutDb <= 5 && readings.bell1CutDb > 4 && readings.highShelfCutDb === 0)
  })
  it('moves without a click or a zip: cuts of 12 dB in a low tone leave -105 dB of it above 2 kHz, and at no instant -70', () => {
    const x = sine({ hz: 250, dbfs: -6, lengthSamples })
    const bursts = noise(3, lengthSamples, 0.5).map((value, i) => (Math.floor(i / 4800) % 2 ? value : 0))
    const params = { ...off, bell1Hz: 250, bell1MaxCutDb: 12, attackMs: 20, releaseMs: 100 }
    const { sound } = run('dynamic-equalizer', params, [x], { sidechain: [bursts] })
    const steep = { highPassHz: 2000, highPassSlopeDbPerOctave: 48 }
    const above = run('equalizer', steep, sound).sound[0]
    const [peak, mean] = [dbOf(peakOf(above, 4000)) + 6, dbOf(rmsOf(above, 4000)) + 9]
    assert.ok(peak < -70 && mean < -105, `${peak} dB, ${mean} dB`)
  })
  it('reaches 63 % of a cut in its attack time and gives 63 % back in its release time, within 5 %', () => {
    // The driver's level is a mean over 10 ms, which comes on top: seen at times to which it adds little.
    const [attackMs, releaseMs] = [150, 1500]
    const params = { ...off, bell1Hz: 1000, bell1Q: 0.5, bell1ThresholdDb: -60, bell1MaxCutDb: 10, ratio: 20 }
    const x = sine({ hz: 1000, dbfs: -20, lengthSamples: 240000 })
    const voice = joined(
      new Float32Array(48000),
      sine({ hz: 1000, dbfs: -46, lengthSamples: 96000 }),
      new Float32Array(96000),
    )
    const { sound } = run('dynamic-equalizer', { ...params, attackMs, releaseMs }, [x], {
      sidechain: [voice],
    })
    const cut = (i: number) => toneDb(sound[0], 1000, i - 240, i + 240) - toneDb(x, 1000, i - 240, i + 240)
    const timeOf = (from: number, reached: (db: number) => boolean) => {
      let i = from
      while (!reached(cut(i))) i += 24
      return (i - from) / 48
    }
    const down = timeOf(48000, (db) => db <= -6.32)
    const up = timeOf(144000, (db) => db >= -3.68)
    assert.ok(Math.abs(down / attackMs - 1) < 0.05, `${down} ms`)
    assert.ok(Math.abs(up / releaseMs - 1) < 0.05, `${up} ms`)
  })
  it('with look-ahead has cut when the loud part comes, and stays in step', () => {
    const x = joined(
      sine({ hz: 1000, dbfs: -60, lengthSamples: 24000 }),
      sine({ hz: 1000, dbfs: -10, lengthSamples: 24000 }),
    )
    const params = { ...off, bell1Hz: 1000, bell1MaxCutDb: 10, attackMs: 5, ratio: 20 }
    const early = runInStep('dynamic-equalizer', { ...params, lookAheadMs: 40 }, [x]).sound[0]
    const late = runInStep('dynamic-equalizer', params, [x]).sound[0]
    assert.ok(toneDb(early, 1000, 24000, 24480) < -19, String(toneDb(early, 1000, 24000, 24480)))
    assert.ok(toneDb(late, 1000, 24000, 24480) > toneDb(early, 1000, 24000, 24480) + 3)
  })
})
