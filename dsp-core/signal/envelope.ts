// How loud a piece is, step by step (the level that dynamics look at), and the gain drawn between steps.
// Steps are counted from reset, so that cutting blocks elsewhere changes nothing.
import { BiquadCascade } from './biquad'
import { raiseToPeaks, raiseToSquares, vectorStep } from './levelVectors'
import { simd } from './simd'

/** Level of the loudest channel in steps of `step` samples: peak, or RMS over a time. */
export class LevelDetector {
  /** Square of the level of each step that ended in the last piece. */
  power: Float64Array = new Float64Array(0)
  private step: i32 = 8
  private channels: i32 = 0
  private filter: BiquadCascade = new BiquadCascade()
  private filled: i32 = 0
  private partial: Float64Array = new Float64Array(0)
  /** A step's room per channel, for the samples of one that has begun. */
  private begun: Float32Array = new Float32Array(0)
  private forget: f64 = 0
  private mean: f64 = 0

  prepare(channels: i32, step: i32, piece: i32): void {
    this.channels = channels
    this.step = step
    this.filter.prepare(channels, 2, piece)
    // Even room, for vectors of two steps.
    this.power = new Float64Array((Math.floor(piece / step) as i32) + 2)
    this.partial = new Float64Array(channels + 1)
    this.begun = new Float32Array(channels * step)
  }

  /** Sections of a filter to listen through; how much of the mean square is kept per step (0: peaks instead). */
  configure(sections: Float64Array, forget: f64): void {
    this.filter.configure(sections)
    this.forget = forget
  }

  reset(): void {
    this.filter.reset()
    this.filled = 0
    this.partial.fill(0)
    this.begun.fill(0)
    this.mean = 0
  }

  settle(): void {
    this.filter.settle()
    if (this.mean < 1e-30) this.mean = 0
  }

  /** Listens to input[...][start ... end) and returns how many steps ended there. */
  run(input: Array<Float32Array>, start: i32, end: i32): i32 {
    const count: i32 = end - start
    const ended: i32 = Math.floor((this.filled + count) / this.step) as i32
    for (let s: i32 = 0; s < ended; s++) this.power[s] = 0
    const channels: i32 = input.length < this.channels ? input.length : this.channels
    for (let c: i32 = 0; c < channels; c += 2) {
      const second: i32 = c + 1 < channels ? c + 1 : c
      if (simd && this.filter.sections == 0 && this.step == vectorStep) {
        this.measure(input[c], input[second], c, second, start, count)
        continue
      }
      if (simd && this.filter.sections == 1) {
        this.measureFiltered(input[c], input[second], c, second, start, count)
        continue
      }
      this.filter.load(input[c], input[second], start, end)
      this.filter.filter(c, count)
      if (simd) this.collectPair(c, second, count)
      else {
        this.collect(this.filter.left, c, count)
        if (second > c) this.collect(this.filter.right, second, count)
      }
    }
    this.filled = (this.filled + count) % this.step
    if (this.forget > 0) this.average(ended)
    return ended
  }

  private collect(x: Float64Array, c: i32, count: i32): void {
    if (this.forget > 0) this.collectSquares(x, c, count)
    else this.collectPeaks(x, c, count)
  }

  private collectSquares(x: Float64Array, c: i32, count: i32): void {
    const step: i32 = this.step
    const power = this.power
    let sum: f64 = this.partial[c]
    let left: i32 = step - this.filled
    let s: i32 = 0
    let i: i32 = 0
    while (i < count) {
      const stop: i32 = i + left < count ? i + left : count
      left -= stop - i
      for (; i < stop; i++) sum += x[i] * x[i]
      if (left == 0) {
        if (sum > power[s]) power[s] = sum
        sum = 0
        s++
        left = step
      }
    }
    this.partial[c] = sum
  }

  private collectPeaks(x: Float64Array, c: i32, count: i32): void {
    const step: i32 = this.step
    const power = this.power
    let peak: f64 = this.partial[c]
    let left: i32 = step - this.filled
    let s: i32 = 0
    let i: i32 = 0
    while (i < count) {
      const stop: i32 = i + left < count ? i + left : count
      left -= stop - i
      for (; i < stop; i++) {
        const square: f64 = x[i] * x[i]
        if (square > peak) peak = square
      }
      if (left == 0) {
        if (peak > power[s]) power[s] = peak
        peak = 0
        s++
        left = step
      }
    }
    this.partial[c] = peak
  }

  /** As `collect`, two channels where they lie: whole steps at once, others when they have become whole. */
  private measure(x: Float32Array, y: Float32Array, c: i32, second: i32, start: i32, count: i32): void {
    const room: i32 = this.step - this.filled
    let at: i32 = 0
    let s: i32 = 0
    if (room < this.step) {
      at = room < count ? room : count
      this.begin(x, c, this.filled, start, at)
      this.begin(y, second, this.filled, start, at)
      if (at < room) return
      const from: usize = this.begun.dataStart
      this.raise(from + ((c * this.step) << 2), from + ((second * this.step) << 2), 0, 1)
      s = 1
    }
    const steps: i32 = (count - at) >> 3
    const from: i32 = (start + at) << 2
    this.raise(x.dataStart + from, y.dataStart + from, s, steps)
    at += steps << 3
    this.begin(x, c, 0, start + at, count - at)
    this.begin(y, second, 0, start + at, count - at)
  }

  /** As `collect`, two channels side by side through one section, in one loop. */
  private measureFiltered(
    x: Float32Array,
    y: Float32Array,
    c: i32,
    second: i32,
    start: i32,
    count: i32,
  ): void {
    const peaks: bool = this.forget == 0
    let sums: v128 = f64x2(this.partial[c], this.partial[second])
    let rest: i32 = this.step - this.filled
    let power: usize = this.power.dataStart
    let at: i32 = 0
    while (at < count) {
      const taken: i32 = rest < count - at ? rest : count - at
      sums = this.filter.squaresOfOne(c, x, y, start + at, taken, sums, peaks)
      at += taken
      rest -= taken
      if (rest > 0) break
      const larger: v128 = f64x2.pmax(v128.shuffle<f64>(sums, sums, 1, 0), sums)
      v128.store64_lane(power, f64x2.pmax(v128.load64_zero(power), larger), 0)
      power += 8
      sums = f64x2(0, 0)
      rest = this.step
    }
    this.partial[c] = f64x2.extract_lane(sums, 0)
    this.partial[second] = f64x2.extract_lane(sums, 1)
  }

  private begin(x: Float32Array, c: i32, filled: i32, start: i32, count: i32): void {
    const to: i32 = c * this.step + filled
    for (let i: i32 = 0; i < count; i++) this.begun[to + i] = x[start + i]
  }

  private raise(x: usize, y: usize, s: i32, steps: i32): void {
    const power: usize = this.power.dataStart + (s << 3)
    if (this.forget > 0) raiseToSquares(x, y, power, steps)
    else raiseToPeaks(x, y, power, steps)
  }

  /** As `collect`, two channels side by side, each in the order of its samples. */
  private collectPair(c: i32, second: i32, count: i32): void {
    const power = this.power
    const left: usize = this.filter.left.dataStart
    const right: usize = this.filter.right.dataStart
    const squares: bool = this.forget > 0
    let sums: v128 = f64x2(this.partial[c], this.partial[second])
    let rest: i32 = this.step - this.filled
    let s: i32 = 0
    let i: i32 = 0
    while (i < count) {
      const stop: i32 = i + rest < count ? i + rest : count
      rest -= stop - i
      for (; i < stop; i++) {
        const at: usize = i << 3
        const pair: v128 = f64x2.replace_lane(v128.load64_splat(left + at), 1, load<f64>(right + at))
        const square: v128 = f64x2.mul(pair, pair)
        sums = squares ? f64x2.add(sums, square) : f64x2.pmax(square, sums)
      }
      if (rest == 0) {
        const first: f64 = f64x2.extract_lane(sums, 0)
        const other: f64 = f64x2.extract_lane(sums, 1)
        const larger: f64 = first > other ? first : other
        if (larger > power[s]) power[s] = larger
        sums = f64x2(0, 0)
        s++
        rest = this.step
      }
    }
    this.partial[c] = f64x2.extract_lane(sums, 0)
    this.partial[second] = f64x2.extract_lane(sums, 1)
  }

  private average(ended: i32): void {
    const forget: f64 = this.forget
    const share: f64 = (1 - forget) / this.step
    let mean: f64 = this.mean
    for (let s: i32 = 0; s < ended; s++) {
      mean = forget * mean + share * this.power[s]
      this.power[s] = mean
    }
    this.mean = mean
  }
}

/** A gain that reaches a new target in a straight line during the step after the one that set it. */
export class GainRamp {
  gains: Float64Array = new Float64Array(0)
  /** Every gain of the last piece is 1. */
  isOne: bool = true
  private step: i32 = 8
  private filled: i32 = 0
  private from: f64 = 1
  private to: f64 = 1

  prepare(step: i32, piece: i32): void {
    this.step = step
    this.gains = new Float64Array(piece)
  }

  begin(gain: f64): void {
    this.filled = 0
    this.from = gain
    this.to = gain
  }

  /** Writes gains[0 ... count); targets has one number for each step that ends there. */
  draw(targets: Float64Array, count: i32): void {
    const gains = this.gains
    const step: i32 = this.step
    let at: i32 = this.filled
    let s: i32 = 0
    let i: i32 = 0
    this.isOne = this.from == 1 && this.to == 1
    while (i < count) {
      if (simd && at == 0 && step == vectorStep && count - i >= step) {
        const steps: i32 = (count - i) >> 3
        this.drawSteps(targets, s, i, steps)
        s += steps
        i += steps << 3
        continue
      }
      const stop: i32 = i + step - at < count ? i + step - at : count
      const from: f64 = this.from
      const slope: f64 = (this.to - from) / step
      if (simd) {
        const whole: i32 = (stop - i) & ~1
        this.drawPairs(i, whole, at, from, slope)
        i += whole
        at += whole
      }
      for (; i < stop; i++) gains[i] = from + slope * ++at
      if (at == step) {
        this.advance(targets[s])
        s++
        at = 0
      }
    }
    this.filled = at
  }

  private advance(target: f64): void {
    this.from = this.to
    this.to = target
    if (target != 1) this.isOne = false
  }

  /** Part of one step: an even count from gains[i] on, `at` samples into it. */
  private drawPairs(i: i32, count: i32, at: i32, from: f64, slope: f64): void {
    const start: v128 = f64x2.splat(from)
    const rise: v128 = f64x2.splat(slope)
    const two: v128 = f64x2(2, 2)
    let place: v128 = f64x2(at + 1, at + 2)
    const first: usize = this.gains.dataStart + (i << 3)
    const end: usize = first + (count << 3)
    for (let to: usize = first; to < end; to += 16) {
      v128.store(to, f64x2.add(start, f64x2.mul(rise, place)))
      place = f64x2.add(place, two)
    }
  }

  /** Whole steps from gains[i] on. */
  private drawSteps(targets: Float64Array, s: i32, i: i32, steps: i32): void {
    const end: usize = targets.dataStart + ((s + steps) << 3)
    let to: usize = this.gains.dataStart + (i << 3)
    let before: v128 = f64x2.splat(this.from)
    let next: v128 = f64x2.splat(this.to)
    let changed: v128 = f64x2(0, 0)
    // Loaded: what is written in a loop is made again each time.
    const k: usize = memory.data<f64>([1, 2, 3, 4, 5, 6, 7, 8, 0.125])
    const one: v128 = v128.load64_splat(k)
    const share: v128 = v128.load64_splat(k, 64)
    const first: v128 = v128.load(k)
    const second: v128 = v128.load(k, 16)
    const third: v128 = v128.load(k, 32)
    const fourth: v128 = v128.load(k, 48)
    for (let target: usize = targets.dataStart + (s << 3); target < end; target += 8) {
      const slope: v128 = f64x2.mul(f64x2.sub(next, before), share)
      v128.store(to, f64x2.add(before, f64x2.mul(slope, first)))
      v128.store(to, f64x2.add(before, f64x2.mul(slope, second)), 16)
      v128.store(to, f64x2.add(before, f64x2.mul(slope, third)), 32)
      v128.store(to, f64x2.add(before, f64x2.mul(slope, fourth)), 48)
      to += 64
      before = next
      next = v128.load64_splat(target)
      changed = v128.or(changed, f64x2.ne(next, one))
    }
    this.from = f64x2.extract_lane(before, 0)
    this.to = f64x2.extract_lane(next, 0)
    if (v128.any_true(changed)) this.isOne = false
  }
}
