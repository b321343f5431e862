// Loops over whole stereo sounds by vectors, by the addresses of their samples: bytes of files to planar floats and
// back, sums, gains. Each does exactly what plain TypeScript does elsewhere (render/pcm.ts, render/mixing.ts), bit for
// bit; only sumUp adds in another order. Compiled with vector instructions only. Counts of samples are multiples of four;
// of bytes 16 more are touched.
import { pairs, upper } from './widen'

/** Four 24-bit words to the top of 32-bit ones (a lane that is out of range gives 0), and back. */
const widen: v128 = i8x16(16, 0, 1, 2, 16, 3, 4, 5, 16, 6, 7, 8, 16, 9, 10, 11)
const narrow: v128 = i8x16(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 16, 16, 16)

export function unpackStereo24(bytes: usize, left: usize, right: usize, samples: i32): void {
  const scale: v128 = f32x4.splat(4.656612873077393e-10 as f32)
  for (let i: i32 = 0; i < samples; i += 4) {
    const a: v128 = f32x4.mul(f32x4.convert_i32x4_s(i8x16.swizzle(v128.load(bytes), widen)), scale)
    const b: v128 = f32x4.mul(f32x4.convert_i32x4_s(i8x16.swizzle(v128.load(bytes, 12), widen)), scale)
    v128.store(left, v128.shuffle<f32>(a, b, 0, 2, 4, 6))
    v128.store(right, v128.shuffle<f32>(a, b, 1, 3, 5, 7))
    bytes += 24
    left += 16
    right += 16
  }
}

/** Floats that are too small to be normal, or no sound (render/pcm.ts), become 0; answers how many of these were damage. */
export function unpackStereoFloat(bytes: usize, left: usize, right: usize, samples: i32): i32 {
  let damaged: v128 = i32x4(0, 0, 0, 0)
  for (let i: i32 = 0; i < samples; i += 4) {
    const a: v128 = v128.load(bytes)
    const b: v128 = v128.load(bytes, 16)
    damaged = i32x4.sub(damaged, i32x4.add(isDamaged(a), isDamaged(b)))
    const soundA: v128 = v128.and(a, isSound(a))
    const soundB: v128 = v128.and(b, isSound(b))
    v128.store(left, v128.shuffle<i32>(soundA, soundB, 0, 2, 4, 6))
    v128.store(right, v128.shuffle<i32>(soundA, soundB, 1, 3, 5, 7))
    bytes += 32
    left += 16
    right += 16
  }
  return (
    i32x4.extract_lane(damaged, 0) +
    i32x4.extract_lane(damaged, 1) +
    i32x4.extract_lane(damaged, 2) +
    i32x4.extract_lane(damaged, 3)
  )
}

/** Without their sign the bits of floats are in the order of their sizes, and those of no numbers above them all. */
function sizeOf(x: v128): v128 {
  return v128.and(x, i32x4(0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff))
}

/** +120 dBFS and more. */
function isDamaged(x: v128): v128 {
  return i32x4.ge_s(sizeOf(x), i32x4(0x49742400, 0x49742400, 0x49742400, 0x49742400))
}

function isSound(x: v128): v128 {
  const size: v128 = sizeOf(x)
  const normal: v128 = i32x4.ge_s(size, i32x4(0x00800000, 0x00800000, 0x00800000, 0x00800000))
  return v128.and(normal, i32x4.lt_s(size, i32x4(0x49742400, 0x49742400, 0x49742400, 0x49742400)))
}

export function packStereoFloat(left: usize, right: usize, bytes: usize, samples: i32): void {
  for (let i: i32 = 0; i < samples; i += 4) {
    const a: v128 = v128.load(left)
    const b: v128 = v128.load(right)
    v128.store(bytes, v128.shuffle<f32>(a, b, 0, 4, 1, 5))
    v128.store(bytes, v128.shuffle<f32>(a, b, 2, 6, 3, 7), 16)
    left += 16
    right += 16
    bytes += 32
  }
}

/** `dithered` 0 or 1; keys as in render/dither.ts; `low` the lower word of the first sample's position. */
export function packStereo24(
  left: usize,
  right: usize,
  bytes: usize,
  samples: i32,
  dithered: i32,
  leftKey: i32,
  rightKey: i32,
  low: i32,
): void {
  const golden: i32 = -1640531535
  const ofLeft: v128 = i32x4(leftKey, leftKey, leftKey, leftKey)
  const ofRight: v128 = i32x4(rightKey, rightKey, rightKey, rightKey)
  const none: v128 = i32x4(0, 0, 0, 0)
  const step: v128 = i32x4(4, 4, 4, 4)
  const turn: v128 = i32x4(golden, golden, golden, golden)
  let position: v128 = i32x4(low, low + 1, low + 2, low + 3)
  for (let i: i32 = 0; i < samples; i += 4) {
    const place: v128 = i32x4.mul(position, turn)
    const l: v128 = whole(v128.load(left), dithered != 0 ? noise(v128.xor(place, ofLeft)) : none)
    const r: v128 = whole(v128.load(right), dithered != 0 ? noise(v128.xor(place, ofRight)) : none)
    v128.store(bytes, i8x16.swizzle(v128.shuffle<i32>(l, r, 0, 4, 1, 5), narrow))
    v128.store(bytes, i8x16.swizzle(v128.shuffle<i32>(l, r, 2, 6, 3, 7), narrow), 12)
    position = i32x4.add(position, step)
    left += 16
    right += 16
    bytes += 24
  }
}

/** out += gain x sound. */
export function addScaled(out: usize, sound: usize, gain: f64, samples: i32): void {
  const factor: v128 = f64x2(gain, gain)
  for (let i: i32 = 0; i < samples; i += 4) {
    const x: v128 = v128.load(sound)
    const y: v128 = v128.load(out)
    // A sum of two floats rounds the same from 64 bits as from 32.
    if (gain == 1) v128.store(out, f32x4.add(y, x))
    else {
      const a: v128 = f64x2.add(f64x2.promote_low_f32x4(y), f64x2.mul(factor, f64x2.promote_low_f32x4(x)))
      const b: v128 = f64x2.add(upperTwo(y), f64x2.mul(factor, upperTwo(x)))
      v128.store(out, pairs(a, b))
    }
    out += 16
    sound += 16
  }
}

/** out += gain x factors x sound. */
export function addMoving(out: usize, sound: usize, gain: f64, factors: usize, samples: i32): void {
  const factor: v128 = f64x2(gain, gain)
  for (let i: i32 = 0; i < samples; i += 4) {
    const x: v128 = v128.load(sound)
    const y: v128 = v128.load(out)
    const moving: v128 = v128.load(factors)
    const a: v128 = f64x2.mul(f64x2.mul(factor, f64x2.promote_low_f32x4(moving)), f64x2.promote_low_f32x4(x))
    const b: v128 = f64x2.mul(f64x2.mul(factor, upperTwo(moving)), upperTwo(x))
    v128.store(out, pairs(f64x2.add(f64x2.promote_low_f32x4(y), a), f64x2.add(upperTwo(y), b)))
    out += 16
    sound += 16
    factors += 16
  }
}

/** out = gain x sound; they may be the same. */
export function setScaled(out: usize, sound: usize, gain: f64, samples: i32): void {
  const factor: v128 = f64x2(gain, gain)
  for (let i: i32 = 0; i < samples; i += 4) {
    const x: v128 = v128.load(sound)
    v128.store(out, pairs(f64x2.mul(factor, f64x2.promote_low_f32x4(x)), f64x2.mul(factor, upperTwo(x))))
    out += 16
    sound += 16
  }
}

/** Sum and sum of squares of a sound, as two 64-bit floats at `sums`. */
export function sumUp(sound: usize, samples: i32, sums: usize): void {
  let low: v128 = f64x2(0, 0)
  let high: v128 = f64x2(0, 0)
  let lowSquares: v128 = f64x2(0, 0)
  let highSquares: v128 = f64x2(0, 0)
  for (let i: i32 = 0; i < samples; i += 4) {
    const x: v128 = v128.load(sound)
    const a: v128 = f64x2.promote_low_f32x4(x)
    const b: v128 = upperTwo(x)
    low = f64x2.add(low, a)
    high = f64x2.add(high, b)
    lowSquares = f64x2.add(lowSquares, f64x2.mul(a, a))
    highSquares = f64x2.add(highSquares, f64x2.mul(b, b))
    sound += 16
  }
  store<f64>(sums, acrossOf(f64x2.add(low, high)))
  store<f64>(sums, acrossOf(f64x2.add(lowSquares, highSquares)), 8)
}

/** The highest sample, whatever its sign, or `known` where that is higher. */
function highest(sound: usize, samples: i32, known: f32): f32 {
  let most: v128 = f32x4(known, known, known, known)
  for (let i: i32 = 0; i < samples; i += 4) {
    most = f32x4.pmax(most, f32x4.abs(v128.load(sound)))
    sound += 16
  }
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1))
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 1, 0, 3, 2))
  return f32x4.extract_lane(most, 0)
}

/** Each peaks[step] becomes the highest sample of its step, whatever its sign, where that is higher. */
export function highestInSteps(sound: usize, stepSamples: i32, steps: i32, peaks: usize): void {
  for (let step: i32 = 0; step < steps; step++) {
    store<f32>(peaks, highest(sound, stepSamples, load<f32>(peaks)))
    sound += (<usize>stepSamples) << 2
    peaks += 4
  }
}

function acrossOf(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1)
}

/** The upper two of four floats, in double precision. */
function upperTwo(x: v128): v128 {
  return f64x2.promote_low_f32x4(upper(x))
}

/** Triangular noise in units of 2^-16: `mix` and `ditherAt` of render/dither.ts. */
function noise(seed: v128): v128 {
  const first: v128 = i32x4(0x7feb352d, 0x7feb352d, 0x7feb352d, 0x7feb352d)
  const second: v128 = i32x4(-2073254261, -2073254261, -2073254261, -2073254261)
  let x: v128 = i32x4.mul(v128.xor(seed, i32x4.shr_u(seed, 16)), first)
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), second)
  x = v128.xor(x, i32x4.shr_u(x, 16))
  return i32x4.sub(v128.and(x, i32x4(0xffff, 0xffff, 0xffff, 0xffff)), i32x4.shr_u(x, 16))
}

function whole(x: v128, dither: v128): v128 {
  const low: v128 = wholeTwo(f64x2.promote_low_f32x4(x), f64x2.convert_low_i32x4_s(dither))
  const high: v128 = wholeTwo(
    upperTwo(x),
    f64x2.convert_low_i32x4_s(v128.shuffle<i32>(dither, dither, 2, 3, 2, 3)),
  )
  return i32x4.sub(v128.shuffle<i32>(low, high, 0, 1, 4, 5), i32x4(8388608, 8388608, 8388608, 8388608))
}

/** Full scale above the nearest whole number within full scale; an exact zero takes no dither, what is no number is 0. */
function wholeTwo(x: v128, dither: v128): v128 {
  const fullScale: f64 = 8388608
  const scaled: v128 = f64x2.mul(x, f64x2(fullScale, fullScale))
  const zero: v128 = f64x2(0, 0)
  const noise: v128 = v128.and(f64x2.mul(dither, f64x2(1 / 65536, 1 / 65536)), f64x2.ne(scaled, zero))
  const sum: v128 = f64x2.add(scaled, noise)
  const number: v128 = v128.and(sum, f64x2.eq(sum, sum))
  const within: v128 = f64x2.pmax(
    f64x2.pmin(number, f64x2(fullScale - 1, fullScale - 1)),
    f64x2(-fullScale, -fullScale),
  )
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.add(within, f64x2(fullScale + 0.5, fullScale + 0.5)))
}
