// A programme of any length to work on: four 48 kHz stereo 24-bit tracks and the Premiere project that plays them. Two
// dialogue tracks take turns (the demo's spoken lines, with hiss and hum), music and ambience run through.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ticksOfSample, ticksPerSecond } from '../../client/host/ticks'
import { openWavWriter } from '../../client/media/wavWriter'
import { makeLakeShore } from '../../headless/demo/sound/ambience'
import { makeMusic } from '../../headless/demo/sound/music'
import { createRandom, addAt } from '../../headless/demo/sound/noise'
import { spokenLines } from '../../headless/demo/sound/takes'
import { buildPrproj, type ProjectDescription } from '../fixtures/prprojBuilder'

const rateHz = 48000
const ticksPerFrame = 10_160_640_000n
const blockSamples = 10 * rateHz

export interface Programme {
  project: string
  files: { dialogue1: string; dialogue2: string; music: string; ambience: string }
  seconds: number
}

type Loop = [Float32Array, Float32Array]

/** One pass over the interview; the other speaker's turns are silent. Off the middle by 1 dB, as microphones are. */
const dialogueLoop = (speaker: 'ines' | 'jonas' | 'both', gains: [number, number]): Loop => {
  const spoken = spokenLines()
  const length = spoken.reduce(
    (sum, { line, samples }) => sum + line.pauseBeforeS * rateHz + samples.length,
    0,
  )
  const voice = new Float32Array(Math.ceil(length))
  let at = 0
  for (const { line, samples } of spoken) {
    at += Math.round(line.pauseBeforeS * rateHz)
    if (speaker === 'both' || line.speaker === speaker) addAt(voice, samples, at)
    at += samples.length
  }
  return [voice.map((sample) => sample * gains[0]), voice.map((sample) => sample * gains[1])]
}

interface Bed {
  hiss: number
  hum: number
}

/** Hiss and hum of one second, laid under without a seam: the hum has whole periods in it. */
const bedOf = (bed: Bed, seed: number): Float32Array => {
  const random = createRandom(seed)
  const turn = (2 * Math.PI * 50) / rateHz
  return Float32Array.from(
    { length: rateHz },
    (_, i) => bed.hiss * (random() * 2 - 1) + bed.hum * (Math.sin(turn * i) + 0.5 * Math.sin(3 * turn * i)),
  )
}

const writeLooped = async (path: string, loop: Loop, bed: Bed, lengthSamples: number): Promise<void> => {
  const writer = await openWavWriter({ path, sampleRateHz: rateHz, channels: 2, bitDepth: 24, lengthSamples })
  const beds = [bedOf(bed, 5), bedOf(bed, 6)]
  const block = [new Float32Array(blockSamples), new Float32Array(blockSamples)]
  for (let start = 0; start < lengthSamples; start += blockSamples) {
    const length = Math.min(blockSamples, lengthSamples - start)
    for (let c = 0; c < 2; c++)
      for (let i = 0; i < length; i++)
        block[c][i] = loop[c][(start + i) % loop[c].length] + beds[c][(start + i) % rateHz]
    await writer.write(block, length)
  }
  await writer.commit()
}

const describe = (files: Record<string, string>, lengthSamples: number): ProjectDescription => {
  const durationTicks = ticksOfSample(lengthSamples, rateHz)
  const frames = durationTicks / ticksPerFrame
  const endTicks = frames * ticksPerFrame
  const ids = Object.keys(files)
  const ticksPerSample = ticksPerSecond / BigInt(rateHz)
  return {
    name: 'bench',
    version: 43,
    media: ids.map((id) => ({ id, path: files[id], channels: 2, ticksPerSample, durationTicks })),
    sequences: [
      {
        id: 'bench',
        name: 'bench',
        ticksPerFrame,
        ticksPerSample,
        tracks: ids.map((id) => ({
          name: trackNames[id],
          clips: [
            { name: id, source: { media: id }, startTicks: 0n, endTicks, inTicks: 0n, outTicks: endTicks },
          ],
        })),
      },
    ],
  }
}

const trackNames: Record<string, string> = {
  dialogue1: 'Dialogue 1',
  dialogue2: 'Dialogue 2',
  music: 'Music',
  ambience: 'Ambience',
}

/** Where somebody speaks within one pass over the interview, seconds. */
export const spokenSeconds = (): [from: number, to: number][] => {
  let at = 0
  return spokenLines().map(({ line, samples }) => {
    const from = at + line.pauseBeforeS
    at = from + samples.length / rateHz
    return [from, at]
  })
}

/** Voices in a quiet room, as for an audiobook: 60 dB over its noise and more. */
export const makeReading = async (folder: string, minutes: number): Promise<{ project: string }> => {
  await mkdir(folder, { recursive: true })
  const files = { dialogue1: join(folder, 'dialogue1.wav') }
  const lengthSamples = Math.round(minutes * 60) * rateHz
  await writeLooped(files.dialogue1, dialogueLoop('both', [1, 1]), { hiss: 0.00003, hum: 0 }, lengthSamples)
  const project = join(folder, 'bench.prproj')
  await writeFile(project, buildPrproj(describe(files, lengthSamples)))
  return { project }
}

export const makeProgramme = async (folder: string, minutes: number): Promise<Programme> => {
  await mkdir(folder, { recursive: true })
  const path = (name: string): string => join(folder, `${name}.wav`)
  const files = {
    dialogue1: path('dialogue1'),
    dialogue2: path('dialogue2'),
    music: path('music'),
    ambience: path('ambience'),
  }
  const lengthSamples = Math.round(minutes * 60) * rateHz
  const bare = { hiss: 0, hum: 0 }
  const music = makeMusic(rateHz).channels as Loop
  const lake = makeLakeShore(60 * rateHz, rateHz).channels as Loop
  await writeLooped(
    files.dialogue1,
    dialogueLoop('ines', [1.06, 0.94]),
    { hiss: 0.0012, hum: 0 },
    lengthSamples,
  )
  await writeLooped(
    files.dialogue2,
    dialogueLoop('jonas', [0.94, 1.06]),
    { hiss: 0.0012, hum: 0.0012 },
    lengthSamples,
  )
  await writeLooped(files.music, music, bare, lengthSamples)
  await writeLooped(files.ambience, lake, bare, lengthSamples)
  const project = join(folder, 'bench.prproj')
  await writeFile(project, buildPrproj(describe(files, lengthSamples)))
  return { project, files, seconds: lengthSamples / rateHz }
}
