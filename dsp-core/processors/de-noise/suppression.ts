// The gain of each bin in each frame: Wiener's rule on a signal-to-noise ratio that is decided by the last frame's
// result as well as by this frame's power. Source: Ephraim, Malah, IEEE TASSP 32(6), 1984, eq. 51; Scalart, Filho,
// ICASSP 1996. One gain for both channels of a pair, from the power of both.
import { simd } from '../../signal/simd'
import { single } from '../../signal/single'
import { binOffset, NoiseFloor } from './noiseFloor'

export class Suppression {
  /** Energy that came and energy that was left, of the last frame. */
  before: f64 = 0
  after: f64 = 0
  private size: i32 = 0
  private scale: f32 = 1
  private voice: Float32Array = new Float32Array(0)
  private remember: f32 = 0
  private least: f32 = 0
  private floor: f32 = 1

  /** size: of the transform. */
  prepare(size: i32): void {
    this.size = size
    const scale: f64 = 0.5 / size
    this.scale = scale as f32
    this.voice = new Float32Array((size >> 1) + 2 * binOffset + 4)
  }

  /** remember: weight of the last frame; least: lower bound of the ratio; floor: lower bound of the gain. */
  configure(remember: f64, least: f64, floor: f64): void {
    this.remember = single(remember as f32)
    this.least = single(least as f32)
    this.floor = single(floor as f32)
  }

  reset(): void {
    this.voice.fill(0)
    this.before = 0
    this.after = 0
  }

  /**
   * From the spectrum of left + i right to what the inverse transform wants: parts exchanged, gains applied. keep: 0
   * where this frame begins a group of the noise floor, else 1.
   */
  apply(
    re: Float32Array,
    im: Float32Array,
    toRe: Float32Array,
    toIm: Float32Array,
    noise: NoiseFloor,
    keep: f32,
  ): void {
    const size: i32 = this.size
    re[size] = re[0]
    im[size] = im[0]
    this.before = 0
    this.after = 0
    if (simd) this.applyWide(re, im, toRe, toIm, noise, keep)
    else for (let k: i32 = 0; k < size >> 1; k++) this.applyBin(k, re, im, toRe, toIm, noise, keep)
    this.applyBin(size >> 1, re, im, toRe, toIm, noise, keep)
  }

  private applyBin(
    k: i32,
    re: Float32Array,
    im: Float32Array,
    toRe: Float32Array,
    toIm: Float32Array,
    noise: NoiseFloor,
    keep: f32,
  ): void {
    const at: i32 = binOffset + k
    const mirror: i32 = this.size - k
    const ahead: f32 = single(single(re[k] * re[k]) + single(im[k] * im[k]))
    const behind: f32 = single(single(re[mirror] * re[mirror]) + single(im[mirror] * im[mirror]))
    const power: f32 = single(this.scale * single(ahead + behind))
    noise.group[at] = single(single(keep * noise.group[at]) + power)
    const inverse: f32 = noise.inverse[at]
    const over: f32 = single(single(power * inverse) - 1)
    const fresh: f32 = single(single(1 - this.remember) * (over > 0 ? over : 0))
    const past: f32 = single(this.remember * single(this.voice[at] * inverse))
    const sum: f32 = single(past + fresh)
    const ratio: f32 = sum > this.least ? sum : this.least
    const wanted: f32 = single(ratio / single(1 + ratio))
    this.voice[at] = single(single(wanted * wanted) * power)
    const gain: f32 = wanted > this.floor ? wanted : this.floor
    this.before += power
    this.after += single(single(gain * gain) * power)
    const r: f32 = re[k]
    const i: f32 = im[k]
    const mr: f32 = re[mirror]
    const mi: f32 = im[mirror]
    toRe[k] = single(gain * i)
    toIm[k] = single(gain * r)
    toRe[mirror] = single(gain * mi)
    toIm[mirror] = single(gain * mr)
  }

  private applyWide(
    re: Float32Array,
    im: Float32Array,
    toRe: Float32Array,
    toIm: Float32Array,
    noise: NoiseFloor,
    keep: f32,
  ): void {
    const scale = f32x4.splat(this.scale)
    const kept = f32x4.splat(keep)
    const remember = f32x4.splat(this.remember)
    const forget = f32x4.splat(1 - this.remember)
    const least = f32x4.splat(this.least)
    const floor = f32x4.splat(this.floor)
    const one = f32x4.splat(1)
    const zero = f32x4.splat(0)
    let before = zero
    let after = zero
    const reAt: usize = re.dataStart
    const imAt: usize = im.dataStart
    const toReAt: usize = toRe.dataStart
    const toImAt: usize = toIm.dataStart
    const inverseAt: usize = noise.inverse.dataStart
    const groupAt: usize = noise.group.dataStart
    const voiceAt: usize = this.voice.dataStart
    const end: usize = 2 * this.size
    let at: usize = 4 * binOffset
    let mirror: usize = 4 * (this.size - 3)
    for (let k: usize = 0; k < end; k += 16) {
      const r = v128.load(reAt + k)
      const i = v128.load(imAt + k)
      const mr = v128.load(reAt + mirror)
      const mi = v128.load(imAt + mirror)
      const ahead = f32x4.add(f32x4.mul(r, r), f32x4.mul(i, i))
      const behind = reversed(f32x4.add(f32x4.mul(mr, mr), f32x4.mul(mi, mi)))
      const power = f32x4.mul(scale, f32x4.add(ahead, behind))
      const group: usize = groupAt + at
      v128.store(group, f32x4.add(f32x4.mul(kept, v128.load(group)), power))
      const inverse = v128.load(inverseAt + at)
      const voice: usize = voiceAt + at
      const fresh = f32x4.mul(forget, f32x4.pmax(f32x4.sub(f32x4.mul(power, inverse), one), zero))
      const past = f32x4.mul(remember, f32x4.mul(v128.load(voice), inverse))
      const ratio = f32x4.pmax(f32x4.add(past, fresh), least)
      const wanted = f32x4.div(ratio, f32x4.add(one, ratio))
      v128.store(voice, f32x4.mul(f32x4.mul(wanted, wanted), power))
      const gain = f32x4.pmax(wanted, floor)
      before = f32x4.add(before, power)
      after = f32x4.add(after, f32x4.mul(f32x4.mul(gain, gain), power))
      v128.store(toReAt + k, f32x4.mul(gain, i))
      v128.store(toImAt + k, f32x4.mul(gain, r))
      const mirrored = reversed(gain)
      v128.store(toReAt + mirror, f32x4.mul(mirrored, mi))
      v128.store(toImAt + mirror, f32x4.mul(mirrored, mr))
      at += 16
      mirror -= 16
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
