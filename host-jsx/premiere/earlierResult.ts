// What an earlier run with the same tag left on the timeline, and taking it off.
import type { Placement, PlacementReceipt } from '../contract'
import { contains, each, filter, map } from '../es3/array'
import { fail } from '../reply'
import { removeEmptyTrack } from './addTrack'
import { attempt } from './attempt'
import { filesIn, isOneOf } from './bin'
import type { ProjectItem, Track, TrackItem } from './dom'
import { audioTracksOf, findSequence } from './findSequence'
import { channelsOf } from './overwrite'
import type { EarlierResult } from './resultMarker'
import { readMarked } from './resultMarker'
import { clipsOf } from './trackState'

export const takeOffEarlier = (placement: Placement, receipt: PlacementReceipt): EarlierResult => {
  const marked = readMarked(placement.sequenceId, placement.tag)
  receipt.earlierMarker = marked === null ? null : marked.comments
  const files = marked === null ? [] : marked.files
  const wanted = map(placement.files, (file) => file.trackName)
  const inBin = map(filesIn(placement.binName), (item) => item.nodeId)
  each(audioTracksOf(findSequence(placement.sequenceId)), (track, index) => {
    const byName = contains(wanted, String(track.name))
    const isOurs = (clip: TrackItem): boolean => {
      const item = clip.projectItem
      if (!item) return false
      return (
        isOneOf(
          attempt(() => item.getMediaPath(), ''),
          files,
        ) ||
        (byName && contains(inBin, item.nodeId))
      )
    }
    if (filter(clipsOf(track), isOurs).length > 0) takeOffClips(placement.sequenceId, index, isOurs, receipt)
  })
  return {
    keptTracks: keptTracks(placement, marked === null ? [] : marked.tracks, wanted),
    muted: marked === null ? [] : marked.muted,
  }
}

/** References die with each removal, so the next one is found anew. */
const takeOffClips = (
  sequenceId: string,
  index: number,
  isOurs: (clip: TrackItem) => boolean,
  receipt: PlacementReceipt,
): void => {
  const track = (): Track => findSequence(sequenceId).audioTracks[index]
  for (
    let mine = filter(clipsOf(track()), isOurs);
    mine.length > 0;
    mine = filter(clipsOf(track()), isOurs)
  ) {
    const count = track().clips.numItems
    const entry = entryFor(track(), mine[0])
    mine[0].remove(false, false)
    if (track().clips.numItems !== count - 1) {
      fail('host-track-changed', String(track().name), 'the earlier result could not be removed')
    }
    receipt.replacedClips.push(entry)
    if (!contains(receipt.replaced, entry.path)) receipt.replaced.push(entry.path)
  }
}

const entryFor = (track: Track, clip: TrackItem): PlacementReceipt['replacedClips'][number] => {
  const item = clip.projectItem as ProjectItem
  return {
    trackName: String(track.name),
    channels: channelsOf(item),
    path: String(item.getMediaPath()),
    startTicks: String(clip.start.ticks),
    endTicks: String(clip.end.ticks),
    itemRemoved: false,
  }
}

/** The earlier run's own tracks are used again or, when no file goes there now, removed. */
const keptTracks = (placement: Placement, added: string[], wanted: string[]): string[] => {
  each(
    filter(added, (name) => !contains(wanted, name)),
    (name) => removeEmptyTrack(placement.sequenceId, name),
  )
  return filter(added, (name) => contains(wanted, name))
}
