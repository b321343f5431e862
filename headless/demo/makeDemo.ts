// Makes the demo project: computes its sounds, writes them as WAV files, and writes a Premiere project that plays
// them. Seeded throughout: the same folder gets the same bytes every time.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ticksOfSample, ticksPerSecond } from '../../client/host/ticks'
import { describeProject, layLines } from './edit'
import { buildPrproj } from './prproj/buildPrproj'
import type { MediaDescription } from './prproj/description'
import { makeBoathouse, makeLakeShore } from './sound/ambience'
import { makeBell, makeDoor, makePlane, makePlaning } from './sound/effects'
import { makeMusic } from './sound/music'
import { makeScratch, makeTake, spokenLines, takeRateHz } from './sound/takes'
import { writeSound, type Sound } from './sound/wavFile'

interface DemoFile {
  id: string
  file: string
  bitDepth: 16 | 24
  sound: Sound
}

const rateHz = 48000
const musicRateHz = 44100

const mono = (samples: Float32Array): Sound => ({ sampleRateHz: rateHz, channels: [samples] })

const places = (): DemoFile[] => [
  { id: 'music', file: 'The Marta.wav', bitDepth: 16, sound: makeMusic(musicRateHz) },
  { id: 'boathouse', file: 'boathouse.wav', bitDepth: 24, sound: makeBoathouse(62 * rateHz, rateHz) },
  { id: 'lake', file: 'lake shore.wav', bitDepth: 24, sound: makeLakeShore(54 * rateHz, rateHz) },
  { id: 'bell', file: 'ferry bell.wav', bitDepth: 24, sound: mono(makeBell(rateHz)) },
  { id: 'planing', file: 'hand plane.wav', bitDepth: 24, sound: mono(makePlaning(rateHz)) },
  { id: 'door', file: 'boathouse door.wav', bitDepth: 24, sound: mono(makeDoor(rateHz)) },
  { id: 'plane', file: 'mail plane.wav', bitDepth: 24, sound: mono(makePlane(rateHz)) },
]

const describeMedia = (folder: string, { id, file, sound }: DemoFile): MediaDescription => ({
  id,
  path: join(folder, file),
  relativePath: `./media/${file}`,
  channels: sound.channels.length,
  ticksPerSample: ticksPerSecond / BigInt(sound.sampleRateHz),
  durationTicks: ticksOfSample(sound.channels[0].length, sound.sampleRateHz),
})

export const makeDemo = async (folder: string): Promise<{ projectPath: string; mediaFolder: string }> => {
  const mediaFolder = resolve(folder, 'media')
  const projectPath = resolve(folder, 'The Marta.prproj')
  await mkdir(mediaFolder, { recursive: true })
  const spoken = spokenLines()
  const ines = makeTake(spoken, 'ines')
  const jonas = makeTake(spoken, 'jonas')
  const seconds = (samples: number): number => samples / takeRateHz
  const cut = layLines({
    lineLengthsS: new Map(spoken.map(({ line, samples }) => [line.id, seconds(samples.length)])),
    takeStartsS: new Map([...ines.starts, ...jonas.starts].map(([id, start]) => [id, seconds(start)])),
  })
  const scratch = makeScratch(spoken, cut.lineStartsS, Math.ceil(cut.endS * takeRateHz))
  const demoFiles: DemoFile[] = [
    { id: 'ines', file: 'ines lav.wav', bitDepth: 24, sound: ines.sound },
    { id: 'jonas', file: 'jonas lav.wav', bitDepth: 24, sound: jonas.sound },
    { id: 'scratch', file: 'camera scratch.wav', bitDepth: 16, sound: scratch },
    ...places(),
  ]
  for (const { file, bitDepth, sound } of demoFiles) await writeSound(join(mediaFolder, file), sound, bitDepth)
  const media = demoFiles.map((file) => describeMedia(mediaFolder, file))
  await writeFile(projectPath, buildPrproj(describeProject(cut, media)))
  return { projectPath, mediaFolder }
}
