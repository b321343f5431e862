// Where the sound of a block arrives at a worker: as its file has it, unpacked here, into buffers that are used again
// for every block. What a job is given is lent until the next block.
import type { Engine } from '../processors/engine'
import type { DamagedRun, MediaRange, PackedSound } from './mediaStore'
import { unpackSound } from './packSound'
import { bytesPerSample, damagedRuns, unpackPcm } from './pcm'
import { Scratch } from './scratch'

/** Sound of one range, unpacked or not. */
export type GivenSound = Float32Array[] | PackedSound

/** What is unpacked at once in the engine's memory: stays in the caches of all processors of the last ten years. */
const pieceSamples = 16384

export class SoundInlet {
  /** Found in the last block. */
  damage: DamagedRun[] = []
  private readonly scratch = new Scratch()
  private piece: Float32Array[] | null = null
  private engine: Engine | null = null

  /** For a new job. */
  use(engine: Engine): void {
    this.engine = engine
    this.piece = null
  }

  take(ranges: MediaRange[], given: GivenSound[]): Float32Array[][] {
    this.scratch.release(0)
    this.damage = []
    return given.map((sound, index) => (Array.isArray(sound) ? sound : this.unpack(ranges[index], sound)))
  }

  private unpack(range: MediaRange, { format, bytes, at }: PackedSound): Float32Array[] {
    const length = bytes.length / (bytesPerSample[format.sample] * format.channels)
    const out = this.scratch.takeChannels(format.channels, range.lengthSamples)
    for (const channel of out) channel.fill(0, 0, at).fill(0, at + length)
    if (this.engine?.vectors && format.sample === 's24' && format.channels === 2 && !format.bigEndian)
      this.unpackStereo24(this.engine, { format, bytes, at }, out, length)
    else if (unpackPcm(bytes, format, out, at, length)) this.noteDamage(range, { format, bytes, at }, length)
    return out
  }

  private unpackStereo24(
    engine: Engine,
    { format, bytes, at }: PackedSound,
    out: Float32Array[],
    length: number,
  ): void {
    const piece = (this.piece ??= engine.createSound(2, pieceSamples))
    for (let done = 0; done < length; done += pieceSamples) {
      const count = Math.min(pieceSamples, length - done)
      unpackSound(engine, bytes.subarray(6 * done, 6 * (done + count)), format, piece, 0, count)
      for (let c = 0; c < 2; c++) out[c].set(piece[c].subarray(0, count), at + done)
    }
  }

  private noteDamage(range: MediaRange, { format, bytes, at }: PackedSound, length: number): void {
    const first = range.startSample + at
    for (const [from, to] of damagedRuns(bytes, format, length))
      this.damage.push({ media: range.media, startSample: first + from, endSample: first + to })
  }
}
