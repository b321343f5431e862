// ITU-R BS.2217: the compliance signals that are tones, made as their names say. Tolerance 0.1 LU.
import assert from 'node:assert/strict'
import { joined, sine } from '../signals'
import { measure } from './measure'

const rate = 48000
const seconds = 20

const near = (value: number, lkfs: number) =>
  assert.ok(Math.abs(value - lkfs) <= 0.1, `${value}, not ${lkfs}`)

/** Gain of K-weighting from the published filter itself, at 48 kHz, relative to 997 Hz. */
const weightingDb = (hz: number): number => {
  const power = ([b0, b1, b2, a1, a2]: number[]) => {
    const w = (2 * Math.PI * hz) / rate
    const size = (p: number, q: number, r: number) =>
      (p + q * Math.cos(w) + r * Math.cos(2 * w)) ** 2 + (q * Math.sin(w) + r * Math.sin(2 * w)) ** 2
    return size(b0, b1, b2) / size(1, a1, a2)
  }
  const shelf = [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585]
  const lowCut = [1, -2, 1, -1.99004745483398, 0.99007225036621]
  return -0.691 + 10 * Math.log10(power(shelf) * power(lowCut))
}

/** The level at which a tone in `channels` equal channels of weight 1 reads lkfs. */
const levelFor = (hz: number, lkfs: number, channels: number) =>
  lkfs - weightingDb(hz) + 3.0103 - 10 * Math.log10(channels)

const tone = (hz: number, dbfs: number, lengthSamples = seconds * rate) => sine({ hz, dbfs, lengthSamples })
const none = new Float32Array(seconds * rate)

describe('ITU-R BS.2217', () => {
  for (const lkfs of [-23, -24]) {
    for (const hz of [25, 100, 500, 1000, 2000, 10000]) {
      it(`${hz} Hz in two channels reads ${lkfs} LKFS`, () => {
        const x = tone(hz, levelFor(hz, lkfs, 2))
        near(measure([x, x]).integratedLufs, lkfs)
      })
    }
    it(`each of the channels L R C Ls Rs alone reads ${lkfs} LKFS, LFE nothing`, () => {
      const weights = [1, 1, 1, 0, 1.41, 1.41]
      for (let c = 0; c < 6; c++) {
        const x = tone(1000, levelFor(1000, lkfs, weights[c] || 1))
        const { integratedLufs } = measure(weights.map((_, i) => (i === c ? x : none)))
        if (c === 3) assert.equal(integratedLufs, -Infinity)
        else near(integratedLufs, lkfs)
      }
    })
    it(`six channels together read ${lkfs} LKFS`, () => {
      const x = tone(1000, levelFor(1000, lkfs, 3 + 2 * 1.41))
      near(measure([x, x, x, x, x, x]).integratedLufs, lkfs)
    })
  }
  it('what is 10 LU under the mean is gated', () => {
    const loud = tone(1000, levelFor(1000, -10, 2))
    const soft = tone(1000, levelFor(1000, -23.5, 2))
    const x = joined(loud, soft)
    near(measure([x, x]).integratedLufs, -10)
  })
  it('what is under -70 LKFS is gated', () => {
    const heard = tone(1000, levelFor(1000, -69.5, 2))
    const unheard = tone(1000, levelFor(1000, -70.5, 2))
    const x = joined(unheard, heard, unheard)
    near(measure([x, x]).integratedLufs, -69.5)
  })
  it('a sweep weighted to be even reads -18 LKFS in one channel', () => {
    let turn = 0
    const x = Float32Array.from({ length: seconds * rate }, (_, i) => {
      const hz = 40 * 2 ** ((8.5 * i) / (seconds * rate))
      turn += hz / rate
      return 10 ** (levelFor(hz, -18, 1) / 20) * Math.sin(2 * Math.PI * turn)
    })
    near(measure([x]).integratedLufs, -18)
  })
})
