// The transform of kernels, against the definition.
import assert from 'node:assert/strict'
import { Fft, UnitCircle } from '../../dsp-core/signal/fft'
import { FrameWindow, OverlappedFrames } from '../../dsp-core/signal/overlappedFrames'
import { noise } from '../signals'

const sizes = [64, 128, 256, 512, 1024, 2048, 4096, 8192]

const transformed = (size: number, re: Float32Array, im: Float32Array) => {
  const fft = new Fft()
  fft.prepare(size)
  fft.transform(re, im, 0, new Float32Array(size).fill(1))
  return fft
}

/** By the definition, in double precision. */
const exactBin = (re: Float32Array, im: Float32Array, k: number): [number, number] => {
  let [sumRe, sumIm] = [0, 0]
  re.forEach((value, i) => {
    const angle = (-2 * Math.PI * ((i * k) % re.length)) / re.length
    sumRe += value * Math.cos(angle) - im[i] * Math.sin(angle)
    sumIm += value * Math.sin(angle) + im[i] * Math.cos(angle)
  })
  return [sumRe, sumIm]
}

describe('the transform of kernels', () => {
  it('strays from the definition by less than 2e-7 of the RMS, at every size', () => {
    for (const size of sizes) {
      const [re, im] = [noise(1, size), noise(2, size)]
      const made = transformed(size, re, im)
      let [error, power] = [0, 0]
      for (let k = 0; k < size; k += Math.ceil(size / 128) | 1) {
        const [exactRe, exactIm] = exactBin(re, im, k)
        error += (made.re[k] - exactRe) ** 2 + (made.im[k] - exactIm) ** 2
        power += exactRe ** 2 + exactIm ** 2
      }
      assert.ok(Math.sqrt(error / power) < 2e-7, `${size}: ${Math.sqrt(error / power)}`)
    }
  })
  it('weighs what it takes, from where it is told to', () => {
    const [re, im, weights] = [noise(3, 300), noise(4, 300), noise(5, 256)]
    const fft = new Fft()
    fft.prepare(256)
    fft.transform(re, im, 44, weights)
    const weighed = transformed(
      256,
      weights.map((weight, i) => weight * re[44 + i]),
      weights.map((weight, i) => weight * im[44 + i]),
    )
    assert.deepEqual(fft.re, weighed.re)
    assert.deepEqual(fft.im, weighed.im)
  })
  it('comes back times its gains, windowed and added to what lies a hop on', () => {
    for (const size of sizes) {
      const hop = size / 4
      const [re, im, window] = [noise(3, size), noise(4, size), noise(5, size)]
      const fft = transformed(size, re, im)
      const [before, sumLeft, sumRight] = [noise(6, size + hop), noise(6, size + hop), noise(6, size + hop)]
      fft.restore(new Float32Array(size).fill(1 / size), window, hop, sumLeft, sumRight)
      for (let i = 0; i < size; i++) {
        assert.ok(Math.abs(sumLeft[i] - before[i + hop] - re[i] * window[i]) < 2e-6)
        assert.ok(Math.abs(sumRight[i] - before[i + hop] - im[i] * window[i]) < 2e-6)
      }
    }
  })
  it('knows the unit circle to 2e-15 without sines', () => {
    const circle = new UnitCircle()
    circle.prepare(8192)
    for (let k = 0; k < 8192; k++) {
      assert.ok(Math.abs(circle.cos[k] - Math.cos((2 * Math.PI * k) / 8192)) < 2e-15)
      assert.ok(Math.abs(circle.sin[k] - Math.sin((2 * Math.PI * k) / 8192)) < 2e-15)
    }
  })
})

describe('overlapped frames', () => {
  it('give back what they took, one frame late, to -140 dB (RMS), at every overlap', () => {
    for (const [size, hop] of [
      [256, 64],
      [512, 256],
      [2048, 512],
      [2048, 1024],
    ]) {
      const window = new FrameWindow()
      window.prepare(size, hop)
      const frames = new OverlappedFrames()
      frames.prepare(window)
      frames.reset()
      const fft = new Fft()
      fft.prepare(size)
      const unchanged = new Float32Array(size).fill(1)
      const [left, right] = [noise(5, 20 * size), noise(6, 20 * size)]
      const [outLeft, outRight] = [left.slice(), right.slice()]
      for (let start = 0; start < left.length; start += hop) {
        frames.exchange(outLeft, outRight, start, hop, 0)
        frames.analyse(fft)
        frames.synthesise(fft, unchanged)
      }
      let error = 0
      for (let i = size; i < left.length; i++)
        error += (outLeft[i] - left[i - size]) ** 2 + (outRight[i] - right[i - size]) ** 2
      assert.ok(Math.sqrt(error / 2 / (left.length - size)) < 1e-7, `${size}, ${hop}: ${error}`)
    }
  })
  it('give white noise the power in every bin that it has as a whole', () => {
    const window = new FrameWindow()
    window.prepare(2048, 1024)
    const fft = transformed(
      2048,
      noise(7, 2048).map((x, i) => x * window.analysis[i]),
      noise(8, 2048).map((x, i) => x * window.analysis[i]),
    )
    const power = fft.re.reduce((sum, re, k) => sum + re * re + fft.im[k] ** 2, 0) / 1024
    assert.ok(Math.abs(power - 1 / 3) < 0.02, String(power))
  })
})
