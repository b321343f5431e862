// One item of a track as the host reports it.
import type { ClipSnapshot } from '../contract'
import { find } from '../es3/array'
import { attempt } from './attempt'
import type { ProjectItem, TrackItem } from './dom'
import { allSequences } from './findSequence'
import { readSound } from './readLevel'

type Kind = ClipSnapshot['kind']

export const readClip = (item: TrackItem): ClipSnapshot => {
  const source = attempt(() => item.projectItem, null as ProjectItem | null)
  const kind = source === null ? 'other' : kindOf(source)
  const sound = readSound(item)
  return {
    nodeId: String(item.nodeId),
    name: String(item.name),
    mediaPath: source === null ? '' : pathOf(source, kind),
    nestedSequenceId: source === null || kind === 'file' ? null : sequenceIdOf(source),
    kind,
    offline: source !== null && attempt(() => !!source.isOffline(), false),
    startTicks: String(item.start.ticks),
    endTicks: String(item.end.ticks),
    inTicks: String(item.inPoint.ticks),
    outTicks: String(item.outPoint.ticks),
    speed: attempt(() => Math.abs(Number(item.getSpeed())), 1),
    reversed: attempt(() => !!item.isSpeedReversed(), false),
    enabled: !item.disabled,
    level: sound.level,
    levelBypassed: sound.levelBypassed,
    levelKeys: sound.levelKeys,
    effects: sound.effects,
  }
}

/** isSequence is true for all three, so it is asked last. */
const kindOf = (source: ProjectItem): Kind => {
  if (attempt(() => source.isMulticamClip(), false)) return 'multicam'
  if (attempt(() => source.isMergedClip(), false)) return 'merged'
  if (attempt(() => source.isSequence(), false)) return 'nest'
  return attempt(() => source.getMediaPath(), '') === '' ? 'other' : 'file'
}

const pathOf = (source: ProjectItem, kind: Kind): string =>
  kind === 'nest' || kind === 'multicam' ? '' : attempt(() => String(source.getMediaPath()), '')

const sequenceIdOf = (source: ProjectItem): string | null => {
  const nest = find(allSequences(), (each) =>
    attempt(() => each.projectItem?.nodeId === source.nodeId, false),
  )
  return nest === null ? null : nest.sequenceID
}
