// What is skipped between samples could not have mattered.
import assert from 'node:assert/strict'
import { peakDesign, peakInterpolation } from '../../dsp-core/signal/fir'
import { PeakFinder } from '../../dsp-core/signal/truePeak'
import { noise, peakOf, pinkNoise, sine, speechLike } from '../signals'

const finder = (): PeakFinder => {
  const made = new PeakFinder()
  const d = peakDesign(peakInterpolation(8))
  made.prepare(15, 128)
  made.configure(d.rows, d.table, d.sampleBound, d.bendBound, d.rise, d.quickTable)
  return made
}

const lengthSamples = 20000

describe('looking between samples', () => {
  it('skips stretches only where no cell exceeds the threshold', () => {
    const peaks = finder()
    let skipped = 0
    for (const x of [
      pinkNoise(1, lengthSamples),
      speechLike(2, lengthSamples),
      sine({ hz: 700, dbfs: 0, lengthSamples }),
    ]) {
      for (let from = 200; from + 300 < lengthSamples; from += 64) {
        for (const threshold of [0.1, 0.3, 0.6, 0.9].map((share) => share * peakOf(x))) {
          if (!peaks.cannotExceed(x, from, from + 64, threshold)) continue
          skipped++
          for (let n = from; n < from + 64; n++) assert.ok(peaks.top(x, n) <= threshold)
        }
      }
    }
    assert.ok(skipped > 100, String(skipped))
  })
  it('skips cells that exceed the threshold less than once in 10 000, in white noise', () => {
    const peaks = finder()
    const x = noise(3, lengthSamples)
    let [over, missed] = [0, 0]
    for (const threshold of [0.5, 0.8, 1.1]) {
      peaks.cannotExceed(x, 200, lengthSamples - 200, threshold)
      for (let n = 200; n < lengthSamples - 200; n++) {
        if (peaks.top(x, n) <= threshold) continue
        over++
        if (peaks.highestCell(x, n, n + 1, threshold) === threshold) missed++
      }
    }
    assert.ok(over > 10000 && missed <= over / 10000, `${missed} of ${over}`)
  })
})
