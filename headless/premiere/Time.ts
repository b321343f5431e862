// A point in time or a length. Holds ticks exactly; seconds are computed.
import { ticksPerSecond } from '../../client/host/ticks'
import type * as dom from '../../host-jsx/premiere/dom'

/** What Premiere answers for an unset in or out point. */
export const UNSET_TICKS = -400_000n * ticksPerSecond

export class Time implements dom.Time {
  private exact = 0n

  /** Scripts construct it without arguments; the host hands out filled ones. */
  static of(ticks: bigint): Time {
    const time = new Time()
    time.exact = ticks
    return time
  }

  get ticks(): string {
    return String(this.exact)
  }

  set ticks(text: string) {
    this.exact = /^-?\d+$/.test(text) ? BigInt(text) : 0n
  }

  get seconds(): number {
    return Number(this.exact) / Number(ticksPerSecond)
  }

  set seconds(value: number) {
    this.exact = Number.isFinite(value) ? BigInt(Math.round(value * Number(ticksPerSecond))) : 0n
  }
}

/** What the DOM's calls accept for a time: a Time, ticks as text, or seconds. */
export const ticksFrom = (value: unknown): bigint => {
  if (typeof value === 'string') return /^-?\d+$/.test(value) ? BigInt(value) : 0n
  const time = new Time()
  if (typeof value === 'number') time.seconds = value
  else time.ticks = (value as dom.Time).ticks
  return BigInt(time.ticks)
}
