// How much of each band comes back from the room: the share kappa of Habets, Gannot and Cohen, heard from the band's
// own decays. Whenever a band falls, what is left is either still more than the room was said to hold (then the room
// holds more) or less (then it holds less). A dry voice falls faster than the room and brings the share to nothing.

/**
 * Steps of the share per hop. It settles where a falling band is under what was predicted in a sixth of the hops:
 * log(up) / (log(up) - log(down)). Chosen by SI-SDR and ESTOI on voices, dry and in made rooms, 2026-11-24.
 */
const up: f64 = 1.04
const down: f64 = 0.8
/** A band is not asked before it has fallen so far from its loudest of the last 0.3 s: the word itself is not room. */
const fallen: f64 = 0.1
const least: f64 = 0.0001
/** Said of a room that was not heard to decay yet: a tone that never falls keeps its level within 1 dB (measured). */
const initial: f64 = 0.05

/** Rows that are kept of what bands were: more than the latest onset has hops. */
export const pastRows: i32 = 32

export class RoomShare {
  share: Float64Array = new Float64Array(0)
  private past: Float64Array = new Float64Array(0)
  private row: i32 = 0
  private bands: i32 = 0

  /** bands: how many there are. */
  configure(bands: i32): void {
    this.bands = bands
    this.share = new Float64Array(bands)
    this.past = new Float64Array(bands * pastRows)
    this.reset()
  }

  reset(): void {
    this.share.fill(initial)
    this.past.fill(0)
    this.row = 0
  }

  /** The power of a band now, what of it was said to be the room; fallen to fallShare of what it was hops ago: it falls. */
  hear(band: i32, power: f64, late: f64, hops: i32, fallShare: f64): void {
    const rows: i32 = band * pastRows
    const before: f64 = this.past[rows + ((this.row + pastRows - hops) % pastRows)]
    this.past[rows + this.row] = power
    if (!(power < fallShare * before) || !(late > 0)) return
    let loudest: f64 = 0
    for (let row: i32 = 0; row < pastRows; row++) loudest = Math.max(loudest, this.past[rows + row])
    if (power > fallen * loudest) return
    const share: f64 = this.share[band] * (power > late ? up : down)
    this.share[band] = Math.min(1, Math.max(least, share))
  }

  advance(): void {
    this.row = (this.row + 1) % pastRows
  }
}
