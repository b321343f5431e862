// What the true-peak meter promises beyond the contract.
import assert from 'node:assert/strict'
import { dbOf, impulse, joined, noise, peakOf, pinkNoise, sine, speechLike } from '../signals'
import { run } from './run'
import { truePeakAt32 } from './truePeakAt32'

const read = (x: Float32Array, oversamplingRatio = 8, sampleRateHz = 48000) =>
  run('true-peak-meter', { oversamplingRatio }, [x], { sampleRateHz }).readings.truePeakDbtp

/** Fades of 10 ms, so that only the tone itself counts. */
const tone = (share: number, phaseDegrees: number) => {
  const x = sine({ hz: share * 48000, dbfs: 0, lengthSamples: 2400, phaseDegrees })
  return x.map((value, i) => value * Math.min(1, i / 480, (2399 - i) / 480))
}

describe('the true-peak meter', () => {
  it('reads a tone of any phase within 0.05 dB up to 0.45 of the sample rate', () => {
    for (const share of [0.01, 0.125, 1 / 6, 0.25, 0.3, 0.4, 0.43, 0.45]) {
      for (const phase of [0, 17, 33.3, 45, 60, 67.5, 80]) {
        for (const ratio of [8, 16]) {
          assert.ok(
            Math.abs(read(tone(share, phase), ratio)) < 0.05,
            `${share} at ${phase}: ${read(tone(share, phase), ratio)}`,
          )
        }
      }
    }
  })
  it('with the table of BS.1770 reads as low as that does: 0.69 dB low at most', () => {
    for (const share of [0.125, 0.25, 0.4]) {
      const reading = read(tone(share, 31), 4)
      assert.ok(reading > -0.69 && reading < 0.25, `${share}: ${reading}`)
    }
  })
  it('never reads more than 0.1 dB low against 32 points per sample', () => {
    const sounds = [
      noise(1, 9600),
      pinkNoise(2, 9600),
      speechLike(3, 24000),
      impulse(500, 200),
      joined(tone(0.25, 45).subarray(1000, 1400)),
    ]
    for (const x of sounds) {
      const difference = read(x) - truePeakAt32(x)
      assert.ok(difference > -0.1 && difference < 0.15, String(difference))
    }
  })
  it('hears the last samples too, and the highest sample whatever lies around it', () => {
    for (const at of [0, 1, 498, 499]) assert.ok(Math.abs(read(impulse(500, at, 0.5)) + 6.02) < 0.01)
    const [x] = [noise(5, 20000)]
    const { readings } = run('true-peak-meter', {}, [x])
    assert.ok(Math.abs(readings.samplePeakDbfs - dbOf(peakOf(x))) < 1e-9)
    assert.ok(readings.truePeakDbtp >= readings.samplePeakDbfs)
  })
  it('hears every channel', () => {
    for (let c = 0; c < 6; c++) {
      const sound = Array.from({ length: 6 }, (_, i) => noise(i, 3000, i === c ? 0.9 : 0.01))
      assert.ok(run('true-peak-meter', {}, sound).readings.truePeakDbtp > -1)
    }
  })
})
