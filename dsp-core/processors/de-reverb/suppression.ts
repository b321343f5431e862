// The late reverberation in each bin, and the gain that lowers it. Its power: the room's (Habets, Gannot, Cohen 2009,
// eq. 14: what was there a hop ago, decayed, plus a share of what was heard), of the time at which late begins, decayed
// since. Gain: Wiener's, on a ratio decided by the last result as well as by this frame (Ephraim, Malah, IEEE TASSP
// 32(6), 1984, eq. 51), smoothed over neighbouring bins. One gain for both channels of a pair, from the power of both.
import { RemovedLevel } from '../../signal/removedLevel'
import { pastRows, RoomShare } from './roomShare'

/** Less than this is silence: -300 dB of full scale. */
const nothing: f64 = 1e-30

export class Suppression {
  /** Of each point of the transform. */
  gains: Float32Array = new Float32Array(0)
  private size: i32 = 0
  private bins: i32 = 0
  private room: RoomShare = new RoomShare()
  private power: Float64Array = new Float64Array(0)
  private smoothed: Float64Array = new Float64Array(0)
  /** Of each of the last hops: the room's power in each bin. */
  private rooms: Float64Array = new Float64Array(0)
  private late: Float64Array = new Float64Array(0)
  private voice: Float64Array = new Float64Array(0)
  /** One place in, with room on both sides. */
  private gain: Float64Array = new Float64Array(0)
  private bandEdges: Float64Array = new Float64Array(0)
  private row: i32 = 0
  private floor: f64 = 1
  private hopDecay: f64 = 0
  private lateHops: i32 = 2
  private lateShare: f64 = 0
  private fallShare: f64 = 0
  private keep: f64 = 0
  private remember: f64 = 0

  /** size: of the transform. */
  prepare(size: i32): void {
    this.size = size
    this.bins = (size >> 1) + 1
    this.gains = new Float32Array(size + 4)
    this.power = new Float64Array(this.bins)
    this.smoothed = new Float64Array(this.bins)
    this.rooms = new Float64Array(this.bins * pastRows)
    this.late = new Float64Array(this.bins)
    this.voice = new Float64Array(this.bins)
    this.gain = new Float64Array(this.bins + 2)
  }

  /** All powers: shares of energy left after a hop, until late begins, and of a band that falls. */
  configure(
    floor: f64,
    hopDecay: f64,
    lateHops: i32,
    lateShare: f64,
    fallShare: f64,
    keep: f64,
    remember: f64,
    bandEdges: Float64Array,
  ): void {
    this.floor = floor
    this.hopDecay = hopDecay
    this.lateHops = lateHops
    this.lateShare = lateShare
    this.fallShare = fallShare
    this.keep = keep
    this.remember = remember
    this.bandEdges = bandEdges
    this.room.configure(bandEdges.length - 1)
  }

  reset(): void {
    this.room.reset()
    this.smoothed.fill(0)
    this.rooms.fill(0)
    this.voice.fill(0)
    this.row = 0
  }

  /** Gains for the spectrum of left + i right. */
  decide(re: Float32Array, im: Float32Array, removed: RemovedLevel): void {
    this.measure(re, im)
    for (let band: i32 = 0; band + 1 < this.bandEdges.length; band++) this.predict(band)
    this.room.advance()
    this.row = (this.row + 1) % pastRows
    this.followVoice()
    this.smooth(removed)
  }

  private measure(re: Float32Array, im: Float32Array): void {
    const size: i32 = this.size
    re[size] = re[0]
    im[size] = im[0]
    for (let k: i32 = 0; k < this.bins; k++) {
      const r: f64 = re[k]
      const i: f64 = im[k]
      const mr: f64 = re[size - k]
      const mi: f64 = im[size - k]
      this.power[k] = r * r + i * i + mr * mr + mi * mi
    }
  }

  /** Follows the room by a hop. The row that is written was last hop's sound. */
  private predict(band: i32): void {
    const from: i32 = this.bandEdges[band] as i32
    const to: i32 = this.bandEdges[band + 1] as i32
    const share: f64 = this.room.share[band]
    const now: i32 = this.row * this.bins
    const before: i32 = ((this.row + pastRows - 1) % pastRows) * this.bins
    const then: i32 = ((this.row + pastRows - this.lateHops + 1) % pastRows) * this.bins
    let heard: f64 = 0
    let said: f64 = 0
    for (let k: i32 = from; k < to; k++) {
      const smoothed: f64 = this.smoothed[k]
      const room: f64 = this.hopDecay * ((1 - share) * this.rooms[before + k] + share * smoothed)
      this.rooms[now + k] = room > nothing ? room : 0
      const late: f64 = this.lateShare * this.rooms[then + k]
      this.late[k] = late
      const fresh: f64 = this.keep * smoothed + (1 - this.keep) * this.power[k]
      this.smoothed[k] = fresh > nothing ? fresh : 0
      heard += this.smoothed[k]
      said += late
    }
    this.room.hear(band, heard, said, this.lateHops, this.fallShare)
  }

  private followVoice(): void {
    for (let k: i32 = 0; k < this.bins; k++) {
      const power: f64 = this.power[k]
      const late: f64 = this.late[k]
      let gain: f64 = 1
      if (late > nothing) {
        const over: f64 = power > late ? power - late : 0
        const voice: f64 = this.remember * this.voice[k] + (1 - this.remember) * over
        gain = voice / (voice + late)
      }
      this.voice[k] = power > nothing ? gain * gain * power : 0
      this.gain[k + 1] = gain > this.floor ? gain : this.floor
    }
    this.gain[0] = this.gain[2]
    this.gain[this.bins + 1] = this.gain[this.bins - 1]
  }

  private smooth(removed: RemovedLevel): void {
    for (let k: i32 = 0; k < this.bins; k++) {
      const gain: f64 = 0.25 * (this.gain[k] + this.gain[k + 2]) + 0.5 * this.gain[k + 1]
      removed.heard += this.power[k]
      removed.removed += (1 - gain) * (1 - gain) * this.power[k]
      this.gains[k] = gain as f32
      this.gains[this.size - k] = gain as f32
    }
  }
}
