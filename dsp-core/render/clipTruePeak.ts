// Highest point between the samples of a clip: four times oversampled as in BS.1770-5 annex 2, and only where a
// new highest point is possible.

const phases = 4
/** Taps of each phase; 12 is the length in annex 2. */
const taps = 12
const half = taps / 2
/** Samples looked at together when asking whether it is worth it. */
const stride = 32

/** Sinc under a raised cosine, each phase scaled to pass a constant unchanged. */
const phase = (p: number): Float64Array => {
  const row = Float64Array.from({ length: taps }, (_, i) => {
    const t = i - half + 1 - p / phases
    const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t)
    return sinc * Math.cos((Math.PI * t) / (taps + 1)) ** 2
  })
  const sum = row.reduce((a, b) => a + b)
  return row.map((tap) => tap / sum)
}

const filters = [1, 2, 3].map(phase)
/** No point between samples exceeds the highest sample near it by more than this. */
const furthest = Math.max(...filters.map((row) => row.reduce((sum, tap) => sum + Math.abs(tap), 0)))

export class ClipTruePeak {
  peak = 0
  private readonly kept: Float32Array[]
  private count = taps

  constructor(channels: number) {
    this.kept = Array.from({ length: channels }, () => new Float32Array(taps + stride))
  }

  push(block: readonly Float32Array[], length: number): void {
    for (let from = 0; from < length;) {
      const to = Math.min(length, from + taps + stride - this.count)
      this.kept.forEach((kept, c) => kept.set(block[c].subarray(from, to), this.count))
      this.count += to - from
      from = to
      if (this.count === taps + stride) this.look()
    }
  }

  finish(): number {
    const rest = taps + stride - this.count
    this.push(
      this.kept.map(() => new Float32Array(rest)),
      rest,
    )
    return this.peak
  }

  private look(): void {
    for (const kept of this.kept) {
      let high = 0
      for (let i = 0; i < kept.length; i++) {
        const x = Math.abs(kept[i])
        if (x > high) high = x
      }
      if (high * furthest > this.peak && high < Infinity) this.lookBetween(kept, high)
      kept.copyWithin(0, stride)
    }
    this.count = taps
  }

  private lookBetween(kept: Float32Array, high: number): void {
    let peak = Math.max(this.peak, high)
    for (let i = 0; i < stride + 1; i++)
      for (const row of filters) {
        let sum = 0
        for (let t = 0; t < taps; t++) sum += row[t] * kept[i + t]
        if (sum > peak) peak = sum
        else if (-sum > peak) peak = -sum
      }
    this.peak = peak
  }
}
