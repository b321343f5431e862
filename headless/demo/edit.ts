// The cut of the demo: where every clip lies, as the editor left it. Times here are seconds or frames of 29.97; they
// become ticks at the end, on frame edges for positions and on samples for source points.
import type {
  ClipDescription,
  MarkerDescription,
  ProjectDescription,
  SequenceDescription,
  TrackDescription,
} from './prproj/description'
import { ticksOfSample, ticksPerSecond } from '../../client/host/ticks'
import { lines, type Line, type Speaker } from './script'
import { planeNearestS, planeSeconds } from './sound/effects'
import { barSeconds } from './sound/music'

export const ticksPerFrame = 8_475_667_200n
/** 01:00:00;00 in drop-frame timecode is frame 107892. */
const zeroPointTicks = 107_892n * ticksPerFrame

/** Room that a clip keeps before and after the words, seconds. */
const leadS = 0.3
const tailS = 0.35
/** Music and place go on after the last word, seconds. */
const afterLastWordS = 6

export interface EditFacts {
  /** Length of each spoken line, seconds. */
  lineLengthsS: Map<string, number>
  /** Where each line begins in its take, seconds. */
  takeStartsS: Map<string, number>
}

export interface Cut {
  facts: EditFacts
  /** Where each line begins in the sequence, seconds. */
  lineStartsS: Map<string, number>
  endS: number
}

const frameOf = (seconds: number): bigint => BigInt(Math.round((seconds * 30000) / 1001))
const onFrame = (seconds: number): bigint => frameOf(seconds) * ticksPerFrame
const sourceTicks = (seconds: number, sampleRateHz = 48000): bigint =>
  ticksOfSample(Math.round(seconds * sampleRateHz), sampleRateHz)

export const layLines = (facts: EditFacts): Cut => {
  const lineStartsS = new Map<string, number>()
  let at = 0
  for (const line of lines) {
    at += line.pauseBeforeS
    lineStartsS.set(line.id, at)
    at += facts.lineLengthsS.get(line.id) ?? 0
  }
  return { facts, lineStartsS, endS: at + afterLastWordS }
}

const startOf = (cut: Cut, id: string): number => cut.lineStartsS.get(id) ?? 0
const endOf = (cut: Cut, id: string): number => startOf(cut, id) + (cut.facts.lineLengthsS.get(id) ?? 0)

/** A clip that plays `media` from `sourceS` on, between two places of the sequence. */
const clip = (
  name: string,
  media: string,
  places: { fromS: number; toS: number; sourceS: number; sampleRateHz?: number },
  more: Partial<ClipDescription> = {},
): ClipDescription => {
  const startTicks = onFrame(places.fromS)
  const endTicks = onFrame(places.toS)
  const inTicks = sourceTicks(places.sourceS, places.sampleRateHz)
  return { name, source: { media }, startTicks, endTicks, inTicks, outTicks: inTicks + endTicks - startTicks, ...more }
}

const lineClip = (cut: Cut, line: Line): ClipDescription =>
  clip(
    `${line.speaker} lav.wav`,
    line.speaker,
    {
      fromS: startOf(cut, line.id) - leadS,
      toS: endOf(cut, line.id) + tailS,
      sourceS: (cut.facts.takeStartsS.get(line.id) ?? 0) - leadS,
    },
    line.gainDb ? { gainDb: line.gainDb } : {},
  )

const speakerTrack = (cut: Cut, speaker: Speaker, name: string): TrackDescription => ({
  name,
  clips: lines.filter((line) => line.speaker === speaker).map((line) => lineClip(cut, line)),
})

const musicStartS = 1
const musicRateHz = 44100

/** The piece, cut on a bar line and taken up again six bars earlier, crossfaded; faded out at the end. */
const musicTrack = (cut: Cut): TrackDescription => {
  const cutBars = 14
  const cutS = musicStartS + cutBars * barSeconds
  const again = (cutBars - 6) * barSeconds
  const first = { fromS: musicStartS, toS: cutS, sourceS: 0, sampleRateHz: musicRateHz }
  const second = { fromS: cutS, toS: cut.endS - 1, sourceS: again, sampleRateHz: musicRateHz }
  const cutTicks = onFrame(cutS)
  const halfTicks = 24n * ticksPerFrame
  const endTicks = onFrame(cut.endS - 1)
  return {
    name: 'Music',
    clips: [clip('The Marta.wav', 'music', first), clip('The Marta.wav', 'music', second)],
    transitions: [
      { kind: 'constant-power', startTicks: cutTicks - halfTicks, endTicks: cutTicks + halfTicks, cutTicks },
      { kind: 'constant-gain', startTicks: endTicks - 120n * ticksPerFrame, endTicks, cutTicks: endTicks },
    ],
  }
}

/** Where the boathouse door opens and the place changes. */
const doorS = (cut: Cut): number => endOf(cut, 'jonas-4') + 1.6

/** The editor took the boathouse down by hand while Jonas answers first. */
const rideKeys = (cut: Cut, sourceS: number): ClipDescription['levelKeys'] => {
  const down = startOf(cut, 'jonas-1')
  const up = endOf(cut, 'jonas-2')
  const rows: [number, number][] = [[down - 0.8, 4], [down, -5], [up, -5], [up + 1.2, 4]]
  return rows.map(([atS, db]) => ({ sourceTicks: sourceTicks(atS + sourceS), db }))
}

const ambienceTrack = (cut: Cut): TrackDescription => {
  const insideS = 3
  const inside = { fromS: 0, toS: doorS(cut), sourceS: insideS }
  const outside = { fromS: doorS(cut), toS: cut.endS, sourceS: 4 }
  const cutTicks = onFrame(doorS(cut))
  const halfTicks = 20n * ticksPerFrame
  const endTicks = onFrame(cut.endS)
  return {
    name: 'Ambience',
    clips: [
      clip('boathouse.wav', 'boathouse', inside, { levelKeys: rideKeys(cut, insideS) }),
      clip('lake shore.wav', 'lake', outside),
    ],
    transitions: [
      { kind: 'constant-power', startTicks: cutTicks - halfTicks, endTicks: cutTicks + halfTicks, cutTicks },
      { kind: 'constant-power', startTicks: endTicks - 60n * ticksPerFrame, endTicks, cutTicks: endTicks },
    ],
  }
}

const effectsTrack = (cut: Cut): TrackDescription => {
  const planing = endOf(cut, 'jonas-2') + 0.2
  return {
    name: 'Effects',
    clips: [
      clip('ferry bell.wav', 'bell', { fromS: 1.8, toS: 5.8, sourceS: 0.02 }, { gainDb: -3 }),
      clip('hand plane.wav', 'planing', { fromS: planing, toS: planing + 2.4, sourceS: 0.05 }, { levelDb: -4 }),
      clip('boathouse door.wav', 'door', { fromS: doorS(cut) - 1.1, toS: doorS(cut) + 0.9, sourceS: 0.05 }),
    ],
  }
}

/** The plane is nearest in the middle of the long pause. */
const passByS = (cut: Cut): { fromS: number; toS: number } => {
  const middle = (endOf(cut, 'jonas-5') + startOf(cut, 'jonas-6')) / 2
  return { fromS: middle - planeNearestS + 0.1, toS: middle - planeNearestS + planeSeconds - 0.3 }
}

const passByTrack = (cut: Cut): TrackDescription => ({
  name: 'Effects pass-by',
  clips: [clip('mail plane.wav', 'plane', { ...passByS(cut), sourceS: 0.1 })],
})

const scratchTrack = (cut: Cut): TrackDescription => ({
  name: 'Scratch camera mic',
  muted: true,
  clips: [clip('camera scratch.wav', 'scratch', { fromS: 0, toS: cut.endS - 1, sourceS: 0 })],
})

const markers = (cut: Cut): MarkerDescription[] => [
  { name: 'outside', comments: 'We leave the boathouse here.', startTicks: onFrame(doorS(cut)) },
  { name: 'pass-by start', comments: 'Mail plane comes from the left.', startTicks: onFrame(passByS(cut).fromS) },
  { name: 'pass-by end', comments: 'Gone to the right.', startTicks: onFrame(passByS(cut).toS) },
]

export const sequenceName = 'The Marta'

const sequence = (cut: Cut): SequenceDescription => ({
  id: 'marta',
  name: sequenceName,
  ticksPerFrame,
  ticksPerSample: ticksPerSecond / 48000n,
  zeroPointTicks,
  dropFrame: true,
  tracks: [
    speakerTrack(cut, 'ines', 'Ines lav'),
    speakerTrack(cut, 'jonas', 'Jonas lav'),
    musicTrack(cut),
    ambienceTrack(cut),
    effectsTrack(cut),
    passByTrack(cut),
    scratchTrack(cut),
  ],
  markers: markers(cut),
})

export const describeProject = (cut: Cut, media: ProjectDescription['media']): ProjectDescription => ({
  name: sequenceName,
  version: 43,
  media,
  sequences: [sequence(cut)],
})
