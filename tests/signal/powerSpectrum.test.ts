// The transform behind everything that is heard, against its definition.
import assert from 'node:assert/strict'
import { PowerSpectrum } from '../../dsp-core/signal/powerSpectrum'

const powerOf = (frame: Float64Array, bin: number): number => {
  let re = 0
  let im = 0
  frame.forEach((x, i) => {
    const turn = (2 * Math.PI * ((bin * i) % frame.length)) / frame.length
    re += x * Math.cos(turn)
    im -= x * Math.sin(turn)
  })
  return re * re + im * im
}

describe('The power spectrum', () => {
  it('has in every bin what the Fourier transform has, at odd and even powers of two', () => {
    for (const size of [8, 16, 32, 64, 512, 1024, 2048]) {
      const spectrum = new PowerSpectrum(size)
      const frame = Float64Array.from({ length: size }, (_, i) => Math.sin(i * i) + (i === 3 ? 5 : 0))
      const power = new Float64Array(spectrum.bins)
      spectrum.compute(frame, power)
      const most = Math.max(...power)
      power.forEach((value, bin) => assert.ok(Math.abs(value - powerOf(frame, bin)) < 1e-12 * most))
    }
  })
})
