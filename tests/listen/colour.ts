// Another microphone, another room, another line: what happens to a sound on its way into a scene.
import { butterworthHighPass, butterworthLowPass, type Section } from '../../dsp-core/signal/filterDesign'
import { Chance } from './chance'

export const colourRateHz = 16000

/** Shelves and band limits by one-pole filters. */
export const tilted = (samples: Float32Array, chance: Chance): Float32Array => {
  const out = Float32Array.from(samples)
  const highGain = 10 ** (chance.between(-9, 6) / 20)
  const split = 1 - Math.exp((-2 * Math.PI * chance.between(600, 3000)) / colourRateHz)
  const lowCut = chance.happens(0.4)
    ? 1 - Math.exp((-2 * Math.PI * chance.between(60, 250)) / colourRateHz)
    : 0
  const highCut = chance.happens(0.3)
    ? 1 - Math.exp((-2 * Math.PI * chance.between(2500, 6000)) / colourRateHz)
    : 1
  let low = 0
  let bottom = 0
  let [top1, top2] = [0, 0]
  for (let i = 0; i < out.length; i++) {
    low += split * (out[i] - low)
    let x = low + highGain * (out[i] - low)
    bottom += lowCut * (x - bottom)
    x -= bottom
    top1 += highCut * (x - top1)
    top2 += highCut * (top1 - top2)
    out[i] = top2
  }
  return chance.happens(0.6) ? resonant(out, chance) : out
}

/** Three broad bells of up to 9 dB either way: a two-pole band added or taken away. */
const resonant = (samples: Float32Array, chance: Chance): Float32Array => {
  const out = Float32Array.from(samples)
  for (let bell = 0; bell < 3; bell++) {
    const hz = 100 * 2 ** chance.between(0, 6)
    const r = Math.exp((-Math.PI * hz) / colourRateHz / 1.2)
    const c = 2 * r * Math.cos((2 * Math.PI * hz) / colourRateHz)
    const gain = (10 ** (chance.between(-9, 9) / 20) - 1) * (1 - r)
    let [y1, y2] = [0, 0]
    for (let i = 0; i < out.length; i++) {
      const y = samples[i] + c * y1 - r * r * y2
      out[i] += gain * (y - r * y1)
      y2 = y1
      y1 = y
    }
  }
  return out
}

/** A few early echoes and a tail of four combs, sometimes. */
export const room = (samples: Float32Array, chance: Chance): Float32Array => {
  if (!chance.happens(0.35)) return samples
  const out = Float32Array.from(samples)
  const wet = chance.between(0.05, 0.35)
  const seconds = chance.between(0.2, 1)
  for (const delayMs of [29.7, 37.1, 41.1, 43.7]) {
    const delay = Math.round((delayMs * colourRateHz) / 1000)
    const back = 10 ** ((-3 * delayMs) / 1000 / seconds)
    const line = new Float32Array(delay)
    for (let i = 0; i < samples.length; i++) {
      const echo = line[i % delay]
      line[i % delay] = samples[i] + back * echo
      out[i] += (wet * echo) / 2
    }
  }
  return out
}

export const toLevel = (samples: Float32Array, levelDb: number): Float32Array => {
  const squares = new Float64Array(Math.ceil(samples.length / 1600))
  for (let i = 0; i < samples.length; i++) squares[Math.floor(i / 1600)] += samples[i] ** 2 / 1600
  const loud = squares.slice().sort()[Math.floor(squares.length * 0.85)] ?? 0
  const gain = 10 ** (levelDb / 20) / Math.sqrt(loud + 1e-9)
  return samples.map((s) => s * gain)
}

const filtered = (samples: Float32Array, sections: Section[]): Float32Array => {
  const out = Float32Array.from(samples)
  for (const [b0, b1, b2, a1, a2] of sections) {
    let [x1, x2, y1, y2] = [0, 0, 0, 0]
    for (let i = 0; i < out.length; i++) {
      const x = out[i]
      const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
      ;[x2, x1, y2, y1] = [x1, x, y1, y]
      out[i] = y
    }
  }
  return out
}

/** 300 Hz to 3.4 kHz (ITU-T G.712). */
export const telephone = (samples: Float32Array): Float32Array =>
  filtered(samples, [
    ...butterworthHighPass(300, 4, colourRateHz),
    ...butterworthLowPass(3400, 6, colourRateHz),
  ])

const order = 16
const whisperFrame = 320
const whisperHop = whisperFrame / 2

/** Linear prediction by Levinson and Durbin: the filter, and the energy of what it leaves. */
const predictor = (frame: Float64Array): { taps: Float64Array; left: number } => {
  const r = Float64Array.from({ length: order + 1 }, (_, lag) => {
    let sum = 0
    for (let i = lag; i < frame.length; i++) sum += frame[i] * frame[i - lag]
    return sum
  })
  let left = r[0] * 1.0001 + 1e-9
  const taps = new Float64Array(order + 1)
  taps[0] = 1
  for (let n = 1; n <= order; n++) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += taps[i] * r[n - i]
    const k = -sum / left
    const before = taps.slice(0, n)
    for (let i = 1; i <= n; i++) taps[i] += k * before[n - i]
    left *= 1 - k * k
  }
  return { taps, left }
}

/** The same mouth with breath in place of a voice: noise through the filter of each 20 ms, little below 500 Hz. */
export const whispered = (samples: Float32Array, chance: Chance): Float32Array => {
  const out = new Float32Array(samples.length)
  const window = Float64Array.from({ length: whisperFrame }, (_, i) =>
    Math.sin((Math.PI * (i + 0.5)) / whisperFrame),
  )
  for (let from = 0; from + whisperFrame <= samples.length; from += whisperHop) {
    const { taps, left } = predictor(window.map((w, i) => w * samples[from + i]))
    const gain = Math.sqrt((2 * left) / whisperFrame)
    const y = new Float64Array(whisperFrame)
    for (let i = 0; i < whisperFrame; i++) {
      let sum = gain * chance.normal()
      for (let k = 1; k <= order && k <= i; k++) sum -= taps[k] * y[i - k]
      y[i] = sum
      out[from + i] += window[i] * sum
    }
  }
  return filtered(out, butterworthHighPass(500, 2, colourRateHz))
}
