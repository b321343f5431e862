// How much a repair has taken out: the level of what was removed against the level of what came in.
import { dbFromPower } from './decibels'

/** Nothing was removed; and what is under it is as good as nothing. */
const nothingDb: f64 = -200

export class RemovedLevel {
  heard: f64 = 0
  removed: f64 = 0

  reset(): void {
    this.heard = 0
    this.removed = 0
  }

  /** -20: what was removed lies 20 dB under what came in. */
  db(): f64 {
    if (!(this.removed > 0 && this.heard > 0)) return nothingDb
    const level: f64 = dbFromPower(this.removed / this.heard)
    return level > nothingDb ? level : nothingDb
  }
}
