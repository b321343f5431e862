// The list of processors: what they are. What they do to samples is in kernels.ts, which has the same list.
import { clippingMeter } from './clipping-meter/index'
import { compressor } from './compressor/index'
import { deClick } from './de-click/index'
import { deClip } from './de-clip/index'
import { dePlosive } from './de-plosive/index'
import { crossfeed } from './crossfeed/index'
import { deHum } from './de-hum/index'
import { deEsser } from './de-esser/index'
import { ducker } from './ducker/index'
import { dynamicEqualizer } from './dynamic-equalizer/index'
import { dialogueLoudnessMeter } from './dialogue-loudness-meter/index'
import { delay } from './delay/index'
import { deNoise } from './de-noise/index'
import { deReverb } from './de-reverb/index'
import { equalizer } from './equalizer/index'
import { gain } from './gain/index'
import { gate } from './gate/index'
import { humMeter } from './hum-meter/index'
import { leqMMeter } from './leq-m-meter/index'
import { levelMeter } from './level-meter/index'
import { leveler } from './leveler/index'
import { limiter } from './limiter/index'
import { loudnessMeter } from './loudness-meter/index'
import { multiband } from './multiband/index'
import { pan } from './pan/index'
import type { ProcessorDescription } from './processor'
import { spectrumMeter } from './spectrum-meter/index'
import { reverb } from './reverb/index'
import { saturator } from './saturator/index'
import { truePeakMeter } from './true-peak-meter/index'
import { voiceDenoise } from './voice-denoise/index'
import { width } from './width/index'

export const processors: readonly ProcessorDescription[] = [
  gain,
  equalizer,
  dynamicEqualizer,
  compressor,
  multiband,
  gate,
  deClick,
  deClip,
  dePlosive,
  deHum,
  deEsser,
  ducker,
  leveler,
  deNoise,
  voiceDenoise,
  deReverb,
  width,
  pan,
  saturator,
  delay,
  reverb,
  crossfeed,
  limiter,
  loudnessMeter,
  truePeakMeter,
  levelMeter,
  clippingMeter,
  leqMMeter,
  dialogueLoudnessMeter,
  humMeter,
  spectrumMeter,
]
