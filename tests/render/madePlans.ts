// Timelines and plans made by hand, and a media store in memory, for the tests of the render.
import type { MediaRange } from '../../dsp-core/render/mediaStore'
import type { PlanStrip, RenderPlan } from '../../dsp-core/plan/plan'
import type { Engine } from '../../dsp-core/processors/engine'
import { MasterRender } from '../../dsp-core/render/masterRender'
import type { Stretch } from '../../dsp-core/render/stretches'
import { StripsRender } from '../../dsp-core/render/stripsRender'
import { MediaWindows, MediaWishes } from '../../dsp-core/render/mediaWindows'
import { TimelineReaders } from '../../dsp-core/render/readTimeline'
import { Scratch } from '../../dsp-core/render/scratch'
import type { Clip, Timeline, TimelineSet, Track } from '../../dsp-core/timeline/timeline'

export type MemoryMedia = Record<string, Float32Array[]>

/** As a media store reads: silence outside the file. */
export const readMemory = (media: MemoryMedia, ranges: MediaRange[]): Float32Array[][] =>
  ranges.map(({ media: id, startSample, lengthSamples }) =>
    media[id].map((channel) => {
      const out = new Float32Array(lengthSamples)
      for (let i = Math.max(0, -startSample); i < lengthSamples && startSample + i < channel.length; i++)
        out[i] = channel[startSample + i]
      return out
    }),
  )

/** A whole timeline, to be played from anywhere. */
export class TimelineSound {
  private readonly reader: ReturnType<TimelineReaders['timeline']>
  private readonly scratch = new Scratch()

  constructor(set: TimelineSet) {
    this.reader = new TimelineReaders(set).timeline(set.root)
  }

  needs(from: number, to: number): MediaRange[] {
    const wishes = new MediaWishes()
    this.reader.needs(from, to, wishes)
    return wishes.joined()
  }

  render(from: number, to: number, media: Float32Array[][]): Float32Array[] {
    const out = Array.from({ length: this.reader.format.channels }, () => new Float32Array(to - from))
    this.reader.render(from, to, out, new MediaWindows(this.needs(from, to), media), this.scratch)
    return out
  }
}

export const madeClip = (given: Partial<Clip> & { endSample: number }): Clip => ({
  id: 'clip',
  name: 'clip',
  source: { media: 'm' },
  enabled: true,
  startSample: 0,
  sourceStart: 0,
  sourceStep: 1,
  channelMap: [0],
  gainDb: 0,
  levelKeys: [],
  fadeIn: null,
  fadeOut: null,
  ...given,
})

export const madeTrack = (clips: Clip[], given: Partial<Track> = {}): Track => ({
  name: 'A',
  layout: 'mono',
  channels: 1,
  audible: true,
  faderDb: 0,
  pan: 0,
  clips,
  ...given,
})

export const madeTimeline = (tracks: Track[], given: Partial<Timeline> = {}): Timeline => ({
  id: 'root',
  name: 'Root',
  sampleRateHz: 48000,
  lengthSamples: 480_000,
  layout: 'mono',
  channels: 1,
  tracks,
  ...given,
})

/** One source for each track of the root, each a strip and a stem, summed to 'sum'; strips can be replaced. */
export const madePlan = (timelines: Timeline[], strips?: PlanStrip[]): RenderPlan => {
  const root = timelines[0]
  const tracks = root.tracks.map((_, index) => `t${index}`)
  const { sampleRateHz, layout, channels, lengthSamples } = root
  return {
    schema: 'plan/1',
    product: 'test',
    sequence: {
      id: root.id,
      name: root.name,
      sampleRateHz,
      layout,
      channels,
      lengthSamples,
      lengthFrames: 0,
      frameRate: { num: 25, den: 1 },
      ticksPerFrame: '10160640000',
      zeroPointTicks: '0',
      timeReferenceSamples: 0,
    },
    genre: { id: '', title: '', fingerprint: '' },
    delivery: { id: '', title: '', fingerprint: '' },
    media: [],
    timelines: { root: root.id, timelines: Object.fromEntries(timelines.map((t) => [t.id, t])) },
    sources: root.tracks.map((track, index) => ({
      id: tracks[index],
      timeline: root.id,
      track: index,
      role: 'effects',
      clips: track.clips.map(({ id }) => ({ clip: id, trimDb: 0 })),
    })),
    strips: strips ?? [
      ...tracks.map((id): PlanStrip => ({
        id,
        title: id,
        role: null,
        inputs: [{ source: id, delaySamples: 0 }],
        chain: [],
      })),
      {
        id: 'sum',
        title: 'sum',
        role: null,
        inputs: tracks.map((strip) => ({ strip, gainDb: 0, delaySamples: 0 })),
        chain: [],
      },
    ],
    signals: {},
    master: { strip: 'sum', chain: [], gainDb: 0, limiter: { use: 'gain', params: { gainDb: 0 } } },
    outputs: tracks.map((strip) => ({ kind: 'stem', role: null, strip, file: strip, bitDepth: 32, layout })),
    promises: [],
    decisions: [],
  }
}

/** All stretches of a plan, put together by strip. */
export const renderStrips = (
  plan: RenderPlan,
  media: MemoryMedia,
  stretches: Stretch[] = [{ startSample: 0, endSample: plan.sequence.lengthSamples }],
  engine?: Engine,
): Record<string, Float32Array[]> => {
  const whole: Record<string, Float32Array[]> = {}
  for (const stretch of stretches) {
    const render = new StripsRender(plan, stretch, engine)
    for (let block = 0; block < render.blocks; block++) {
      const made = render.render(block, readMemory(media, render.needs(block)))
      for (const [id, sound] of Object.entries(made.strips)) {
        whole[id] ??= sound.map(() => new Float32Array(plan.sequence.lengthSamples))
        sound.forEach((channel, c) =>
          whole[id][c].set(channel.subarray(0, made.lengthSamples), made.startSample),
        )
      }
    }
  }
  return whole
}

export const renderMaster = (
  plan: RenderPlan,
  preMaster: Float32Array[],
  gainDb: number,
  stretches: Stretch[] = [{ startSample: 0, endSample: plan.sequence.lengthSamples }],
  engine?: Engine,
): Float32Array[] => {
  const whole = preMaster.map(() => new Float32Array(plan.sequence.lengthSamples))
  for (const stretch of stretches) {
    const render = new MasterRender(plan, stretch, gainDb, engine)
    for (let block = 0; block < render.blocks; block++) {
      const { startSample, lengthSamples } = render.range(block)
      const wanted = preMaster.map((channel) => channel.slice(startSample, startSample + lengthSamples))
      const made = render.render(block, wanted)
      made.sound.forEach((channel, c) =>
        whole[c].set(channel.subarray(0, made.lengthSamples), made.startSample),
      )
    }
  }
  return whole
}

/** Repeatable noise, -1 … 1. */
export const noise = (lengthSamples: number, seed = 1): Float32Array => {
  let state = seed >>> 0
  return Float32Array.from({ length: lengthSamples }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  })
}

export const sine = (lengthSamples: number, cyclesPerSample: number, phase = 0): Float32Array =>
  Float32Array.from({ length: lengthSamples }, (_, n) =>
    Math.sin(2 * Math.PI * (cyclesPerSample * n + phase)),
  )

export const decibels = (ratio: number): number => 20 * Math.log10(ratio)
