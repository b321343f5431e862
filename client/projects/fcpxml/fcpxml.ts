// Final Cut Pro's fcpxml (1.2 to 1.13): projects, compound clips and multicam angles as sequences.
import { tooLarge } from '../byteStream'
import { frameRateOf } from '../frames'
import { checkNests } from '../nests'
import { plainTrack } from '../plainTrack'
import { ProblemList } from '../problemList'
import type {
  ProjectAudioTrack,
  ProjectFile,
  ProjectMedia,
  ProjectSequence,
  ProjectTransition,
} from '../project'
import { fileName } from '../prproj/media'
import { lastEnd } from '../prproj/sequence'
import { pathOfUrl } from '../xmeml/fileUrl'
import { child, childrenNamed, TreeBuilder, type XmlNode } from '../xmlTree'
import { projectLimits } from '../limits'
import { buildClip, type BuiltClip, type ResourceTable } from './clip'
import { laneName, tracksOfLanes } from './lanes'
import { flattenSpine, type Flattened } from './leaf'
import { ticksOfFraction } from './times'

const dropped = new Set(
  (
    'metadata note text text-style-def filter-video filter-video-mask adjust-transform adjust-crop adjust-conform ' +
    'adjust-colorConform adjust-blend adjust-corners keyword analysis-marker bookmark smart-collection rating'
  ).split(' '),
)
const attributes = new Set(
  (
    'id version name ref src start offset duration lane enabled format frameDuration width height tcStart tcFormat ' +
    'audioLayout audioRate hasAudio hasVideo audioChannels audioSources srcEnable srcCh audioStart audioDuration ' +
    'audioRole role amount time value angleID active uid'
  ).split(' '),
)

/** 25 fps, for sequences whose format says nothing. */
const DEFAULT_TICKS_PER_FRAME = 10_160_640_000n

export const fcpxmlTree = (where: string): TreeBuilder =>
  new TreeBuilder(where, { dropped, attributes, reduce: () => undefined })

interface FoundSequence {
  id: string
  name: string
  node: XmlNode
  spine: XmlNode
}

export const buildFcpxml = (tree: TreeBuilder, path: string, where: string): ProjectFile => {
  const root = tree.root!
  const problems = new ProblemList()
  const resources = child(root, 'resources')
  const formats = new Map(childrenNamed(resources, 'format').map((format) => [format.attributes.id, format]))
  const assets = assetsOf(resources)
  const found = [...projectsOf(root), ...compoundsOf(resources)]
  const clocks = found.map(({ id, node }) => [id, { startTicks: tcStartOf(node) }] as const)
  const table: ResourceTable = { assets, sequences: new Map(clocks), problems }
  const sequences = found.map((one) => buildSequence(one, formats, table, where))
  checkNests(sequences, problems)
  return {
    format: 'fcpxml',
    version: root.attributes.version ?? '',
    writtenBy: '',
    path,
    name: where.replace(/\.[^.]*$/, ''),
    sequences,
    media: [...assets.values()].map(({ media }) => media).filter((media) => media.path !== ''),
    problems: problems.items,
  }
}

const assetsOf = (resources: XmlNode | undefined): ResourceTable['assets'] => {
  const assets: ResourceTable['assets'] = new Map()
  for (const node of childrenNamed(resources, 'asset')) {
    const {
      id = '',
      name = '',
      src,
      audioChannels,
      audioSources,
      audioRate,
      hasVideo,
      hasAudio,
    } = node.attributes
    const path = pathOfUrl(src ?? child(node, 'media-rep')?.attributes.src ?? '')
    const channels = (Number(audioChannels) || 0) * Math.max(1, Number(audioSources) || 1)
    const media: ProjectMedia = {
      id,
      name: name || fileName(path),
      path,
      alternatives: [],
      channels: Math.min(1024, Math.max(0, Math.round(channels))),
      sampleRateHz: rateOf(audioRate) ?? 0,
      durationTicks: ticksOfFraction(node.attributes.duration) ?? 0n,
      hasVideo: hasVideo === '1',
    }
    const startTicks = ticksOfFraction(node.attributes.start) ?? 0n
    if (!assets.has(id)) assets.set(id, { media, startTicks, hasAudio: hasAudio === '1' })
  }
  return assets
}

/** "48k" on sequences, "48000" on assets. */
const rateOf = (text: string | undefined): number | null => {
  const match = /^(\d+(?:\.\d+)?)(k?)$/.exec(text?.trim() ?? '')
  const rate = match ? Math.round(Number(match[1]) * (match[2] ? 1000 : 1)) : 0
  return rate >= 8000 && rate <= 768000 ? rate : null
}

const projectsOf = (root: XmlNode): FoundSequence[] => {
  const found: FoundSequence[] = []
  const search = (node: XmlNode): void => {
    if (node.name === 'project') {
      const sequence = child(node, 'sequence')
      const spine = child(sequence, 'spine')
      const { name = '', uid } = node.attributes
      if (sequence && spine)
        found.push({ id: uid || `project${found.length + 1}`, name, node: sequence, spine })
    } else if (node.name !== 'resources') node.children.forEach(search)
  }
  search(root)
  return found
}

const compoundsOf = (resources: XmlNode | undefined): FoundSequence[] =>
  childrenNamed(resources, 'media').flatMap((media) => {
    const { id = '', name = '' } = media.attributes
    const sequence = child(media, 'sequence')
    const spine = child(sequence, 'spine')
    const whole = sequence && spine ? [{ id, name, node: sequence, spine }] : []
    const multicam = child(media, 'multicam')
    const angles = childrenNamed(multicam, 'mc-angle').map((angle) => {
      const { angleID = '', name: angleName = '' } = angle.attributes
      return { id: `${id}/${angleID}`, name: `${name} ${angleName}`.trim(), node: multicam!, spine: angle }
    })
    return [...whole, ...angles]
  })

const tcStartOf = (node: XmlNode): bigint => ticksOfFraction(node.attributes.tcStart) ?? 0n

const buildSequence = (
  found: FoundSequence,
  formats: Map<string, XmlNode>,
  table: ResourceTable,
  where: string,
): ProjectSequence => {
  const { node, name } = found
  const format = formats.get(node.attributes.format ?? '')
  const frame = ticksOfFraction(format?.attributes.frameDuration)
  const ticksPerFrame = frame !== null && frame > 0n ? frame : DEFAULT_TICKS_PER_FRAME
  const zeroPointTicks = tcStartOf(node)
  const tooMany = (): never => tooLarge(where, 'nested clips', projectLimits.clips)
  const flat = flattenSpine(found.spine, -zeroPointTicks, tooMany)
  const build = (isVideo: boolean) =>
    tracksOfLanes(
      flat.leaves.flatMap((leaf, index) => {
        if (!(isVideo ? showsPicture(leaf.node, table) : isHeard(leaf.node, table))) return []
        const built = buildClip(leaf, index, isVideo, ticksPerFrame, name, table)
        return built ? [{ lane: leaf.lane, built }] : []
      }),
    )
  const audioTracks = build(false).map((track, index) => audioTrack(track, index, flat))
  const videoTracks = build(true).map(({ clips }, index) => ({
    name: `Video ${index + 1}`,
    enabled: true,
    clips,
  }))
  return {
    id: found.id,
    name,
    ticksPerFrame,
    frameRate: frameRateOf(ticksPerFrame),
    dropFrame: node.attributes.tcFormat === 'DF',
    sampleRateHz: rateOf(node.attributes.audioRate) ?? 48000,
    zeroPointTicks: zeroPointTicks < 0n ? 0n : zeroPointTicks,
    endTicks: lastEnd([...audioTracks, ...videoTracks].flatMap((track) => track.clips)),
    inPointTicks: null,
    outPointTicks: null,
    layout: layouts[node.attributes.audioLayout ?? ''] ?? 'stereo',
    audioTracks,
    videoTracks,
    markers: flat.markers.map((marker) => ({ ...marker, comments: '' })),
    frameWidth: Number(format?.attributes.width) || 0,
    frameHeight: Number(format?.attributes.height) || 0,
  }
}

const layouts: Record<string, ProjectSequence['layout']> = { mono: 'mono', stereo: 'stereo', surround: '5.1' }

const isHeard = (node: XmlNode, { assets }: ResourceTable): boolean => {
  if (node.name === 'video' || node.name === 'title' || node.attributes.srcEnable === 'video') return false
  if (node.name === 'ref-clip' || node.name === 'mc-clip') return true
  return assets.get(node.attributes.ref ?? '')?.hasAudio !== false
}

const showsPicture = (node: XmlNode, { assets }: ResourceTable): boolean => {
  if (node.name === 'audio' || node.attributes.srcEnable === 'audio') return false
  return node.name !== 'asset-clip' || assets.get(node.attributes.ref ?? '')?.media.hasVideo === true
}

const audioTrack = (
  track: { lane: number; clips: BuiltClip['clip'][]; transitions: ProjectTransition[]; roles: Set<string> },
  index: number,
  flat: Flattened,
): ProjectAudioTrack => ({
  ...plainTrack(laneName(track, index)),
  clips: track.clips,
  transitions: [...track.transitions, ...crossfades(track, flat)],
})

/** A crossfade belongs to the cut of its lane that lies under it. */
const crossfades = (
  track: { lane: number; clips: BuiltClip['clip'][] },
  flat: Flattened,
): ProjectTransition[] =>
  flat.transitions.flatMap(({ lane, startTicks, endTicks }) => {
    if (lane !== track.lane || startTicks < 0n) return []
    const edges = track.clips.flatMap((clip) => [clip.startTicks, clip.endTicks])
    const cutTicks = edges.find((edge) => edge >= startTicks && edge <= endTicks)
    if (cutTicks === undefined) return []
    return [{ name: 'Audio Crossfade', kind: 'constant-power' as const, startTicks, endTicks, cutTicks }]
  })
