// What a filter costs in ffmpeg: nanoseconds of CPU per stereo sample, those of decoding alone taken away.
import { openWavWriter } from '../../client/media/wavWriter'
import { runProgram } from '../../client/media/runProgram'

const threads = [
  '-nostdin',
  '-hide_banner',
  '-nostats',
  '-benchmark',
  '-filter_threads',
  '1',
  '-filter_complex_threads',
  '1',
]
const turns = 3

export class FilterCost {
  private decoding: number | null = null

  private constructor(
    private readonly ffmpeg: string,
    private readonly path: string,
    private readonly samples: number,
  ) {}

  /** Plays `sound` `times` times over. */
  static async prepare(
    ffmpeg: string,
    path: string,
    sound: Float32Array[],
    times: number,
  ): Promise<FilterCost> {
    const lengthSamples = sound[0].length * times
    const writer = await openWavWriter({
      path,
      sampleRateHz: 48000,
      channels: 2,
      bitDepth: 24,
      lengthSamples,
    })
    for (let turn = 0; turn < times; turn++) await writer.write(sound, sound[0].length)
    await writer.commit()
    return new FilterCost(ffmpeg, path, lengthSamples)
  }

  /** `filter` works on planar floats; null when this ffmpeg does not have it. */
  async of(filter: string): Promise<number | null> {
    this.decoding ??= (await this.best(['-af', 'aformat=sample_fmts=fltp'])) ?? 0
    const used = await this.best(['-af', `aformat=sample_fmts=fltp,${filter}`])
    return used === null ? null : Math.max(0, used - this.decoding)
  }

  async ofGraph(graph: string): Promise<number | null> {
    this.decoding ??= (await this.best(['-af', 'aformat=sample_fmts=fltp'])) ?? 0
    const used = await this.best(['-filter_complex', graph])
    return used === null ? null : Math.max(0, used - this.decoding)
  }

  /** Everything: start, decoding, filter. */
  async best(filter: string[], output: string[] = ['-f', 'null', '-']): Promise<number | null> {
    let least: number | null = null
    for (let turn = 0; turn < turns; turn++) {
      const args = [...threads, '-i', this.path, ...filter, '-y', ...output]
      const { code, stderr } = await runProgram(this.ffmpeg, args, { timeoutMs: 3_600_000 })
      if (code !== 0) return null
      const used = /utime=([\d.]+)s stime=([\d.]+)s/.exec(stderr)
      const ns = ((Number(used?.[1]) + Number(used?.[2])) * 1e9) / this.samples
      least = least === null ? ns : Math.min(least, ns)
    }
    return least
  }
}
