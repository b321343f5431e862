// Loudness and true peak of a long WAV: `dubstage measure` against ffmpeg's meter, whole programs, in turns.
import { join, resolve } from 'node:path'
import { openWavWriter } from '../../client/media/wavWriter'
import { ProcessWatch } from './processWatch'
import { median } from './table'

const root = resolve(__dirname, '..', '..')
const rateHz = 48000
const turns = 3

const writeLong = async (path: string, sound: Float32Array[], minutes: number): Promise<void> => {
  const lengthSamples = minutes * 60 * rateHz
  const writer = await openWavWriter({ path, sampleRateHz: rateHz, channels: 2, bitDepth: 24, lengthSamples })
  for (let at = 0; at < lengthSamples; at += sound[0].length)
    await writer.write(sound, Math.min(sound[0].length, lengthSamples - at))
  await writer.commit()
}

const timed = async (program: string, args: string[]): Promise<{ wall: number; cpu: number }> => {
  const watch = new ProcessWatch()
  const started = process.hrtime.bigint()
  const { code, stderr } = await watch.run(program, args)
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${stderr.slice(-500)}`)
  return { wall: Number(process.hrtime.bigint() - started) / 1e9, cpu: watch.cpuSeconds }
}

export const measureRow = async (
  folder: string,
  sound: Float32Array[],
  ffmpeg: string | null,
  minutes = 60,
): Promise<string[]> => {
  const path = join(folder, 'long.wav')
  await writeLong(path, sound, minutes)
  const [ours, theirs]: { wall: number; cpu: number }[][] = [[], []]
  for (let turn = 0; turn < turns; turn++) {
    ours.push(
      await timed(process.execPath, [join(root, 'headless', 'dubstage.js'), 'measure', path, '--json']),
    )
    if (!ffmpeg) continue
    const args = ['-nostdin', '-hide_banner', '-nostats', '-i', path]
    theirs.push(
      await timed(ffmpeg, [...args, '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-']),
    )
  }
  const of = (runs: { wall: number; cpu: number }[]) => ({
    wall: median(runs.map(({ wall }) => wall)),
    cpu: median(runs.map(({ cpu }) => cpu)),
  })
  const title = `loudness and true peak of ${minutes} min of WAV, wall (CPU)`
  const [mine, other] = [of(ours), theirs.length > 0 ? of(theirs) : null]
  const shown = ({ wall, cpu }: { wall: number; cpu: number }): string =>
    `${wall.toFixed(2)} s (${cpu.toFixed(2)})`
  return [
    title,
    shown(mine),
    other ? shown(other) : '-',
    other ? `${(other.wall / mine.wall).toFixed(1)} (${(other.cpu / mine.cpu).toFixed(1)})` : 'no twin',
    '',
  ]
}
