// Sync, from project file to mix: a click at any frame comes out at exactly its sample.
import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sampleOfTicks as sampleOf, ticksPerSecond } from '../client/host/ticks'
import { openWav } from '../client/media/wavReader'
import { openWavWriter } from '../client/media/wavWriter'
import type { RenderPlan } from '../dsp-core/index'
import { dubstage } from './commandLine/run'
import { buildPrproj } from './fixtures/prprojBuilder'
import { temporaryFolder } from './temporary'

interface Case {
  name: string
  ticksPerFrame: bigint
  rateHz: number
  mediaRateHz: number
  toleranceSamples: number
}

const cases: Case[] = [
  {
    name: '23.976 fps at 48 kHz',
    ticksPerFrame: 10594584000n,
    rateHz: 48000,
    mediaRateHz: 48000,
    toleranceSamples: 0,
  },
  {
    name: '25 fps at 44.1 kHz',
    ticksPerFrame: 10160640000n,
    rateHz: 44100,
    mediaRateHz: 44100,
    toleranceSamples: 0,
  },
  {
    name: '29.97 fps at 48 kHz',
    ticksPerFrame: 8475667200n,
    rateHz: 48000,
    mediaRateHz: 48000,
    toleranceSamples: 0,
  },
  {
    name: '59.94 fps at 96 kHz',
    ticksPerFrame: 4237833600n,
    rateHz: 96000,
    mediaRateHz: 96000,
    toleranceSamples: 0,
  },
  {
    name: '29.97 fps at 48 kHz with 44.1 kHz media',
    ticksPerFrame: 8475667200n,
    rateHz: 48000,
    mediaRateHz: 44100,
    toleranceSamples: 1,
  },
]

/** Frames of the clips' starts on the timeline, of their in-points, and of the click within each. */
const clips = [
  { at: 7n, from: 13n, click: 13n },
  { at: 61n, from: 100n, click: 117n },
  { at: 151n, from: 180n, click: 189n },
]

describe('sync', function () {
  this.timeout(300_000)
  const folder = temporaryFolder()

  for (const each of cases)
    it(`keeps a click at its sample: ${each.name}`, async () => {
      const home = join(folder.path, each.name.replace(/\W+/g, '-'))
      await mkdir(home, { recursive: true })
      const path = join(home, 'clicks.wav')
      await writeClicks(path, each)
      const media = {
        id: 'clicks',
        path,
        channels: 1,
        ticksPerSample: ticksPerSecond / BigInt(each.mediaRateHz),
        durationTicks: ticksPerSecond * 10n,
      }
      const project = buildPrproj({
        name: 'sync',
        version: 43,
        media: [media],
        sequences: [
          {
            id: '0d5c1d8e-0000-4000-8000-000000000001',
            name: 'sync',
            ticksPerFrame: each.ticksPerFrame,
            ticksPerSample: ticksPerSecond / BigInt(each.rateHz),
            tracks: [
              {
                name: 'Effects',
                clips: clips.map(({ at, from }, index) => ({
                  name: `click ${index}`,
                  source: { media: 'clicks' },
                  startTicks: at * each.ticksPerFrame,
                  endTicks: (at + 50n) * each.ticksPerFrame,
                  inTicks: from * each.ticksPerFrame,
                  outTicks: (from + 50n) * each.ticksPerFrame,
                })),
              },
            ],
          },
        ],
      })
      await writeFile(join(home, 'sync.prproj'), project)
      const run = await dubstage(['polish', join(home, 'sync.prproj'), '--out', join(home, 'out')])
      assert([0, 1].includes(run.code ?? -1), run.error + run.out)
      const plan = JSON.parse(await readFile(join(home, 'out', 'plan.json'), 'utf8')) as RenderPlan
      const mix = await openWav(join(home, 'out', 'sync.mix.wav'))
      const [left] = await mix!.read(0, plan.sequence.lengthSamples)
      await mix!.close()
      for (const { at, from, click } of clips) {
        const start = sampleOf(at * each.ticksPerFrame, each.rateHz)
        // The click's sample of the source, moved by what start and in-point say together, to the nearest sample.
        const clickAt =
          sampleOf(click * each.ticksPerFrame, each.mediaRateHz) * (each.rateHz / each.mediaRateHz)
        const expected = clickAt + sampleOf((at - from) * each.ticksPerFrame, each.rateHz)
        const found = loudestBetween(left, start, start + sampleOf(50n * each.ticksPerFrame, each.rateHz))
        assert(
          Math.abs(found - expected) <= each.toleranceSamples,
          `clip at frame ${at}: click at sample ${found}, not ${expected}`,
        )
      }
    })
})

/** Ten seconds of silence with one sample of half scale at the first sample of each clicking frame. */
const writeClicks = async (path: string, { ticksPerFrame, mediaRateHz }: Case): Promise<void> => {
  const sound = new Float32Array(10 * mediaRateHz)
  for (const { click } of clips) sound[sampleOf(click * ticksPerFrame, mediaRateHz)] = 0.5
  const writer = await openWavWriter({
    path,
    sampleRateHz: mediaRateHz,
    channels: 1,
    bitDepth: 24,
    lengthSamples: sound.length,
  })
  await writer.write([sound], sound.length)
  await writer.commit()
}

const loudestBetween = (sound: Float32Array, from: number, to: number): number => {
  let at = from
  for (let i = from; i < to; i++) if (Math.abs(sound[i]) > Math.abs(sound[at])) at = i
  return at
}
