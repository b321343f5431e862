// Logarithm, power and decibels by arithmetic alone, so that a kernel gives the same bits in every engine.
// Errors, against libm (tests/signal/decibels.test.ts): log2 1e-11 absolute, exp2 1e-11 relative; that is under
// 1e-10 dB both ways.
import { pairsOfDb, pairsOfGains } from './decibelVectors'
import { simd } from './simd'

/** 20 log10(x) = dbPerOctave x log2(x). */
const dbPerOctave: f64 = 6.020599913279624
const twoOverLn2: f64 = 2.8853900817779268
const ln2: f64 = 0.6931471805599453
const sqrt2: f64 = 1.4142135623730951
/** Of IEEE 754, double precision. */
const smallestNormal: f64 = 2.2250738585072014e-308
const exponentShift: u64 = 52
const fractionBits: u64 = 0x000fffffffffffff
const oneBits: u64 = 0x3ff0000000000000

/** Of a positive number; 0 and below give -1074, the smallest exponent a double has. */
export function log2(value: f64): f64 {
  if (!(value > 0)) return -1074
  if (value > 1.7976931348623157e308) return 1024
  if (simd && value > smallestNormal) {
    // The same as the loops below, by the exponent's bits.
    const bits: u64 = reinterpret<u64>(value)
    const fraction: f64 = reinterpret<f64>((bits & fractionBits) | oneBits)
    const whole: f64 = ((bits >> exponentShift) as i32) - 1023
    return fraction >= sqrt2 ? log2Between(0.5 * fraction, whole + 1) : log2Between(fraction, whole)
  }
  let m: f64 = value
  let exponent: f64 = 0
  while (m >= 65536) {
    m *= 0.0000152587890625
    exponent += 16
  }
  while (m < 0.0000152587890625) {
    m *= 65536
    exponent -= 16
  }
  while (m >= sqrt2) {
    m *= 0.5
    exponent += 1
  }
  while (m < 0.7071067811865476) {
    m *= 2
    exponent -= 1
  }
  return log2Between(m, exponent)
}

/** exponent + log2(m), m from 0.707 to 1.414. */
function log2Between(m: f64, exponent: f64): f64 {
  // atanh series: ln m = 2 (t + t^3/3 + ...), |t| < 0.172, next term 2e-13. In pairs, which wait less for each other.
  const t: f64 = (m - 1) / (m + 1)
  const u: f64 = t * t
  const uu: f64 = u * u
  const series: f64 =
    1 + u * (1 / 3) + uu * (1 / 5 + u * (1 / 7) + uu * (1 / 9 + u * (1 / 11) + uu * (1 / 13)))
  return exponent + twoOverLn2 * t * series
}

/** For -1000 ... 1000; beyond, 0 and 2^1000. */
export function exp2(exponent: f64): f64 {
  if (exponent < -1000) return 0
  const e: f64 = exponent > 1000 ? 1000 : exponent
  const whole: f64 = Math.floor(e + 0.5)
  // Taylor series of 2^x, |x| < 0.5, next term 7e-12; (ln 2)^k / k!, in pairs.
  const x: f64 = e - whole
  const xx: f64 = x * x
  const xxxx: f64 = xx * xx
  const first: f64 = 1 + x * ln2 + xx * (0.2402265069591007 + x * 0.05550410866482158)
  const second: f64 = 0.009618129107628477 + x * 0.0013333558146428443
  const third: f64 = 1.540353039338161e-4 + x * 1.525273380405984e-5
  const last: f64 = 1.321548679014431e-6 + x * 1.01780860092397e-7
  const power: f64 = first + xxxx * (second + xx * third + xxxx * last)
  if (simd) return power * reinterpret<f64>(((1023 + (whole as i32)) as u64) << exponentShift)
  return timesPowerOfTwo(power, whole)
}

function timesPowerOfTwo(value: f64, exponent: f64): f64 {
  let power: f64 = value
  let whole: f64 = exponent
  while (whole >= 16) {
    power *= 65536
    whole -= 16
  }
  while (whole <= -16) {
    power *= 0.0000152587890625
    whole += 16
  }
  while (whole >= 1) {
    power *= 2
    whole -= 1
  }
  while (whole <= -1) {
    power *= 0.5
    whole += 1
  }
  return power
}

export function gainFromDb(db: f64): f64 {
  return exp2(db / dbPerOctave)
}

/** Of an amplitude; 0 gives -6466. */
export function dbFromGain(gain: f64): f64 {
  return dbPerOctave * log2(gain)
}

/** Of a mean square; 0 gives -3233. */
export function dbFromPower(power: f64): f64 {
  return 0.5 * dbPerOctave * log2(power)
}

/** `dbFromPower` of values[0 ... count), in place; there is room for an even count. */
export function allDbFromPower(values: Float64Array, count: i32): void {
  if (simd) pairsOfDb(values.dataStart, count)
  else for (let i: i32 = 0; i < count; i++) values[i] = dbFromPower(values[i])
}

/** `gainFromDb` of values[0 ... count), times makeup, in place; there is room for an even count. */
export function allGainsFromDb(values: Float64Array, count: i32, makeup: f64): void {
  if (simd) pairsOfGains(values.dataStart, count, makeup)
  else for (let i: i32 = 0; i < count; i++) values[i] = makeup * gainFromDb(values[i])
}
