// Bytes of uncompressed sound files to planar float samples (full scale 1) and back. Pure; little-endian hosts only
// (x86 and ARM, the only ones Premiere, Audition and Node 20 run on).
import { ditherAt, ditherKey } from './dither'

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

/** +120 dBFS. A float beyond it, or one that is no number, is damage and not sound: read as silence. */
const LOUDEST_FLOAT = 1e6

/** Writes lengthSamples of each channel from `bytes` into `planar`, beginning at `at`. */
export const unpackPcm = (
  bytes: Uint8Array,
  format: PcmFormat,
  planar: Float32Array[],
  at: number,
  lengthSamples: number,
): void => {
  const size = bytesPerSample[format.sample]
  const native = format.bigEndian ? swapped(bytes, size) : aligned(bytes, size)
  const stride = format.channels
  for (let channel = 0; channel < stride; channel++) {
    unpackChannel[format.sample](native, channel, stride, planar[channel], at, lengthSamples)
  }
}

type UnpackChannel = (
  bytes: Uint8Array,
  channel: number,
  stride: number,
  out: Float32Array,
  at: number,
  length: number,
) => void

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
    const view = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
    for (let i = 0, j = channel; i < length; i++, j += stride) {
      const x = view[j]
      out[at + i] = x < LOUDEST_FLOAT && x > -LOUDEST_FLOAT ? x : 0
    }
  },
  f64: (bytes, channel, stride, out, at, length) => {
    const view = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length >> 3)
    for (let i = 0, j = channel; i < length; i++, j += stride) {
      const x = view[j]
      out[at + i] = x < LOUDEST_FLOAT && x > -LOUDEST_FLOAT ? x : 0
    }
  },
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
  const values = bitDepth === 32 ? null : new Int32Array(lengthSamples)
  for (let channel = 0; channel < planar.length; channel++) {
    if (values === null) {
      packFloat(planar[channel], from, lengthSamples, out, channel, planar.length)
    } else {
      quantize(planar[channel], from, values, 2 ** (bitDepth - 1), dither, channel)
      if (bitDepth === 16) pack16(values, out, channel, planar.length)
      else pack24(values, out, channel, planar.length)
    }
  }
  return lengthSamples * planar.length * (bitDepth >> 3)
}

const packFloat = (
  input: Float32Array,
  from: number,
  length: number,
  out: Uint8Array,
  channel: number,
  stride: number,
): void => {
  const view = new DataView(out.buffer, out.byteOffset)
  for (let i = 0, j = channel * 4; i < length; i++, j += stride * 4) view.setFloat32(j, input[from + i], true)
}

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
