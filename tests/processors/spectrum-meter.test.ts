// The spectrum meter: tones stand in their band at their level, noise has in each band what its slope says.
import assert from 'node:assert/strict'
import { noise, sine } from '../signals'
import { run } from './run'

const nominal = [
  ...[20, 25, 31, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000],
  ...[2500, 3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000, 20000],
]
const middleOf = (band: number) => 1000 * 10 ** ((band - 17) / 10)

const read = (sound: Float32Array[], sampleRateHz = 48000): number[] => {
  const { readings } = run('spectrum-meter', {}, sound, { sampleRateHz })
  return nominal.map((hz) => readings[`around${hz}HzDbfs`])
}

const near = (value: number, target: number, tolerance: number, about = '') =>
  assert.ok(Math.abs(value - target) <= tolerance, `${about}: ${value}, not ${target} ±${tolerance}`)

describe('the spectrum meter', () => {
  it('reads a tone in the middle of each band at its level, and 30 dB less two bands away', () => {
    for (const rate of [44100, 48000, 96000]) {
      for (let band = rate === 48000 ? 0 : 8; band < nominal.length - 1; band += rate === 48000 ? 1 : 7) {
        const lengthSamples = (band < 8 ? 8 : 2) * rate
        const tone = sine({ hz: middleOf(band), dbfs: -20, lengthSamples, sampleRateHz: rate })
        const levels = read([tone], rate)
        near(levels[band], -23.01, 0.2, `${nominal[band]} Hz at ${rate}`)
        for (const other of [band - 2, band + 2]) {
          if (other >= 0 && other < nominal.length)
            assert.ok(levels[other] < -53, `${nominal[other]}: ${levels[other]}`)
        }
      }
    }
  })
  it('gives bands of white noise what their width is worth: 1 dB more for each', () => {
    const levels = read([noise(1, 20 * 48000, 0.5)])
    const total = 10 * Math.log10(0.25 / 3)
    for (let band = 12; band < nominal.length - 1; band++) {
      const width = middleOf(band) * (10 ** 0.05 - 10 ** -0.05)
      near(levels[band], total + 10 * Math.log10(width / 24000), band < 18 ? 1 : 0.4, `${nominal[band]} Hz`)
    }
  })
  it('takes channels together as powers, whatever their phase', () => {
    const tone = sine({ hz: 1000, dbfs: -20, lengthSamples: 96000 })
    const turned = tone.map((value) => -value)
    const none = new Float32Array(96000)
    near(read([tone, turned])[17], -23.01, 0.1)
    near(read([tone, none])[17], -26.02, 0.1)
    near(read([none, none, tone])[17], -23.01 - 4.77, 0.1)
  })
  it('hears nothing in silence', () => {
    assert.ok(read([new Float32Array(48000)]).every((level) => level === -Infinity))
  })
})
