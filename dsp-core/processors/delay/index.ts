// Echoes, by time or by tempo and note value. Each repeat passes the filters once more; with ping-pong it changes
// sides. What is fed back is under 0.9 of what came, and the filters lift nothing: it always dies away.
import {
  butterworthHighPass,
  butterworthLowPass,
  ringingSamples,
  sectionTable,
  type Section,
} from '../../signal/filterDesign'
import { defineProcessor, type Parameters, type ProcessorContext } from '../processor'

const params = {
  timeMs: { title: 'Time', min: 1, max: 4000, initial: 350 },
  tempoBpm: { title: 'Tempo (0: by time)', min: 0, max: 300, initial: 0 },
  noteBeats: { title: 'Note value (1 is a quarter)', min: 0.0625, max: 4, initial: 0.5 },
  feedbackPercent: { title: 'Feedback', min: 0, max: 90, initial: 35 },
  highPassHz: { title: 'High-pass of each repeat (0 is off)', min: 0, max: 2000, initial: 120 },
  lowPassHz: { title: 'Low-pass of each repeat (0 is off)', min: 0, max: 20000, initial: 6000 },
  pingPongPercent: { title: 'Ping-pong', min: 0, max: 100, initial: 0 },
  mixPercent: { title: 'Mix', min: 0, max: 100, initial: 25 },
}

type DelayParameters = Parameters<keyof typeof params>

/** Slower tempos are none; so are filters under it. */
const slowestBpm = 20
const offBelowHz = 20

const delaySamples = (p: DelayParameters, { sampleRateHz }: ProcessorContext): number => {
  const ms = p.tempoBpm >= slowestBpm ? (60000 / p.tempoBpm) * p.noteBeats : p.timeMs
  return Math.max(1, Math.round((Math.min(params.timeMs.max, ms) * sampleRateHz) / 1000))
}

const sectionsOf = (p: DelayParameters, { sampleRateHz }: ProcessorContext): Section[] => [
  ...(p.highPassHz >= offBelowHz ? butterworthHighPass(p.highPassHz, 2, sampleRateHz) : []),
  ...(p.lowPassHz >= offBelowHz ? butterworthLowPass(p.lowPassHz, 2, sampleRateHz) : []),
]

/** A second-order Butterworth filter delays what it passes by no more than 0.3 of its period. */
const longestGroupDelay = (p: DelayParameters, { sampleRateHz }: ProcessorContext): number =>
  [p.highPassHz, p.lowPassHz].reduce((sum, hz) => sum + (hz >= offBelowHz ? (0.3 * sampleRateHz) / hz : 0), 0)

const tailSamples = (p: DelayParameters, context: ProcessorContext): number => {
  const repeats = p.feedbackPercent > 0 ? Math.ceil(Math.log(1e-6) / Math.log(p.feedbackPercent / 100)) : 0
  const ringing = sectionsOf(p, context).reduce((sum, section) => sum + ringingSamples(section), 0)
  return Math.ceil(
    (repeats + 1) * (delaySamples(p, context) + longestGroupDelay(p, context)) + Math.max(1, ringing),
  )
}

export const delay = defineProcessor({
  id: 'delay',
  title: 'Delay',
  ports: ['main'],
  params,
  neutral: { mixPercent: 0 },
  alike: { pingPongPercent: 0 },
  readings: [],
  latencySamples: () => 0,
  tailSamples: (p, context) => (p.mixPercent > 0 ? tailSamples(p, context) : 0),
  design: (p, context) => ({
    delaySamples: delaySamples(p, context),
    feedback: p.feedbackPercent / 100,
    pingPong: p.pingPongPercent / 100,
    dry: 1 - p.mixPercent / 100,
    wet: p.mixPercent / 100,
    sections: sectionTable(sectionsOf(p, context)),
  }),
})
