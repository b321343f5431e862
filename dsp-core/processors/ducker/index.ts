// Ducker: lowers the sound while somebody speaks on the side-chain, far enough for speech to stand so many LU over it (or
// always as far as allowed), complete at the first syllable, held over pauses, and up again only where the gap is long
// enough. That takes knowing the gap before it begins: the latency is the way up, the least time up and the way down,
// 2.6 s initially, 5.2 s at most; none when it may not lower at all. Rules: signal/ducking.ts, which the plan uses too;
// their numbers: audio-practice 4.2 (synthesis of the practices collected there).
import { duckStepSamples, leadMsOf, leastGapMs, longestPauseSteps } from '../../signal/ducking'
import { kWeighting } from '../loudness-meter/kWeighting'
import { sectionTable } from '../../signal/filterDesign'
import { defineProcessor, type Parameters } from '../processor'

const params = {
  targetSpeechToBackgroundLu: {
    title: 'Speech over background (0: always the full depth)',
    min: 0,
    max: 40,
    initial: 12,
  },
  maxDepthDb: { title: 'Most depth', min: 0, max: 24, initial: 12 },
  /**
   * 80 ms longer than the way down: before a word is as loud as the threshold, its soft beginning has lasted 10 ms in
   * half, and up to 80 ms in nine of ten first words of recordings (measured 2026-11-24).
   */
  lookAheadMs: { title: 'Begins before the first syllable', min: 0, max: 500, initial: 330 },
  downMs: { title: 'Way down', min: 10, max: 500, initial: 250 },
  holdMs: { title: 'Hold', min: 0, max: 1000, initial: 250 },
  bridgePausesMs: { title: 'Pauses that are bridged', min: 0, max: 2000, initial: 900 },
  upMs: { title: 'Way up', min: 50, max: 2000, initial: 1200 },
  restoreOnlyIfMs: { title: 'Least time up', min: 0, max: 2000, initial: 1000 },
  /** Under speech at the working loudness of -23 LUFS by 20 LU: soft endings are speech, a quiet room is not. */
  thresholdLufs: { title: 'Speech is louder than', min: -70, max: -10, initial: -43 },
}

/** How it gives way, by the names that a genre's ducking has too. */
export type DuckingRule = Omit<Parameters<keyof typeof params>, 'thresholdLufs'>

/** What the curve is configured with, times in steps of 10 ms (signal/duckCurve.ts). */
export const duckCurveSetup = (p: DuckingRule) => {
  const gapMs = leastGapMs(p.maxDepthDb, p.lookAheadMs, p.downMs, p.holdMs, p.upMs, p.restoreOnlyIfMs)
  const longestPause = longestPauseSteps(p.bridgePausesMs, gapMs)
  const holdSteps = Math.round(p.holdMs / 10)
  return {
    targetLu: p.targetSpeechToBackgroundLu,
    maxDepthDb: p.maxDepthDb,
    // That a passage is over is known this long after its hold; one step more because a gain takes a step to be drawn.
    aheadSteps: p.maxDepthDb > 0 ? Math.max(2, longestPause - holdSteps + 2) : 0,
    longestPause,
    leadSteps: Math.round(leadMsOf(p.lookAheadMs, p.downMs) / 10),
    downMs: p.downMs,
    holdSteps,
    upMs: p.upMs,
  }
}

export const ducker = defineProcessor({
  id: 'ducker',
  title: 'Ducker',
  ports: ['main', 'sidechain'],
  params,
  neutral: { maxDepthDb: 0 },
  readings: ['gainReductionDb', 'meanGainReductionDb', 'speakingPercent'],
  latencySamples: (p, { sampleRateHz }) => duckCurveSetup(p).aheadSteps * duckStepSamples(sampleRateHz),
  tailSamples: () => 0,
  design: (p, { sampleRateHz }) => ({
    ...duckCurveSetup(p),
    threshold: 10 ** ((p.thresholdLufs + 0.691) / 10),
    weighting: sectionTable(kWeighting(sampleRateHz)),
  }),
})
