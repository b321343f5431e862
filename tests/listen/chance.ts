// Numbers by chance with a seed, for scenes and tests (mulberry32, public domain).

export class Chance {
  constructor(private state: number) {}

  /** 0 … 1, 1 excluded. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  between(from: number, to: number): number {
    return from + (to - from) * this.next()
  }

  whole(below: number): number {
    return Math.floor(this.next() * below)
  }

  pick<T>(of: readonly T[]): T {
    return of[this.whole(of.length)]
  }

  happens(share: number): boolean {
    return this.next() < share
  }

  /** Mean 0, spread 1. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }
}
