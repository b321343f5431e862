// What stands around the processors: formats, rates, measuring a long file, and the wait for a preview.
import { join } from 'node:path'
import { packPcm, unpackPcm } from '../../dsp-core/index'
import { interpolator } from '../../dsp-core/render/interpolate'
import { Scratch } from '../../dsp-core/render/scratch'
import { engines } from '../engines'
import { costOf, type Cost } from './cost'
import type { FilterCost } from './filterCost'
import { measureRow } from './measureRow'
import { previewRow } from './previewRow'

const text = (ns: number): string => (ns < 10 ? ns.toFixed(2) : ns.toFixed(1))

const row = (title: string, { ns, referenceNs }: Cost, twin: number | null): string[] => [
  title,
  `${text(ns)} ns`,
  twin === null ? '-' : `${text(twin)} ns`,
  twin === null ? 'no twin' : (twin / ns).toFixed(1),
  (ns / referenceNs).toFixed(2),
]

const unpacking = (sound: Float32Array[]): Cost => {
  const samples = sound[0].length
  const bytes = new Uint8Array(samples * 6)
  packPcm(sound, 0, samples, 24, bytes, null)
  const planar = sound.map(() => new Float32Array(samples))
  const format = { sample: 's24' as const, bigEndian: false, channels: 2 }
  return costOf(() => ({ run: () => void unpackPcm(bytes, format, planar, 0, samples), samples }))
}

const packing = (sound: Float32Array[], dithered: boolean): Cost => {
  const samples = sound[0].length
  const bytes = new Uint8Array(samples * 6)
  const dither = dithered ? { seed: 1, startSample: 0 } : null
  return costOf(() => ({ run: () => void packPcm(sound, 0, samples, 24, bytes, dither), samples }))
}

/** Per sample made; the source is a stretch of it played at another rate. */
const resampling = (sound: Float32Array[], fromHz: number): Cost => {
  const step = fromHz / 48000
  const samples = Math.floor(sound[0].length / Math.max(1, step)) - 4096
  const at = 2048
  const scratch = new Scratch(engines.simd())
  const range = { from: 0, to: samples }
  const run = (): void => {
    const mark = scratch.mark()
    interpolator(at, step).read(sound, 0, range, scratch)
    scratch.release(mark)
  }
  return costOf(() => ({ run, samples }))
}

export const edgeRows = async (
  folder: string,
  sound: Float32Array[],
  filters: FilterCost | null,
  ffmpeg: string | null,
): Promise<string[][]> => {
  const decoding = filters ? await filters.best(['-af', 'aformat=sample_fmts=fltp']) : null
  const encoded = filters ? await filters.best([], ['-c:a', 'pcm_s24le', join(folder, 'copy.wav')]) : null
  const rates = filters ? await filters.of('aresample=44100:resampler=swr:filter_size=160:cutoff=0.95') : null
  return [
    ['', 'dubstage', 'ffmpeg', 'ffmpeg / dubstage', 'reference loop'],
    row('24-bit stereo to planar floats (ffmpeg: its decode of a WAV)', unpacking(sound), decoding),
    row(
      'planar floats to 24-bit stereo, dithered (ffmpeg: decode and encode)',
      packing(sound, true),
      encoded,
    ),
    row('planar floats to 24-bit stereo, rounded', packing(sound, false), null),
    row('44.1 to 48 kHz (ffmpeg: 48 to 44.1, as long a filter)', resampling(sound, 44100), rates),
    row('96 to 48 kHz', resampling(sound, 96000), null),
    await measureRow(folder, sound, ffmpeg),
    await previewRow(folder, sound),
  ]
}
