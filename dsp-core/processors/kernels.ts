// The kernel of each processor of the list, by its id.
import { CompressorKernel } from './compressor/kernel'
import { EqualizerKernel } from './equalizer/kernel'
import { GainKernel } from './gain/kernel'
import type { Kernel } from './kernel'
import { LimiterKernel } from './limiter/kernel'
import { LoudnessMeterKernel } from './loudness-meter/kernel'
import { TruePeakMeterKernel } from './true-peak-meter/kernel'

export const kernels: ReadonlyMap<string, new () => Kernel> = new Map<string, new () => Kernel>([
  ['gain', GainKernel],
  ['equalizer', EqualizerKernel],
  ['compressor', CompressorKernel],
  ['limiter', LimiterKernel],
  ['loudness-meter', LoudnessMeterKernel],
  ['true-peak-meter', TruePeakMeterKernel],
])
