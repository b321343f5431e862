// Weighs stretches of a source by rows of coefficients (phaseRows.ts), one row for each sample made: how a source is
// read at another rate or speed. Two channels share the loads of a row, and each sounds as it does alone.
import { simd } from './simd'

export class RowFilter {
  /** Row after row, from -1 on, each `taps` long (a multiple of 16). */
  table: Float32Array = new Float32Array(0)
  taps: i32 = 0
  /** So many rows to a source sample. */
  parts: i32 = 1
  channels: i32 = 0
  sources: Array<Float32Array> = []
  out: Array<Float32Array> = []
  private left: f64 = 0
  private right: f64 = 0
  /** Of the four rows around a position. */
  private readonly shares: Float32Array = new Float32Array(4)

  /**
   * out[...][at ... at + samples) from positions that lie on rows: the first is row `phase` laid at source sample
   * `index`; from one to the next it is so many whole samples, and rows (0 ... parts - 1) on top.
   */
  onRows(index: i32, phase: i32, stepWhole: i32, stepPhase: i32, at: i32, samples: i32): void {
    let from: i32 = index
    let row: i32 = phase
    for (let n: i32 = at; n < at + samples; n++) {
      for (let c: i32 = 0; c < this.channels; c += 2) {
        this.weigh((row + 1) * this.taps, from, c)
        this.out[c][n] = this.left as f32
        if (c + 1 < this.channels) this.out[c + 1][n] = this.right as f32
      }
      from += stepWhole
      row += stepPhase
      if (row >= this.parts) {
        row -= this.parts
        from++
      }
    }
  }

  /**
   * The same from positions start + n * step, n from `first` on, that lie between rows: on the cubic through the four
   * around (Lagrange). A position p has its rows at source sample floor(p) + offset.
   */
  betweenRows(start: f64, step: f64, first: f64, offset: f64, at: i32, samples: i32): void {
    for (let n: i32 = 0; n < samples; n++) {
      const position: f64 = start + (first + n) * step
      const whole: f64 = Math.floor(position)
      const part: f64 = (position - whole) * this.parts
      const phase: f64 = Math.min(this.parts - 1, Math.floor(part))
      this.share(part - phase)
      const row: i32 = (phase as i32) * this.taps
      const from: i32 = (whole + offset) as i32
      for (let c: i32 = 0; c < this.channels; c += 2) {
        const two: bool = c + 1 < this.channels
        const right: i32 = two ? c + 1 : c
        if (simd) this.mixedVectors(row, this.sources[c], this.sources[right], from)
        else this.mixedSums(row, this.sources[c], this.sources[right], from)
        this.out[c][at + n] = this.left as f32
        if (two) this.out[right][at + n] = this.right as f32
      }
    }
  }

  private share(t: f64): void {
    const before: f64 = t + 1
    const to: f64 = t - 1
    const after: f64 = t - 2
    this.shares[0] = ((-t * to * after) / 6) as f32
    this.shares[1] = ((before * to * after) / 2) as f32
    this.shares[2] = ((-before * t * after) / 2) as f32
    this.shares[3] = ((before * t * to) / 6) as f32
  }

  /** Channel c, and the next if there is one. */
  private weigh(row: i32, from: i32, c: i32): void {
    const two: bool = c + 1 < this.channels
    if (simd) {
      if (two) this.vectorsOfTwo(row, this.sources[c], this.sources[c + 1], from)
      else this.left = this.vectorsOfOne(row, this.sources[c], from)
    } else if (two) this.sumsOfTwo(row, this.sources[c], this.sources[c + 1], from)
    else this.left = this.sumsOfOne(row, this.sources[c], from)
  }

  /** Four sums a channel, because additions wait for each other. */
  private sumsOfTwo(row: i32, left: Float32Array, right: Float32Array, from: i32): void {
    const table: Float32Array = this.table
    let l0: f64 = 0
    let l1: f64 = 0
    let l2: f64 = 0
    let l3: f64 = 0
    let r0: f64 = 0
    let r1: f64 = 0
    let r2: f64 = 0
    let r3: f64 = 0
    const end: i32 = row + this.taps
    let i: i32 = from
    for (let tap: i32 = row; tap < end; tap += 4) {
      const c0: f64 = table[tap]
      const c1: f64 = table[tap + 1]
      const c2: f64 = table[tap + 2]
      const c3: f64 = table[tap + 3]
      l0 += c0 * (left[i] as f64)
      l1 += c1 * (left[i + 1] as f64)
      l2 += c2 * (left[i + 2] as f64)
      l3 += c3 * (left[i + 3] as f64)
      r0 += c0 * (right[i] as f64)
      r1 += c1 * (right[i + 1] as f64)
      r2 += c2 * (right[i + 2] as f64)
      r3 += c3 * (right[i + 3] as f64)
      i += 4
    }
    this.left = l0 + l1 + (l2 + l3)
    this.right = r0 + r1 + (r2 + r3)
  }

  private sumsOfOne(row: i32, source: Float32Array, from: i32): f64 {
    const table: Float32Array = this.table
    let s0: f64 = 0
    let s1: f64 = 0
    let s2: f64 = 0
    let s3: f64 = 0
    const end: i32 = row + this.taps
    let i: i32 = from
    for (let tap: i32 = row; tap < end; tap += 4) {
      s0 += (table[tap] as f64) * (source[i] as f64)
      s1 += (table[tap + 1] as f64) * (source[i + 1] as f64)
      s2 += (table[tap + 2] as f64) * (source[i + 2] as f64)
      s3 += (table[tap + 3] as f64) * (source[i + 3] as f64)
      i += 4
    }
    return s0 + s1 + (s2 + s3)
  }

  /**
   * From both ends of the row to its middle in single precision, small weights first; the great ones in the middle in
   * double: so rounding stays below -140 dB.
   */
  private vectorsOfTwo(row: i32, left: Float32Array, right: Float32Array, from: i32): void {
    const half: usize = (this.taps * 2) as usize
    let head: usize = this.table.dataStart + ((row * 4) as usize)
    let tail: usize = head + 2 * half
    let l: usize = left.dataStart + ((from * 4) as usize)
    let r: usize = right.dataStart + ((from * 4) as usize)
    let lt: usize = l + 2 * half
    let rt: usize = r + 2 * half
    let l0: v128 = f32x4.splat(0 as f32)
    let l1: v128 = l0
    let l2: v128 = l0
    let l3: v128 = l0
    let r0: v128 = l0
    let r1: v128 = l0
    let r2: v128 = l0
    let r3: v128 = l0
    const middle: usize = head + half - 32 * this.inner()
    while (head < middle) {
      tail -= 32
      lt -= 32
      rt -= 32
      const a: v128 = v128.load(head)
      const b: v128 = v128.load(head, 16)
      const c: v128 = v128.load(tail, 16)
      const d: v128 = v128.load(tail)
      l0 = f32x4.add(l0, f32x4.mul(a, v128.load(l)))
      r0 = f32x4.add(r0, f32x4.mul(a, v128.load(r)))
      l1 = f32x4.add(l1, f32x4.mul(b, v128.load(l, 16)))
      r1 = f32x4.add(r1, f32x4.mul(b, v128.load(r, 16)))
      l2 = f32x4.add(l2, f32x4.mul(c, v128.load(lt, 16)))
      r2 = f32x4.add(r2, f32x4.mul(c, v128.load(rt, 16)))
      l3 = f32x4.add(l3, f32x4.mul(d, v128.load(lt)))
      r3 = f32x4.add(r3, f32x4.mul(d, v128.load(rt)))
      head += 32
      l += 32
      r += 32
    }
    this.left = this.total(l0, l1, l2, l3)
    this.right = this.total(r0, r1, r2, r3)
    while (head < tail) {
      const a: v128 = v128.load(head)
      const b: v128 = v128.load(head, 16)
      const c: v128 = v128.load(head, 32)
      const d: v128 = v128.load(head, 48)
      this.left += this.products(a, b, c, d, l)
      this.right += this.products(a, b, c, d, r)
      head += 64
      l += 64
      r += 64
    }
  }

  private vectorsOfOne(row: i32, source: Float32Array, from: i32): f64 {
    const half: usize = (this.taps * 2) as usize
    let head: usize = this.table.dataStart + ((row * 4) as usize)
    let tail: usize = head + 2 * half
    let s: usize = source.dataStart + ((from * 4) as usize)
    let st: usize = s + 2 * half
    let s0: v128 = f32x4.splat(0 as f32)
    let s1: v128 = s0
    let s2: v128 = s0
    let s3: v128 = s0
    const middle: usize = head + half - 32 * this.inner()
    while (head < middle) {
      tail -= 32
      st -= 32
      s0 = f32x4.add(s0, f32x4.mul(v128.load(head), v128.load(s)))
      s1 = f32x4.add(s1, f32x4.mul(v128.load(head, 16), v128.load(s, 16)))
      s2 = f32x4.add(s2, f32x4.mul(v128.load(tail, 16), v128.load(st, 16)))
      s3 = f32x4.add(s3, f32x4.mul(v128.load(tail), v128.load(st)))
      head += 32
      s += 32
    }
    let sum: f64 = this.total(s0, s1, s2, s3)
    while (head < tail) {
      sum += this.products(v128.load(head), v128.load(head, 16), v128.load(head, 32), v128.load(head, 48), s)
      head += 64
      s += 64
    }
    return sum
  }

  /** So many times sixteen in the middle are summed in double precision: as the row is stretched, so are they. */
  private inner(): usize {
    return ((this.taps + 159) / 160) as usize
  }

  private products(a: v128, b: v128, c: v128, d: v128, at: usize): f64 {
    return this.total(
      f32x4.mul(a, v128.load(at)),
      f32x4.mul(b, v128.load(at, 16)),
      f32x4.mul(c, v128.load(at, 32)),
      f32x4.mul(d, v128.load(at, 48)),
    )
  }

  private mixedSums(row: i32, left: Float32Array, right: Float32Array, from: i32): void {
    const table: Float32Array = this.table
    const taps: i32 = this.taps
    const w0: f64 = this.shares[0]
    const w1: f64 = this.shares[1]
    const w2: f64 = this.shares[2]
    const w3: f64 = this.shares[3]
    let l0: f64 = 0
    let l1: f64 = 0
    let r0: f64 = 0
    let r1: f64 = 0
    let a: i32 = row
    for (let i: i32 = from; i < from + taps; i += 2) {
      const b: i32 = a + taps
      const c: i32 = b + taps
      const d: i32 = c + taps
      const even: f64 = w0 * table[a] + w1 * table[b] + (w2 * table[c] + w3 * table[d])
      const odd: f64 = w0 * table[a + 1] + w1 * table[b + 1] + (w2 * table[c + 1] + w3 * table[d + 1])
      l0 += even * (left[i] as f64)
      r0 += even * (right[i] as f64)
      l1 += odd * (left[i + 1] as f64)
      r1 += odd * (right[i + 1] as f64)
      a += 2
    }
    this.left = l0 + l1
    this.right = r0 + r1
  }

  /** As vectorsOfTwo, of coefficients that are mixed on the way. */
  private mixedVectors(row: i32, left: Float32Array, right: Float32Array, from: i32): void {
    const length: usize = (this.taps * 4) as usize
    const shares: usize = this.shares.dataStart
    const w0: v128 = v128.load32_splat(shares)
    const w1: v128 = v128.load32_splat(shares, 4)
    const w2: v128 = v128.load32_splat(shares, 8)
    const w3: v128 = v128.load32_splat(shares, 12)
    let head: usize = this.table.dataStart + ((row * 4) as usize)
    let tail: usize = head + length
    let l: usize = left.dataStart + ((from * 4) as usize)
    let r: usize = right.dataStart + ((from * 4) as usize)
    let lt: usize = l + length
    let rt: usize = r + length
    let l0: v128 = f32x4.splat(0 as f32)
    let l1: v128 = l0
    let r0: v128 = l0
    let r1: v128 = l0
    const middle: usize = head + length / 2 - 32 * this.inner()
    while (head < middle) {
      tail -= 16
      lt -= 16
      rt -= 16
      const a: v128 = this.mixed(head, length, w0, w1, w2, w3)
      const b: v128 = this.mixed(tail, length, w0, w1, w2, w3)
      l0 = f32x4.add(l0, f32x4.mul(a, v128.load(l)))
      r0 = f32x4.add(r0, f32x4.mul(a, v128.load(r)))
      l1 = f32x4.add(l1, f32x4.mul(b, v128.load(lt)))
      r1 = f32x4.add(r1, f32x4.mul(b, v128.load(rt)))
      head += 16
      l += 16
      r += 16
    }
    const none: v128 = f32x4.splat(0 as f32)
    this.left = this.total(l0, l1, none, none)
    this.right = this.total(r0, r1, none, none)
    while (head < tail) {
      const a: v128 = this.mixed(head, length, w0, w1, w2, w3)
      const b: v128 = this.mixed(head + 16, length, w0, w1, w2, w3)
      const c: v128 = this.mixed(head + 32, length, w0, w1, w2, w3)
      const d: v128 = this.mixed(head + 48, length, w0, w1, w2, w3)
      this.left += this.products(a, b, c, d, l)
      this.right += this.products(a, b, c, d, r)
      head += 64
      l += 64
      r += 64
    }
  }

  private mixed(at: usize, length: usize, w0: v128, w1: v128, w2: v128, w3: v128): v128 {
    const near: v128 = f32x4.add(
      f32x4.mul(w1, v128.load(at + length)),
      f32x4.mul(w2, v128.load(at + 2 * length)),
    )
    const far: v128 = f32x4.add(f32x4.mul(w0, v128.load(at)), f32x4.mul(w3, v128.load(at + 3 * length)))
    return f32x4.add(near, far)
  }

  /** Of all lanes, in double precision. */
  private total(a: v128, b: v128, c: v128, d: v128): f64 {
    const sums: v128 = f64x2.add(
      f64x2.add(this.doubled(a), this.doubled(c)),
      f64x2.add(this.doubled(b), this.doubled(d)),
    )
    return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)
  }

  /** The sums of lanes 0 and 2, 1 and 3. */
  private doubled(a: v128): v128 {
    const high: v128 = v128.shuffle<f32>(a, a, 2, 3, 0, 1)
    return f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(high))
  }
}
