// Leveler: rides the loudness of speech towards a target, as a hand on the fader does: K-weighted level of what is said
// around the present moment, with look-ahead (declared as latency), a gate so that pauses do not rise, bounded gain.
// Mono counts as heard from both loudspeakers, so a voice is treated alike on one channel and on two.
// Level: ITU-R BS.1770-5 (K-weighting) and its gating by blocks; the ride: signal/levelRider.ts.
import { sectionTable } from '../../signal/filterDesign'
import { duckStepSamples } from '../../signal/ducking'
import { forgettingPerStep } from '../../signal/timeConstant'
import { kWeighting } from '../loudness-meter/kWeighting'
import { defineProcessor } from '../processor'

const stepsOf = (ms: number): number => Math.round(ms / 10)

const powerOfLufs = (lufs: number): number => 10 ** ((lufs + 0.691) / 10)

export const leveler = defineProcessor({
  id: 'leveler',
  title: 'Leveler',
  ports: ['main'],
  params: {
    targetLufs: { title: 'Target', min: -40, max: -10, initial: -23 },
    maxGainDb: { title: 'Most gain', min: 0, max: 24, initial: 12 },
    maxCutDb: { title: 'Most cut', min: 0, max: 24, initial: 12 },
    /** Under the softest speech that 12 dB can bring to the target, by 15 LU. */
    gateLufs: { title: 'Gate', min: -70, max: -20, initial: -50 },
    windowMs: { title: 'Looks back', min: 300, max: 5000, initial: 2000 },
    lookAheadMs: { title: 'Look-ahead', min: 0, max: 2000, initial: 1000 },
    attackMs: { title: 'Attack', min: 10, max: 5000, initial: 200 },
    releaseMs: { title: 'Release', min: 10, max: 5000, initial: 500 },
  },
  neutral: { maxGainDb: 0, maxCutDb: 0 },
  readings: ['mostGainDb', 'mostCutDb', 'meanGainDb', 'heededPercent'],
  latencySamples: (p, { sampleRateHz }) => stepsOf(p.lookAheadMs) * duckStepSamples(sampleRateHz),
  tailSamples: () => 0,
  design: (p, { sampleRateHz }) => ({
    targetPower: powerOfLufs(p.targetLufs),
    maxGainDb: p.maxGainDb,
    maxCutDb: p.maxCutDb,
    gatePower: powerOfLufs(p.gateLufs),
    backSteps: stepsOf(p.windowMs),
    aheadSteps: stepsOf(p.lookAheadMs),
    attack: forgettingPerStep(p.attackMs, 100),
    release: forgettingPerStep(p.releaseMs, 100),
    weighting: sectionTable(kWeighting(sampleRateHz)),
  }),
})
