// Final Cut Pro XML (xmeml 1 to 5), as Premiere, Final Cut Pro 7, Resolve, kdenlive and newsroom systems write it.
import { fail } from '../../problem'
import { frameRateOf, rateOfTimebase, ticksOfFrames, ticksPerFrameOf, type FrameRate } from '../frames'
import { projectLimits } from '../limits'
import { tooLarge } from '../byteStream'
import { checkNests } from '../nests'
import { ProblemList } from '../problemList'
import type { ProjectFile, ProjectSequence, TrackLayout } from '../project'
import { lastEnd } from '../prproj/sequence'
import { at, numberAt, textAt, type XmlNode } from '../xmlTree'
import { markersOf, XmemlCollector, type RawSequence } from './collect'
import { groupTracks } from './explode'
import { rateAt } from './raw'
import { framesOfTimecode } from './timecode'
import { buildAudioTrack, buildVideoTrack, settleLinks, type TrackContext } from './tracks'

export const buildXmeml = (collector: XmemlCollector, path: string, where: string): ProjectFile => {
  if (!collector.tree.root) return fail('project-damaged', where)
  const problems = new ProblemList()
  const inOrder = [...collector.sequences].sort((a, b) => a.order - b.order)
  const sequences = inOrder.map((raw) => buildSequence(raw, collector, problems, where))
  checkNests(sequences, problems)
  return {
    format: 'xmeml',
    version: collector.version,
    writtenBy: '',
    path,
    name: where.replace(/\.[^.]*$/, ''),
    sequences,
    media: [...collector.files.values()].filter((media) => media.path !== ''),
    problems: problems.items,
  }
}

const buildSequence = (
  raw: RawSequence,
  collector: XmemlCollector,
  problems: ProblemList,
  where: string,
): ProjectSequence => {
  const { node } = raw
  const rate =
    rateAt(node) ?? rateAt(at(node, 'media/video/format/samplecharacteristics')) ?? rateOfTimebase(25, false)
  const name = textAt(node, 'name')
  const ticksPerFrame = ticksPerFrameOf(rate)
  if (raw.audio.length + raw.video.length > projectLimits.tracks)
    tooLarge(where, 'tracks', projectLimits.tracks)
  const aliases = new Map<string, string>()
  const { files, masterFiles } = collector
  const context = (letter: string, index: number): TrackContext => {
    const isVideo = letter === 'V'
    return {
      files,
      masterFiles,
      problems,
      ticksPerFrame,
      aliases,
      isVideo,
      where: `${name} / ${letter}${index + 1}`,
    }
  }
  const groups = groupTracks(raw.audio)
  const audioTracks = groups.map((group, i) => buildAudioTrack(group, i, rate, context('A', i)))
  const videoTracks = raw.video.map((track, i) => buildVideoTrack(track, i, rate, context('V', i)))
  settleLinks([...audioTracks, ...videoTracks], aliases)
  return {
    id: raw.id,
    name,
    ticksPerFrame,
    frameRate: frameRateOf(ticksPerFrame),
    ...clockOf(node, rate),
    sampleRateHz: sampleRateOf(node),
    endTicks: lastEnd([...audioTracks, ...videoTracks].flatMap((track) => track.clips)),
    inPointTicks: pointOf(node, 'in', rate),
    outPointTicks: pointOf(node, 'out', rate),
    layout: masterLayout(node),
    audioTracks,
    videoTracks,
    markers: markersOf(node, ticksPerFrame),
    frameWidth: sizeAt(node, 'width'),
    frameHeight: sizeAt(node, 'height'),
  }
}

const clockOf = (node: XmlNode, rate: FrameRate): Pick<ProjectSequence, 'zeroPointTicks' | 'dropFrame'> => {
  const timecode = at(node, 'timecode')
  const own = rateAt(timecode) ?? rate
  const dropFrame =
    /^\s*DF\s*$/i.test(textAt(timecode, 'displayformat')) ||
    /^(102|106)$/.test(node.attributes['MZ.Sequence.VideoTimeDisplayFormat'] ?? '')
  const frame = numberAt(timecode, 'frame') ?? framesOfTimecode(textAt(timecode, 'string'), own, dropFrame)
  const zeroPointTicks = ticksOfFrames(Math.max(0, Math.min(frame, 1e9)), own)
  return { dropFrame, zeroPointTicks }
}

const pointOf = (node: XmlNode, name: string, rate: FrameRate): bigint | null => {
  const frames = numberAt(node, name)
  return frames === null || frames < 0 || frames > 1e9 ? null : ticksOfFrames(frames, rate)
}

const sampleRateOf = (node: XmlNode): number => {
  const rate = numberAt(node, 'media/audio/format/samplecharacteristics/samplerate') ?? 48000
  return rate >= 8000 && rate <= 768000 ? Math.round(rate) : 48000
}

const sizeAt = (node: XmlNode, name: string): number =>
  Math.max(0, Math.round(numberAt(node, `media/video/format/samplecharacteristics/${name}`) ?? 0))

const masterLayout = (node: XmlNode): TrackLayout => {
  const outputs = numberAt(node, 'media/audio/numOutputChannels') ?? 2
  return outputs === 1 ? 'mono' : outputs === 2 ? 'stereo' : outputs === 6 ? '5.1' : 'multichannel'
}
