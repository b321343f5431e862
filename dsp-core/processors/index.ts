// The list of processors: what they are. What they do to samples is in kernels.ts, which has the same list.
import { compressor } from './compressor/index'
import { equalizer } from './equalizer/index'
import { gain } from './gain/index'
import { limiter } from './limiter/index'
import { loudnessMeter } from './loudness-meter/index'
import type { ProcessorDescription } from './processor'
import { truePeakMeter } from './true-peak-meter/index'

export const processors: readonly ProcessorDescription[] = [
  gain,
  equalizer,
  compressor,
  limiter,
  loudnessMeter,
  truePeakMeter,
]
