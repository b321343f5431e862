// One channel seen through a frame that moves on by a fixed hop: what has come lies at its end, what goes out at
// `before`, between them what is to be looked at before it goes. Hops are counted since reset.

export class SlidingFrame {
  /** `before` samples that went out, `hop` that go out next, `after` that came later. May be changed in place. */
  data: Float64Array = new Float64Array(0)
  before: i32 = 0
  hop: i32 = 0
  after: i32 = 0
  private incoming: Float32Array = new Float32Array(0)
  private outgoing: Float32Array = new Float32Array(0)
  private filled: i32 = 0

  prepare(before: i32, hop: i32, after: i32): void {
    this.before = before
    this.hop = hop
    this.after = after
    this.data = new Float64Array(before + hop + after)
    this.incoming = new Float32Array(hop)
    this.outgoing = new Float32Array(hop)
  }

  reset(): void {
    this.data.fill(0)
    this.incoming.fill(0)
    this.outgoing.fill(0)
    this.filled = 0
  }

  /** Samples that it still takes until a hop is full. */
  room(): i32 {
    return this.hop - this.filled
  }

  /** x[start ... end), no more than the room, goes in; what goes out takes its place, hop + after samples late. */
  exchange(x: Float32Array, start: i32, end: i32): void {
    const incoming = this.incoming
    const outgoing = this.outgoing
    let at: i32 = this.filled
    for (let i: i32 = start; i < end; i++) {
      incoming[at] = x[i]
      x[i] = outgoing[at]
      at++
    }
    this.filled = at
  }

  /** After a full hop: moves on. Afterwards data is to be looked at, then `release` called. */
  advance(): void {
    const data = this.data
    const rest: i32 = data.length - this.hop
    data.copyWithin(0, this.hop)
    for (let i: i32 = 0; i < this.hop; i++) data[rest + i] = this.incoming[i]
    this.filled = 0
  }

  /** What lies from `before` on, one hop, is what goes out next. */
  release(): void {
    for (let i: i32 = 0; i < this.hop; i++) this.outgoing[i] = this.data[this.before + i] as f32
  }
}

/** The hop of repairs that need to know some 20 ms: 1024 samples at 48 kHz, as many for each 48 kHz more. */
export function frameSamples(sampleRateHz: f64): i32 {
  const times: f64 = Math.floor(sampleRateHz / 48000 + 0.5)
  return (1024 * (times > 1 ? times : 1)) as i32
}
