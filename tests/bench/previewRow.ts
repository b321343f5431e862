// Any parameter changed: how long until 2 s of sound are there, in the middle of an hour, with everything computed that
// the render would compute, warm-up included. In this thread, without looking for a worker.
import { join } from 'node:path'
import { openMediaStore, type NodeMediaStore } from '../../client/media/nodeMedia'
import { openWavWriter } from '../../client/media/wavWriter'
import type { RenderPlan } from '../../dsp-core/index'
import { MasterRender } from '../../dsp-core/render/masterRender'
import { masteredStrip, StripsRender } from '../../dsp-core/render/stripsRender'
import { engines } from '../engines'
import { abilities, tracks } from './job'
import { jobPlan } from './jobPlan'
import { median } from './table'

const rateHz = 48000
const seconds = 3600
const previewSeconds = 2
const turns = 7

/** Four tracks of an hour, each the same ten seconds over and over. */
const hourPlan = async (folder: string, sound: Float32Array[]): Promise<RenderPlan> => {
  const path = join(folder, 'ten.wav')
  const writer = await openWavWriter({ path, sampleRateHz: rateHz, channels: 2, bitDepth: 24 })
  await writer.write(sound, sound[0].length)
  await writer.commit()
  const files = { dialogue1: path, dialogue2: path, music: path, ambience: path }
  const plan = await jobPlan({ project: '', files, seconds }, abilities())
  for (const track of plan.timelines.timelines.bench.tracks) {
    const [clip] = track.clips
    track.clips = Array.from({ length: (seconds * rateHz) / sound[0].length }, (_, index) => ({
      ...clip,
      id: `${clip.id} ${index}`,
      startSample: index * sound[0].length,
      endSample: (index + 1) * sound[0].length,
    }))
  }
  for (const source of plan.sources)
    source.clips = plan.timelines.timelines.bench.tracks[source.track].clips.map(({ id }) => ({
      clip: id,
      trimDb: 0,
    }))
  return plan
}

const preview = async (plan: RenderPlan, store: NodeMediaStore, startSample: number): Promise<number> => {
  const stretch = { startSample, endSample: startSample + previewSeconds * rateHz }
  const preMaster = [0, 1].map(() => new Float32Array(previewSeconds * rateHz))
  const engine = engines.simd()
  const strips = new StripsRender(plan, stretch, engine)
  for (let block = 0; block < strips.blocks; block++) {
    const media = await Promise.all(
      strips
        .needs(block)
        .map(({ media: id, startSample: at, lengthSamples }) => store.read(id, at, lengthSamples)),
    )
    const made = strips.render(block, media)
    made.strips[masteredStrip(plan)].forEach((channel, c) =>
      preMaster[c].set(channel.subarray(0, made.lengthSamples), made.startSample - startSample),
    )
  }
  const own = { ...plan, sequence: { ...plan.sequence, lengthSamples: previewSeconds * rateHz } }
  const master = new MasterRender(own, { startSample: 0, endSample: previewSeconds * rateHz }, 3, engine)
  let made = 0
  for (let block = 0; block < master.blocks; block++) {
    const { startSample: from, lengthSamples } = master.range(block)
    made += master.render(
      block,
      preMaster.map((channel) => channel.subarray(from, from + lengthSamples)),
    ).lengthSamples
  }
  return made
}

export const previewRow = async (folder: string, sound: Float32Array[]): Promise<string[]> => {
  const plan = await hourPlan(folder, sound)
  const store = await openMediaStore(
    tracks.map(({ id }) => ({ id, path: plan.media[0].path })),
    { cacheFolder: folder },
  )
  const waits: number[] = []
  try {
    for (let turn = 0; turn < turns; turn++) {
      const started = process.hrtime.bigint()
      await preview(plan, store, Math.round((seconds * rateHz * (turn + 1)) / (turns + 1)))
      waits.push(Number(process.hrtime.bigint() - started) / 1e6)
    }
  } finally {
    await store.close()
  }
  return [
    `a parameter changed: ${previewSeconds} s anywhere in 60 min, first and median wait`,
    `${waits[0].toFixed(0)}, ${median(waits).toFixed(0)} ms`,
    '-',
    'no twin',
    '',
  ]
}
