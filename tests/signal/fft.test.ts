// The transform of kernels, against the definition.
import assert from 'node:assert/strict'
import { Fft, UnitCircle } from '../../dsp-core/signal/fft'
import { FrameWindow, OverlappedFrames } from '../../dsp-core/signal/overlappedFrames'
import { noise } from '../signals'

const sizes = [64, 128, 256, 512, 1024, 2048, 4096, 8192]

const transformed = (size: number, re: Float32Array, im: Float32Array) => {
  const fft = new Fft()
  fft.prepare(size)
  fft.re.set(re)
  fft.im.set(im)
  fft.transform()
  return { re: fft.outRe.slice(0, size), im: fft.outIm.slice(0, size) }
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
  it('comes back with its parts exchanged', () => {
    for (const size of sizes) {
      const [re, im] = [noise(3, size), noise(4, size)]
      const there = transformed(size, re, im)
      const back = transformed(size, there.im, there.re)
      for (let i = 0; i < size; i++) {
        assert.ok(Math.abs(back.im[i] / size - re[i]) < 2e-6)
        assert.ok(Math.abs(back.re[i] / size - im[i]) < 2e-6)
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
  it('give back what they took, one frame late, to -130 dB', () => {
    for (const [size, hop] of [
      [256, 64],
      [2048, 512],
    ]) {
      const window = new FrameWindow()
      window.prepare(size, hop)
      const frames = new OverlappedFrames()
      frames.prepare(window)
      frames.reset()
      const [left, right] = [noise(5, 20 * size), noise(6, 20 * size)]
      const [outLeft, outRight] = [left.slice(), right.slice()]
      const [re, im] = [new Float32Array(size + 4), new Float32Array(size + 4)]
      for (let start = 0; start < left.length; start += hop) {
        frames.exchange(outLeft, outRight, start, hop, 0)
        frames.analyse(re, im)
        for (let i = 0; i < size; i++) {
          // The inverse transform brings a frame times its size.
          re[i] *= size
          im[i] *= size
        }
        frames.synthesise(re, im)
      }
      for (let i = size; i < left.length; i++) {
        assert.ok(Math.abs(outLeft[i] - left[i - size]) < 3e-7)
        assert.ok(Math.abs(outRight[i] - right[i - size]) < 3e-7)
      }
    }
  })
})
