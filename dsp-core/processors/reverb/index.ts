// Reverb: early reflections of a box (early.ts), then a network of sixteen delay lines that absorb per band (lines.ts),
// fed through allpass diffusers and mixed by a Hadamard matrix. Nothing is modulated: lines enough for the decay keep
// single modes from standing out (M. R. Schroeder, "Natural sounding artificial reverberation", JAES 10, 1962: 0.15
// lines per hertz and second of decay). One or two channels enter; every channel gets its own late sound.
// Source: J.-M. Jot, A. Chaigne, "Digital delay networks for designing artificial reverberators", AES 90 (1991).
import { gainFromDb } from '../../signal/decibels'
import {
  butterworthHighPass,
  butterworthLowPass,
  ringingSamples,
  sectionTable,
  type Section,
} from '../../signal/filterDesign'
import { samplesOf } from '../../signal/timeConstant'
import { defineProcessor, type Parameters, type ProcessorContext } from '../processor'
import { earlyTable } from './early'
import { absorption, lineCount, primeLengths, type Decay } from './lines'
import { spaceOf } from './spaces'

const params = {
  typeChoice: { title: 'Type (0 room, 1 hall, 2 plate)', min: 0, max: 2, initial: 0 },
  sizePercent: { title: 'Size', min: 0, max: 100, initial: 50 },
  predelayMs: { title: 'Pre-delay', min: 0, max: 250, initial: 0 },
  decayMs: { title: 'Decay (to -60 dB)', min: 100, max: 10000, initial: 700 },
  lowDecayPercent: { title: 'Decay of the lows', min: 25, max: 200, initial: 110 },
  highDecayPercent: { title: 'Decay of the highs', min: 10, max: 150, initial: 50 },
  lowCrossoverHz: { title: 'Lows end at', min: 60, max: 1000, initial: 250 },
  highCrossoverHz: { title: 'Highs begin at', min: 1000, max: 12000, initial: 5000 },
  earlyGainDb: { title: 'Early reflections', min: -60, max: 12, initial: -3 },
  lateGainDb: { title: 'Late sound', min: -60, max: 12, initial: 0 },
  lowCutHz: { title: 'Low cut (0 is off)', min: 0, max: 1000, initial: 80 },
  highCutHz: { title: 'High cut (0 is off)', min: 0, max: 20000, initial: 0 },
  widthPercent: { title: 'Width', min: 0, max: 100, initial: 100 },
  mixPercent: { title: 'Mix', min: 0, max: 100, initial: 20 },
}

type ReverbParameters = Parameters<keyof typeof params>

const offBelowHz = 20
/** Length of all lines, in seconds, per second of decay. */
const linesPerDecay = 0.25

const sectionsOf = (p: ReverbParameters, { sampleRateHz }: ProcessorContext): Section[] => [
  ...(p.lowCutHz >= offBelowHz ? butterworthHighPass(p.lowCutHz, 2, sampleRateHz) : []),
  ...(p.highCutHz >= offBelowHz ? butterworthLowPass(p.highCutHz, 2, sampleRateHz) : []),
]

const decayOf = (p: ReverbParameters): Decay => ({
  seconds: p.decayMs / 1000,
  lowSeconds: (p.decayMs / 1000) * (p.lowDecayPercent / 100),
  highSeconds: (p.decayMs / 1000) * (p.highDecayPercent / 100),
  lowHz: p.lowCrossoverHz,
  highHz: p.highCrossoverHz,
})

/** 0.5 ... 2: what the lengths of lines and walls are multiplied by. */
const scaleOf = (sizePercent: number): number => 2 ** ((sizePercent - 50) / 50)

const lineLengths = (p: ReverbParameters, { sampleRateHz }: ProcessorContext): Float64Array => {
  const { shortestMs, longestMs } = spaceOf(p.typeChoice)
  const mean = (longestMs - shortestMs) / Math.log(longestMs / shortestMs)
  const enough = (linesPerDecay * p.decayMs) / (lineCount * mean)
  const samples = (Math.max(scaleOf(p.sizePercent), enough) * sampleRateHz) / 1000
  return primeLengths(lineCount, shortestMs * samples, longestMs * samples)
}

const diffuserLengths = (p: ReverbParameters, { sampleRateHz }: ProcessorContext): Float64Array => {
  const { diffuserMs } = spaceOf(p.typeChoice)
  return primeLengths(8, (diffuserMs / 8) * (sampleRateHz / 1000), diffuserMs * (sampleRateHz / 1000))
}

/** Later reflections belong to the network. */
const earlyMs = 120

const earlyTaps = (p: ReverbParameters, { sampleRateHz }: ProcessorContext): Float64Array => {
  const { box } = spaceOf(p.typeChoice)
  if (!box) return new Float64Array(0)
  const [length, width, height] = box.metres.map((metres) => metres * scaleOf(p.sizePercent))
  const table = earlyTable({ ...box, metres: [length, width, height] }, earlyMs / 1000, sampleRateHz)
  const gain = gainFromDb(p.earlyGainDb)
  return table.map((value, i) => (i % 4 === 3 ? value * gain : value))
}

/** No row of the matrix itself, and all orthogonal: what one channel hears has nothing in common with another. */
const sign = (row: number, line: number): number => {
  let bits = row & ((line * 5 + 3) % lineCount)
  let odd = 0
  for (; bits > 0; bits >>= 1) odd ^= bits & 1
  return odd ? -1 : 1
}

/** By chance, once, so that the lines do not begin as a row of the matrix. */
const inputSigns = [1, 1, -1, 1, -1, -1, 1, 1, 1, -1, 1, -1, -1, -1, -1, 1]

/**
 * White noise comes out as loud as it went in: the lines hold its energy, losing 60 dB in the decay, and give out
 * lineCount of their samples at once.
 */
const lateGain = (lengths: Float64Array, p: ReverbParameters, { sampleRateHz }: ProcessorContext): number => {
  const held = lengths.reduce((sum, samples) => sum + samples, 0)
  const fallen = (6 * Math.LN10) / ((p.decayMs / 1000) * sampleRateHz)
  return gainFromDb(p.lateGainDb) * Math.sqrt((fallen * held) / (2 * lineCount))
}

const outputTable = (gain: number): Float64Array =>
  Float64Array.from(
    { length: lineCount * lineCount },
    (_, i) => gain * sign(1 + (Math.floor(i / lineCount) % (lineCount - 1)), i % lineCount),
  )

const tailSamples = (p: ReverbParameters, context: ProcessorContext): number => {
  const { seconds, lowSeconds, highSeconds } = decayOf(p)
  const { diffusion } = spaceOf(p.typeChoice)
  const diffused = diffuserLengths(p, context).reduce((sum, samples) => sum + samples, 0) / 2
  return Math.ceil(
    samplesOf(p.predelayMs + earlyMs, context.sampleRateHz) +
      2.1 * Math.max(seconds, lowSeconds, highSeconds) * context.sampleRateHz +
      (diffused * Math.log(1e-6)) / Math.log(diffusion) +
      Math.max(...lineLengths(p, context)) +
      sectionsOf(p, context).reduce((sum, section) => sum + ringingSamples(section), 0),
  )
}

export const reverb = defineProcessor({
  id: 'reverb',
  title: 'Reverb',
  ports: ['main'],
  params,
  neutral: { mixPercent: 0 },
  alike: { widthPercent: 0 },
  readings: [],
  latencySamples: () => 0,
  tailSamples: (p, context) => (p.mixPercent > 0 ? tailSamples(p, context) : 0),
  design: (p, context) => {
    const lengths = lineLengths(p, context)
    return {
      predelaySamples: samplesOf(p.predelayMs, context.sampleRateHz),
      dry: 1 - p.mixPercent / 100,
      wet: p.mixPercent / 100,
      width: p.widthPercent / 100,
      lengths,
      coefficients: absorption(lengths, decayOf(p), context.sampleRateHz),
      inputs: Float64Array.from(inputSigns, (value) => value * Math.sqrt(2 / lineCount)),
      outputs: outputTable(lateGain(lengths, p, context)),
      early: earlyTaps(p, context),
      diffuserLengths: diffuserLengths(p, context),
      diffusion: spaceOf(p.typeChoice).diffusion,
      sections: sectionTable(sectionsOf(p, context)),
    }
  },
})
