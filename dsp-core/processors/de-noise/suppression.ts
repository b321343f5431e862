// The gain of each bin in each frame: Wiener's rule on a signal-to-noise ratio that is decided by the last frame's
// result as well as by this frame's power. Source: Ephraim, Malah, IEEE TASSP 32(6), 1984, eq. 51; Scalart, Filho,
// ICASSP 1996. One gain for both channels of a pair, from the power of both.
import { Fft } from '../../signal/fft'
import { simd } from '../../signal/simd'
import { single } from '../../signal/single'
import { binOffset, NoiseFloor } from './noiseFloor'

export class Suppression {
  /** Of each point of the transform. */
  gains: Float32Array = new Float32Array(0)
  /** Energy that came and energy that was left, of the last frame. */
  before: f64 = 0
  after: f64 = 0
  private size: i32 = 0
  /** Of each bin: the ratio that the last frame's result had, times its weight. */
  private past: Float32Array = new Float32Array(0)
  private remember: f32 = 0
  private least: f32 = 0
  private floor: f32 = 1

  /** size: of the transform. */
  prepare(size: i32): void {
    this.size = size
    this.gains = new Float32Array(size + 4)
    this.past = new Float32Array((size >> 1) + 2 * binOffset + 4)
  }

  /** remember: weight of the last frame; least: lower bound of the ratio; floor: lower bound of the gain. */
  configure(remember: f64, least: f64, floor: f64): void {
    this.remember = single(remember as f32)
    this.least = single(least as f32)
    this.floor = single(floor as f32)
  }

  reset(): void {
    this.past.fill(0)
    this.before = 0
    this.after = 0
  }

  /** Gains for the spectrum of left + i right; its powers are told to the noise floor. */
  decide(fft: Fft, noise: NoiseFloor): void {
    const size: i32 = this.size
    fft.re[size] = fft.re[0]
    fft.im[size] = fft.im[0]
    this.before = 0
    this.after = 0
    if (simd) this.decideWide(fft, noise)
    else for (let k: i32 = 0; k < size >> 1; k++) this.decideBin(k, fft.re, fft.im, noise)
    this.decideBin(size >> 1, fft.re, fft.im, noise)
  }

  private decideBin(k: i32, re: Float32Array, im: Float32Array, noise: NoiseFloor): void {
    const at: i32 = binOffset + k
    const mirror: i32 = this.size - k
    const ahead: f32 = single(single(re[k] * re[k]) + single(im[k] * im[k]))
    const behind: f32 = single(single(re[mirror] * re[mirror]) + single(im[mirror] * im[mirror]))
    const power: f32 = single(ahead + behind)
    noise.group[at] = single(noise.group[at] + power)
    const share: f32 = single(power * noise.inverse[at])
    const over: f32 = single(share - 1)
    const fresh: f32 = single(single(1 - this.remember) * (over > 0 ? over : 0))
    const sum: f32 = single(this.past[at] + fresh)
    const ratio: f32 = sum > this.least ? sum : this.least
    const wanted: f32 = single(ratio / single(1 + ratio))
    this.past[at] = single(single(this.remember * single(wanted * wanted)) * share)
    const gain: f32 = wanted > this.floor ? wanted : this.floor
    this.before += power
    this.after += single(single(gain * gain) * power)
    this.gains[k] = gain
    this.gains[mirror] = gain
  }

  private decideWide(fft: Fft, noise: NoiseFloor): void {
    const remember = f32x4.splat(this.remember)
    const forget = f32x4.splat(1 - this.remember)
    const least = f32x4.splat(this.least)
    const floor = f32x4.splat(this.floor)
    const one = f32x4.splat(1)
    const zero = f32x4.splat(0)
    let before = zero
    let after = zero
    let re: usize = fft.re.dataStart
    let im: usize = fft.im.dataStart
    let gains: usize = this.gains.dataStart
    const end: usize = gains + 2 * this.size
    let inverse: usize = noise.inverse.dataStart + 4 * binOffset
    let group: usize = noise.group.dataStart + 4 * binOffset
    let past: usize = this.past.dataStart + 4 * binOffset
    const last: usize = 4 * (this.size - 3)
    let mirrorRe: usize = re + last
    let mirrorIm: usize = im + last
    let mirrorGains: usize = gains + last
    while (gains < end) {
      const r = v128.load(re)
      const i = v128.load(im)
      const mr = v128.load(mirrorRe)
      const mi = v128.load(mirrorIm)
      const ahead = f32x4.add(f32x4.mul(r, r), f32x4.mul(i, i))
      const behind = reversed(f32x4.add(f32x4.mul(mr, mr), f32x4.mul(mi, mi)))
      const power = f32x4.add(ahead, behind)
      v128.store(group, f32x4.add(v128.load(group), power))
      const share = f32x4.mul(power, v128.load(inverse))
      const fresh = f32x4.mul(forget, f32x4.pmax(f32x4.sub(share, one), zero))
      const ratio = f32x4.pmax(f32x4.add(v128.load(past), fresh), least)
      const wanted = f32x4.div(ratio, f32x4.add(one, ratio))
      v128.store(past, f32x4.mul(f32x4.mul(remember, f32x4.mul(wanted, wanted)), share))
      const gain = f32x4.pmax(wanted, floor)
      before = f32x4.add(before, power)
      after = f32x4.add(after, f32x4.mul(f32x4.mul(gain, gain), power))
      v128.store(gains, gain)
      v128.store(mirrorGains, reversed(gain))
      re += 16
      im += 16
      gains += 16
      inverse += 16
      group += 16
      past += 16
      mirrorRe -= 16
      mirrorIm -= 16
      mirrorGains -= 16
    }
    this.before = sumOf(before)
    this.after = sumOf(after)
  }
}

function reversed(x: v128): v128 {
  return v128.shuffle<f32>(x, x, 3, 2, 1, 0)
}

function sumOf(x: v128): f64 {
  let sum: f64 = f32x4.extract_lane(x, 0)
  sum += f32x4.extract_lane(x, 1)
  sum += f32x4.extract_lane(x, 2)
  sum += f32x4.extract_lane(x, 3)
  return sum
}
