// Where the sound of a block arrives at a worker: as its file has it, unpacked here, into buffers that are used again
// for every block. What a job is given is lent until the next block.
import { typescriptEngine, type Engine } from '../processors/engine'
import type { DamagedRun, MediaRange, PackedSound } from './mediaStore'
import { unpackSound } from './packSound'
import { bytesPerSample, damagedRuns } from './pcm'

/** Sound of one range, unpacked or not. */
export type GivenSound = Float32Array[] | PackedSound

/** Rooms are a little larger than asked, because blocks differ. */
const spare = 1.25

export class SoundInlet {
  /** Found in the last block. */
  damage: DamagedRun[] = []
  private engine: Engine = typescriptEngine
  /** In the engine's memory, for all that is unpacked of a block. */
  private room: Float32Array[] = [new Float32Array(0)]
  private used = 0

  /** For a new job. */
  use(engine: Engine): void {
    this.engine = engine
    this.room = [new Float32Array(0)]
  }

  take(ranges: MediaRange[], given: GivenSound[]): Float32Array[][] {
    this.damage = []
    this.used = 0
    const samples = given.reduce(
      (sum, sound, index) =>
        Array.isArray(sound) ? sum : sum + sound.format.channels * inFours(ranges[index].lengthSamples),
      0,
    )
    if (this.room[0].length < samples) {
      this.room = this.engine.createSound(1, Math.ceil(samples * spare))
      this.engine.reserve()
    }
    return given.map((sound, index) => (Array.isArray(sound) ? sound : this.unpack(ranges[index], sound)))
  }

  private unpack(range: MediaRange, { format, bytes, at }: PackedSound): Float32Array[] {
    const length = bytes.length / (bytesPerSample[format.sample] * format.channels)
    const out = Array.from({ length: format.channels }, () => this.lend(range.lengthSamples))
    for (const channel of out) channel.fill(0, 0, at).fill(0, at + length)
    if (unpackSound(this.engine, bytes, format, out, at, length))
      this.noteDamage(range, { format, bytes, at }, length)
    return out
  }

  private lend(lengthSamples: number): Float32Array {
    const start = this.used
    this.used += inFours(lengthSamples)
    return this.room[0].subarray(start, start + lengthSamples)
  }

  private noteDamage(range: MediaRange, { format, bytes, at }: PackedSound, length: number): void {
    const first = range.startSample + at
    for (const [from, to] of damagedRuns(bytes, format, length))
      this.damage.push({ media: range.media, startSample: first + from, endSample: first + to })
  }
}

/** As vectors go. */
const inFours = (samples: number): number => 4 * Math.ceil(samples / 4)
