// What was heard in one clip, before anything is decided. Measured from the source as the clip plays it (its
// range, speed and channels), before clip gain, level, fades and track: so it can be kept by media and range.

export const measurementStepsPerSecond = 100

export interface ClipMeasurement {
  timeline: string
  clip: string
  /** Steps of 10 ms from the clip's first sample; the last may be shorter. */
  steps: number
  /** K-weighted mean square of each step, channels summed with BS.1770 weights; 0 is silence. */
  loudnessEnergy: Float32Array
  /** Probability of speech in each step, 0 … 1. */
  speech: Float32Array
  /** Gated, BS.1770-5; -Infinity for silence or clips under 400 ms that are silent. */
  integratedLufs: number
  samplePeakDbfs: number
  truePeakDbtp: number
  /** Level under which the quietest tenth of the clip lies, dBFS RMS; -Infinity for digital silence. */
  noiseFloorDbfs: number
  /** Long-term level in octave bands around 63 Hz … 16 kHz, dB relative to the clip's own RMS. */
  octaveBandsDb: number[]
  /** Share of steps that are speech, 0 … 1. */
  speechShare: number
  /** 0 … 1, see render/measureClip.ts. */
  musicLikelihood: number
  /** Share of steps below -70 dBFS. */
  silenceShare: number
  /** -1 … 1; 1 for mono. */
  correlation: number
}
