// The power of steady noise in each bin: the least of the smoothed power of the last 1.7 s, times what noise itself
// is over its least (minimum statistics: Martin, IEEE TSAP 9(5), 2001, with a fixed smoothing and bias). Where a
// profile is given, the noise stays near it. Bins lie four places in, so that vectors may reach to both sides.
import { simd } from '../../signal/simd'
import { single } from '../../signal/single'

export const binOffset: i32 = 4

/** Frames that are averaged before the floor looks at them. */
export const groupFrames: i32 = 2
/** Groups of one stretch whose least is kept, and how many stretches are kept besides the present one: 8 x 5 x 43 ms. */
const stretchGroups: i32 = 8
const stretches: i32 = 4
/** Until so many groups were heard the floor is trusted less: a sound may begin with a voice. */
const cautiousGroups: i32 = 8
/** 2^-60, -181 dBFS in a bin: below it is no noise; and 2^60. */
const least: f32 = 8.673617379884035e-19
const much: f32 = 1152921504606846976.0

export class NoiseFloor {
  /** What a frame's power is multiplied by: 1 / noise. */
  inverse: Float32Array = new Float32Array(0)
  /** Sum of the power of this group's frames. */
  group: Float32Array = new Float32Array(0)
  private bins: i32 = 0
  private smoothed: Float32Array = new Float32Array(0)
  private lowest: Float32Array = new Float32Array(0)
  private past: Float32Array = new Float32Array(0)
  private stretch: Array<Float32Array> = []
  private low: Float32Array = new Float32Array(0)
  private high: Float32Array = new Float32Array(0)
  private groups: i32 = 0
  private keep: f32 = 0
  private bias: f32 = 1

  prepare(bins: i32): void {
    this.bins = bins
    const room: i32 = (bins + 2 * binOffset + 7) & ~3
    this.inverse = new Float32Array(room)
    this.group = new Float32Array(room)
    this.smoothed = new Float32Array(room)
    this.lowest = new Float32Array(room)
    this.past = new Float32Array(room)
    this.low = new Float32Array(room)
    this.high = new Float32Array(room)
    this.stretch = []
    for (let s: i32 = 0; s < stretches; s++) this.stretch.push(new Float32Array(room))
  }

  /** keep: of the smoothed power per group. Of each bin, what the noise is at least and at most; none: it is tracked freely. */
  configure(keep: f64, bias: f64, atLeast: Float64Array, atMost: Float64Array): void {
    this.keep = single(keep as f32)
    this.bias = single(bias as f32)
    this.low.fill(least)
    this.high.fill(much)
    for (let k: i32 = 0; k < atLeast.length; k++) {
      this.low[binOffset + k] = Math.max(atLeast[k], 1e-18) as f32
      this.high[binOffset + k] = Math.max(atMost[k], 1e-18) as f32
    }
  }

  reset(): void {
    this.groups = 0
    this.group.fill(0)
    this.smoothed.fill(0)
    this.lowest.fill(much)
    this.past.fill(much)
    for (let s: i32 = 0; s < stretches; s++) this.stretch[s].fill(much)
    for (let k: i32 = 0; k < this.inverse.length; k++) this.inverse[k] = single((1.0 / this.low[k]) as f32)
  }

  /** After the last frame of a group. */
  update(): void {
    const first: i32 = binOffset
    const last: i32 = binOffset + this.bins - 1
    this.group[first - 1] = this.group[first + 1]
    this.group[last + 1] = this.group[last - 1]
    const keep: f32 = this.groups == 0 ? 0 : this.keep
    this.groups += 1
    const trust: f64 = this.groups < cautiousGroups ? (1.0 * this.groups) / cautiousGroups : 1
    const bias: f32 = single((this.bias * trust) as f32)
    if (simd) this.followWide(keep, bias)
    else this.follow(keep, bias)
    this.group.fill(0)
    if (this.groups % stretchGroups == 0) this.beginStretch()
  }

  private follow(keep: f32, bias: f32): void {
    const fresh: f32 = single(1 - keep)
    for (let k: i32 = binOffset; k < binOffset + this.bins; k++) {
      const sides: f32 = single(this.group[k - 1] + this.group[k + 1])
      const power: f32 = single(0.125 * single(sides + single(this.group[k] + this.group[k])))
      const smoothed: f32 = single(single(keep * this.smoothed[k]) + single(fresh * power))
      this.smoothed[k] = smoothed > least ? smoothed : least
      if (this.smoothed[k] < this.lowest[k]) this.lowest[k] = this.smoothed[k]
      const lowest: f32 = this.past[k] < this.lowest[k] ? this.past[k] : this.lowest[k]
      let noise: f32 = single(lowest * bias)
      if (noise < this.low[k]) noise = this.low[k]
      if (noise > this.high[k]) noise = this.high[k]
      this.inverse[k] = single(1 / noise)
    }
  }

  private followWide(keep: f32, bias: f32): void {
    const kept = f32x4.splat(keep)
    const fresh = f32x4.splat(1 - keep)
    const biases = f32x4.splat(bias)
    const share = f32x4.splat(0.125)
    const floor = f32x4.splat(least)
    const one = f32x4.splat(1)
    const end: usize = 4 * (binOffset + this.bins)
    for (let at: usize = 4 * binOffset; at < end; at += 16) {
      const group: usize = this.group.dataStart + at
      const sides = f32x4.add(v128.load(group - 4), v128.load(group + 4))
      const here = v128.load(group)
      const power = f32x4.mul(share, f32x4.add(sides, f32x4.add(here, here)))
      const before = v128.load(this.smoothed.dataStart + at)
      const smoothed = f32x4.pmax(f32x4.add(f32x4.mul(kept, before), f32x4.mul(fresh, power)), floor)
      v128.store(this.smoothed.dataStart + at, smoothed)
      const lowest = f32x4.pmin(v128.load(this.lowest.dataStart + at), smoothed)
      v128.store(this.lowest.dataStart + at, lowest)
      const noise = f32x4.mul(f32x4.pmin(v128.load(this.past.dataStart + at), lowest), biases)
      const raised = f32x4.pmax(noise, v128.load(this.low.dataStart + at))
      const bounded = f32x4.pmin(raised, v128.load(this.high.dataStart + at))
      v128.store(this.inverse.dataStart + at, f32x4.div(one, bounded))
    }
  }

  /** The oldest stretch gives way to the one that ended. */
  private beginStretch(): void {
    const ended: i32 = Math.floor(this.groups / stretchGroups) as i32
    const last: i32 = ended % stretches
    this.stretch[last].set(this.lowest)
    this.past.set(this.lowest)
    for (let s: i32 = 0; s < stretches; s++) if (s != last) lower(this.past, this.stretch[s])
    this.lowest.set(this.smoothed)
  }
}

/** Each of `values` becomes no more than the one of `others`; their length is a multiple of four. */
function lower(values: Float32Array, others: Float32Array): void {
  if (simd) {
    const end: usize = 4 * values.length
    for (let at: usize = 0; at < end; at += 16) {
      const target: usize = values.dataStart + at
      v128.store(target, f32x4.pmin(v128.load(target), v128.load(others.dataStart + at)))
    }
    return
  }
  for (let k: i32 = 0; k < values.length; k++) if (others[k] < values[k]) values[k] = others[k]
}
