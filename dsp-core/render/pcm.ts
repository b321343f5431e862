// Bytes of uncompressed sound files to planar float samples (full scale 1) and back. Pure; little-endian hosts only
// (x86 and ARM, the only ones Premiere, Audition and Node 20 run on).
import { ditherAt, ditherKey } from './dither'
import type { NoiseShaper } from './noiseShaper'

/** s24in32: 24-bit integers in the low three bytes of four. All others fill their container from the top. */
export type SampleFormat = 'u8' | 's8' | 's16' | 's24' | 's24in32' | 's32' | 'f32' | 'f64'

export interface PcmFormat {
  sample: SampleFormat
  bigEndian: boolean
  channels: number
}

export type BitDepth = 16 | 24 | 32

export interface Dither {
  seed: number
  /** Absolute position of the first packed sample: what makes the result independent of how it was cut. */
  startSample: number
  /** Shapes the noise of 16-bit samples, with its own seed. */
  shaper?: NoiseShaper | null
}

export const bytesPerSample: Record<SampleFormat, number> = {
  u8: 1,
  s8: 1,
  s16: 2,
  s24: 3,
  s24in32: 4,
  s32: 4,
  f32: 4,
  f64: 8,
}

/**
 * +120 dBFS. A float from there on, or one that is no number, is damage and not sound: read as silence. So is one too
 * small to be normal (2^-126, -759 dBFS), which is no damage, but would cost a processor a hundred times the time.
 */
const LOUDEST_FLOAT = 1e6
const LOUDEST_BITS = new Int32Array(Float32Array.of(LOUDEST_FLOAT).buffer)[0]
const LEAST_FLOAT = 2 ** -126
const LEAST_BITS = 0x00800000

/** Writes lengthSamples of each channel from `bytes` into `planar`, beginning at `at`. True where damage was found. */
export const unpackPcm = (
  bytes: Uint8Array,
  format: PcmFormat,
  planar: Float32Array[],
  at: number,
  lengthSamples: number,
): boolean => {
  const size = bytesPerSample[format.sample]
  const native = format.bigEndian ? swapped(bytes, size) : aligned(bytes, size)
  const stride = format.channels
  if (stride === 2 && format.sample === 's24' && native.byteOffset % 4 === 0) {
    unpackStereo24(native, planar, at, lengthSamples)
    return false
  }
  let damaged = 0
  for (let channel = 0; channel < stride; channel++)
    damaged += unpackChannel[format.sample](native, channel, stride, planar[channel], at, lengthSamples) ?? 0
  return damaged > 0
}

/** Half-open runs of those of lengthSamples in `bytes` that hold damage in any channel, in order. */
export const damagedRuns = (
  bytes: Uint8Array,
  format: PcmFormat,
  lengthSamples: number,
): [from: number, to: number][] => {
  if (format.sample !== 'f32' && format.sample !== 'f64') return []
  const size = bytesPerSample[format.sample]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const valueAt = (at: number): number =>
    size === 4 ? view.getFloat32(at, !format.bigEndian) : view.getFloat64(at, !format.bigEndian)
  const runs: [number, number][] = []
  for (let i = 0; i < lengthSamples; i++)
    for (let channel = 0; channel < format.channels; channel++) {
      if (Math.abs(valueAt((i * format.channels + channel) * size)) < LOUDEST_FLOAT) continue
      const last = runs[runs.length - 1]
      if (last && last[1] === i) last[1] = i + 1
      else runs.push([i, i + 1])
      break
    }
  return runs
}

/** Floats: how many were damaged. */
type UnpackChannel = (
  bytes: Uint8Array,
  channel: number,
  stride: number,
  out: Float32Array,
  at: number,
  length: number,
) => number | void

const unpackChannel: Record<SampleFormat, UnpackChannel> = {
  u8: (bytes, channel, stride, out, at, length) => {
    for (let i = 0, j = channel; i < length; i++, j += stride) out[at + i] = (bytes[j] - 128) * (1 / 128)
  },
  s8: (bytes, channel, stride, out, at, length) => {
    for (let i = 0, j = channel; i < length; i++, j += stride)
      out[at + i] = ((bytes[j] << 24) >> 24) * (1 / 128)
  },
  s16: (bytes, channel, stride, out, at, length) => {
    const view = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1)
    for (let i = 0, j = channel; i < length; i++, j += stride) out[at + i] = view[j] * (1 / 32768)
  },
  s24: (bytes, channel, stride, out, at, length) => {
    const step = stride * 3
    for (let i = 0, j = channel * 3; i < length; i++, j += step) {
      out[at + i] = ((bytes[j] << 8) | (bytes[j + 1] << 16) | (bytes[j + 2] << 24)) * 2 ** -31
    }
  },
  s24in32: (bytes, channel, stride, out, at, length) => {
    const view = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
    for (let i = 0, j = channel; i < length; i++, j += stride) out[at + i] = (view[j] << 8) * 2 ** -31
  },
  s32: (bytes, channel, stride, out, at, length) => {
    const view = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
    for (let i = 0, j = channel; i < length; i++, j += stride) out[at + i] = view[j] * 2 ** -31
  },
  f32: (bytes, channel, stride, out, at, length) => {
    // As bits, which is twice as fast: of positive floats the larger has the larger bits, of all of them NaN.
    const view = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
    const bits = new Int32Array(out.buffer, out.byteOffset + 4 * at, length)
    let damaged = 0
    for (let i = 0, j = channel; i < length; i++, j += stride) {
      const x = view[j]
      const size = x & 0x7fffffff
      bits[i] = size >= LEAST_BITS && size < LOUDEST_BITS ? x : 0
      if (size >= LOUDEST_BITS) damaged++
    }
    return damaged
  },
  f64: (bytes, channel, stride, out, at, length) => {
    const view = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length >> 3)
    let damaged = 0
    for (let i = 0, j = channel; i < length; i++, j += stride) {
      const x = view[j]
      const size = Math.abs(x)
      out[at + i] = size >= LEAST_FLOAT && size < LOUDEST_FLOAT ? x : 0
      if (!(size < LOUDEST_FLOAT)) damaged++
    }
    return damaged
  },
}

/** Two samples of two channels in three words: half the time of byte by byte. */
const unpackStereo24 = (bytes: Uint8Array, planar: Float32Array[], at: number, length: number): void => {
  const [left, right] = planar
  const pairs = length >> 1
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, 3 * pairs)
  for (let i = 0, j = 0, n = at; i < pairs; i++, j += 3, n += 2) {
    const a = words[j]
    const b = words[j + 1]
    const c = words[j + 2]
    left[n] = (a << 8) * 2 ** -31
    right[n] = (((a >>> 16) & 0xff00) | (b << 16)) * 2 ** -31
    left[n + 1] = (((b >>> 8) & 0xffff00) | (c << 24)) * 2 ** -31
    right[n + 1] = (c & ~0xff) * 2 ** -31
  }
  if (length % 2 === 0) return
  const last = bytes.subarray(12 * pairs)
  for (let channel = 0; channel < 2; channel++)
    unpackChannel.s24(last, channel, 2, planar[channel], at + 2 * pairs, 1)
}

const aligned = (bytes: Uint8Array, size: number): Uint8Array =>
  size === 1 || size === 3 || bytes.byteOffset % size === 0 ? bytes : bytes.slice()

const swapped = (bytes: Uint8Array, size: number): Uint8Array => {
  const out = new Uint8Array(bytes.length)
  const whole = bytes.length - (bytes.length % size)
  for (let i = 0; i < whole; i += size) for (let b = 0; b < size; b++) out[i + b] = bytes[i + size - 1 - b]
  return out
}

/**
 * Interleaves lengthSamples of each channel, from `from` on, into `out`: 16 or 24-bit integers or 32-bit floats,
 * little endian. Integers are rounded to nearest, dithered first where `dither` is given. Returns the bytes written.
 */
export const packPcm = (
  planar: Float32Array[],
  from: number,
  lengthSamples: number,
  bitDepth: BitDepth,
  out: Uint8Array,
  dither: Dither | null,
): number => {
  const stride = planar.length
  if (bitDepth === 32) {
    planar.forEach((input, channel) => packFloat(input, from, lengthSamples, out, channel, stride))
  } else {
    const values = wholeNumbers(stride, lengthSamples)
    if (bitDepth === 16 && dither?.shaper) dither.shaper.quantize(planar, from, values, dither.startSample)
    else
      planar.forEach((input, channel) =>
        quantize(input, from, values[channel], 2 ** (bitDepth - 1), dither, channel),
      )
    if (bitDepth === 24 && stride === 2 && out.byteOffset % 4 === 0) packStereo24(values[0], values[1], out)
    else values.forEach((of, channel) => (bitDepth === 16 ? pack16 : pack24)(of, out, channel, stride))
  }
  return lengthSamples * stride * (bitDepth >> 3)
}

const packFloat = (
  input: Float32Array,
  from: number,
  length: number,
  out: Uint8Array,
  channel: number,
  stride: number,
): void => {
  if (out.byteOffset % 4 !== 0) {
    const view = new DataView(out.buffer, out.byteOffset)
    for (let i = 0, j = channel * 4; i < length; i++, j += stride * 4)
      view.setFloat32(j, input[from + i], true)
    return
  }
  // As bits: nothing is converted.
  const bits = new Int32Array(input.buffer, input.byteOffset + 4 * from, length)
  const view = new Int32Array(out.buffer, out.byteOffset, stride * length)
  for (let i = 0, j = channel; i < length; i++, j += stride) view[j] = bits[i]
}

/** Lent until the next call: a new one for each would be memory to clear and to give back. */
const wholeNumbers = (channels: number, lengthSamples: number): Int32Array[] => {
  if (lent.length < channels * lengthSamples) lent = new Int32Array(channels * lengthSamples)
  return Array.from({ length: channels }, (_, channel) =>
    lent.subarray(channel * lengthSamples, (channel + 1) * lengthSamples),
  )
}
let lent = new Int32Array(0)

const pack16 = (values: Int32Array, out: Uint8Array, channel: number, stride: number): void => {
  for (let i = 0, j = channel * 2; i < values.length; i++, j += stride * 2) {
    out[j] = values[i]
    out[j + 1] = values[i] >> 8
  }
}

const pack24 = (values: Int32Array, out: Uint8Array, channel: number, stride: number): void => {
  for (let i = 0, j = channel * 3; i < values.length; i++, j += stride * 3) {
    const value = values[i]
    out[j] = value
    out[j + 1] = value >> 8
    out[j + 2] = value >> 16
  }
}

/** The reverse of `unpackStereo24`. */
const packStereo24 = (left: Int32Array, right: Int32Array, out: Uint8Array): void => {
  const pairs = left.length >> 1
  const words = new Int32Array(out.buffer, out.byteOffset, 3 * pairs)
  for (let i = 0, j = 0, n = 0; i < pairs; i++, j += 3, n += 2) {
    const r = right[n]
    const l = left[n + 1]
    words[j] = (left[n] & 0xffffff) | (r << 24)
    words[j + 1] = ((r >>> 8) & 0xffff) | (l << 16)
    words[j + 2] = ((l >>> 16) & 0xff) | (right[n + 1] << 8)
  }
  if (left.length % 2 === 0) return
  pack24(left.subarray(2 * pairs), out.subarray(12 * pairs), 0, 2)
  pack24(right.subarray(2 * pairs), out.subarray(12 * pairs), 1, 2)
}

/** To the nearest whole number within full scale; what is no number becomes 0. */
const quantize = (
  input: Float32Array,
  from: number,
  values: Int32Array,
  fullScale: number,
  dither: Dither | null,
  channel: number,
): void => {
  if (dither === null) {
    for (let i = 0; i < values.length; i++) values[i] = wholeWithin(input[from + i] * fullScale, fullScale)
    return
  }
  // A key holds for 2^32 samples (a day at 48 kHz).
  for (let done = 0; done < values.length;) {
    const position = dither.startSample + done
    const run = Math.min(values.length - done, 2 ** 32 - (position % 2 ** 32)) | 0
    const key = ditherKey(dither.seed, channel, position)
    quantizeRun(input.subarray(from + done), values.subarray(done, done + run), fullScale, key, position | 0)
    done += run
  }
}

const quantizeRun = (
  input: Float32Array,
  values: Int32Array,
  fullScale: number,
  key: number,
  low: number,
): void => {
  for (let i = 0; i < values.length; i++) {
    const x = input[i] * fullScale
    // Digital silence stays silence: an exact zero takes no dither.
    values[i] = wholeWithin(x === 0 ? 0 : x + ditherAt(key, (low + i) | 0), fullScale)
  }
}

/** Lifted above zero, truncation is rounding to nearest: half the time of Math.floor. */
const wholeWithin = (x: number, fullScale: number): number => {
  const most = fullScale - 1
  const within = x >= -fullScale ? (x <= most ? x : most) : x < -fullScale ? -fullScale : 0
  return ((within + (fullScale + 0.5)) | 0) - fullScale
}
