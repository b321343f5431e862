// The media of a .prproj: files with their paths, channels and lengths.
import { ticksPerSecond } from '../frames'
import type { ProjectMedia } from '../project'
import { channelsOfLayout, textOf, ticksOf, type Graph } from './graph'
import type { ProjectRecord } from './records'

export const readMedia = (graph: Graph): ProjectMedia[] =>
  [...graph.all('Media')].map((media) => oneMedia(graph, media))

const oneMedia = (graph: Graph, media: ProjectRecord): ProjectMedia => {
  const audio = graph.follow(media, 'audio')
  const video = graph.follow(media, 'video')
  const path = textOf(media, 'path') || textOf(media, 'actualPath')
  const others = [textOf(media, 'actualPath'), textOf(media, 'relativePath')]
  return {
    id: media.id,
    name: textOf(media, 'title') || fileName(path),
    path,
    alternatives: [...new Set(others)].filter((other) => other !== '' && other !== path),
    channels: channelsOfLayout(textOf(audio, 'layout')),
    sampleRateHz: rateOfTicks(ticksOf(audio, 'rate')),
    durationTicks: (audio ? ticksOf(audio, 'duration') : ticksOf(video, 'duration')) ?? 0n,
    hasVideo: video !== undefined,
  }
}

export const fileName = (path: string): string => path.split(/[\\/]/).pop() ?? ''

/** Premiere stores a sample's length: 5292000 ticks is 48 kHz. */
export const rateOfTicks = (ticks: bigint | null): number =>
  ticks !== null && ticks > 0n ? Math.round(Number(ticksPerSecond) / Number(ticks)) : 0
