// What stands on every track, as text to compare: the only proof that placing touched nothing else.
import { each, items, map } from '../es3/array'
import type { Sequence, Track, TrackItem } from './dom'
import { audioTracksOf, videoTracksOf } from './findSequence'

export interface TrackState {
  name: string
  clips: string[]
  nodeIds: string[]
}

export interface TrackStates {
  audio: TrackState[]
  video: TrackState[]
}

export const captureTracks = (sequence: Sequence): TrackStates => ({
  audio: map(audioTracksOf(sequence), capture),
  video: map(videoTracksOf(sequence), capture),
})

/** Each clip is asked once: a feature film has thousands. */
const capture = (track: Track): TrackState => {
  const state: TrackState = { name: String(track.name), clips: [], nodeIds: [] }
  each(clipsOf(track), (clip) => {
    const nodeId = String(clip.nodeId)
    state.nodeIds.push(nodeId)
    state.clips.push(nodeId + ' ' + clip.start.ticks + ' ' + clip.end.ticks)
  })
  return state
}

export const clipsOf = (track: Track): TrackItem[] => items(track.clips, track.clips.numItems)

/** Where the one new track is when all others are as before, in order; -1 when they are not. */
export const indexOfAdded = (before: TrackStates, after: TrackStates): number => {
  if (after.audio.length !== before.audio.length + 1 || !areSame(before.video, after.video)) return -1
  for (let index = before.audio.length; index >= 0; index--) {
    if (areSame(before.audio, without(after.audio, index))) return index
  }
  return -1
}

/** Whether everything besides one audio track is as it was. */
export const onlyChanged = (index: number, before: TrackStates, after: TrackStates): boolean =>
  areSame(without(before.audio, index), without(after.audio, index)) && areSame(before.video, after.video)

const without = (tracks: TrackState[], index: number): TrackState[] =>
  tracks.slice(0, index).concat(tracks.slice(index + 1))

const areSame = (a: TrackState[], b: TrackState[]): boolean => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) {
    if (a[i].name !== b[i].name || a[i].clips.join('\n') !== b[i].clips.join('\n')) return false
  }
  return true
}
