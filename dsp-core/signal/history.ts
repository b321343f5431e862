// The last samples of one channel, lying in a row: what delay lines and filters that look ahead read from.
import { simd } from './simd'

export class History {
  data: Float32Array = new Float32Array(0)
  /** Where the next sample goes; data[end - 1] is the newest. */
  end: i32 = 0
  span: i32 = 0

  /** Keeps `span` samples besides the newest piece of up to `piece` samples. */
  prepare(span: i32, piece: i32): void {
    this.span = span
    this.data = new Float32Array(span + 4 * piece + span)
    this.end = span
  }

  reset(): void {
    this.data.fill(0)
    this.end = this.span
  }

  append(source: Float32Array, start: i32, end: i32): void {
    const data = this.data
    const count: i32 = end - start
    if (this.end + count > data.length) {
      data.copyWithin(0, this.end - this.span, this.end)
      this.end = this.span
    }
    const at: i32 = this.end - start
    if (simd) memory.copy(data.dataStart + (this.end << 2), source.dataStart + (start << 2), count << 2)
    else for (let i: i32 = start; i < end; i++) data[at + i] = source[i]
    this.end += count
  }

  /** x[start ... start + count) becomes data[from ...). */
  copyTo(x: Float32Array, start: i32, from: i32, count: i32): void {
    if (simd) memory.copy(x.dataStart + (start << 2), this.data.dataStart + (from << 2), count << 2)
    else for (let i: i32 = 0; i < count; i++) x[start + i] = this.data[from + i]
  }
}
