// The edges of clips as xmeml has them: whole frames, -1 under a transition, exact source ticks beside.
import { framesOfTicks, scaleTicks, ticksOfFrames } from '../frames'
import type { ProjectClip, ProjectTransition } from '../project'
import { unscaled } from './filters'
import type { WrittenRate } from './rate'
import { element, leaf } from './xmlText'
import { rateElement } from './rate'

interface WrittenEdges {
  /** -1 where a transition owns the edge. */
  start: number
  end: number
  in: number
  out: number
  exactIn: bigint
  exactOut: bigint
}

export const edgesOf = (
  clip: ProjectClip,
  transitions: ProjectTransition[],
  rate: WrittenRate,
): WrittenEdges => {
  const before = transitions.find((one) => one.cutTicks === clip.startTicks && one.startTicks <= one.cutTicks)
  const after = transitions.find((one) => one.cutTicks === clip.endTicks && one !== before)
  const nearest = framesOfTicks(before ? before.startTicks : clip.startTicks, rate)
  // Never before the source's beginning: there the edge moves later instead.
  const firstFrame =
    !before && sourceAt(clip, nearest, rate) < 0n && clip.inTicks >= 0n ? nearest + 1 : nearest
  const end = framesOfTicks(after ? after.endTicks : clip.endTicks, rate)
  const lastFrame = Math.max(end, firstFrame + 1)
  // What moves is the edge, never the sound under it.
  const exactIn = sourceAt(clip, firstFrame, rate)
  const exactOut = exactIn + scaleTicks(ticksOfFrames(lastFrame - firstFrame, rate), clip.speed)
  const first = framesOfTicks(unscaled(exactIn, clip.speed), rate)
  return {
    start: before ? -1 : firstFrame,
    end: after ? -1 : lastFrame,
    in: first,
    out: first + lastFrame - firstFrame,
    exactIn,
    exactOut,
  }
}

const sourceAt = (clip: ProjectClip, frame: number, rate: WrittenRate): bigint =>
  clip.inTicks + scaleTicks(ticksOfFrames(frame, rate) - clip.startTicks, clip.speed)

const effects = {
  'constant-power': ['Cross Fade (+3dB)', 'KGAudioTransCrossFade3dB'],
  'constant-gain': ['Cross Fade ( 0dB)', 'KGAudioTransCrossFade0dB'],
  exponential: ['Exponential Fade', 'Exponential Fade'],
} as const

export const transitionElement = (
  transition: ProjectTransition,
  clips: ProjectClip[],
  rate: WrittenRate,
): string => {
  const { startTicks, endTicks, cutTicks, kind } = transition
  const start = framesOfTicks(startTicks, rate)
  const end = Math.max(start + 1, framesOfTicks(endTicks, rate))
  const [name, id] = effects[kind]
  const hasOutgoing = clips.some((clip) => clip.endTicks === cutTicks)
  const hasIncoming = clips.some((clip) => clip.startTicks === cutTicks)
  const alignment = !hasOutgoing ? 'start-black' : !hasIncoming ? 'end-black' : alignmentOf(transition)
  const offset = cutTicks - ticksOfFrames(start, rate)
  return element('transitionitem', {}, [
    leaf('start', start),
    leaf('end', end),
    leaf('alignment', alignment),
    leaf('cutPointTicks', offset < 0n ? 0n : offset),
    rateElement(rate),
    element('effect', {}, [
      leaf('name', name),
      leaf('effectid', id),
      leaf('effecttype', 'transition'),
      leaf('mediatype', 'audio'),
      leaf('wipecode', 0),
      leaf('wipeaccuracy', 100),
      leaf('startratio', 0),
      leaf('endratio', 1),
      leaf('reverse', 'FALSE'),
    ]),
  ])
}

const alignmentOf = ({ startTicks, endTicks, cutTicks }: ProjectTransition): string =>
  cutTicks === startTicks ? 'start' : cutTicks === endTicks ? 'end' : 'center'

/** Clips and transitions in the order they are heard: a transition stands between the clips it joins. */
export const inOrder = <T>(
  clips: { at: bigint; value: T }[],
  transitions: { at: bigint; value: T }[],
): T[] => {
  const all = [
    ...clips.map((one) => ({ ...one, rank: 1 })),
    ...transitions.map((one) => ({ ...one, rank: 0 })),
  ]
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.rank - b.rank)).map(({ value }) => value)
}
