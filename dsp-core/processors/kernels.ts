// The kernel of each processor of the list, by its id.
import { ClippingMeterKernel } from './clipping-meter/kernel'
import { CompressorKernel } from './compressor/kernel'
import { DeClickKernel } from './de-click/kernel'
import { DeClipKernel } from './de-clip/kernel'
import { DePlosiveKernel } from './de-plosive/kernel'
import { CrossfeedKernel } from './crossfeed/kernel'
import { DeHumKernel } from './de-hum/kernel'
import { DeEsserKernel } from './de-esser/kernel'
import { DuckerKernel } from './ducker/kernel'
import { DynamicEqualizerKernel } from './dynamic-equalizer/kernel'
import { DialogueLoudnessMeterKernel } from './dialogue-loudness-meter/kernel'
import { DelayKernel } from './delay/kernel'
import { DeNoiseKernel } from './de-noise/kernel'
import { DeReverbKernel } from './de-reverb/kernel'
import { EqualizerKernel } from './equalizer/kernel'
import { GainKernel } from './gain/kernel'
import { GateKernel } from './gate/kernel'
import type { Kernel } from './kernel'
import { HumMeterKernel } from './hum-meter/kernel'
import { LeqMMeterKernel } from './leq-m-meter/kernel'
import { LevelMeterKernel } from './level-meter/kernel'
import { LevelerKernel } from './leveler/kernel'
import { LimiterKernel } from './limiter/kernel'
import { LoudnessMeterKernel } from './loudness-meter/kernel'
import { MultibandKernel } from './multiband/kernel'
import { SpectrumMeterKernel } from './spectrum-meter/kernel'
import { PanKernel } from './pan/kernel'
import { ReverbKernel } from './reverb/kernel'
import { SaturatorKernel } from './saturator/kernel'
import { TruePeakMeterKernel } from './true-peak-meter/kernel'
import { WidthKernel } from './width/kernel'

export const kernels: ReadonlyMap<string, new () => Kernel> = new Map<string, new () => Kernel>([
  ['gain', GainKernel],
  ['equalizer', EqualizerKernel],
  ['dynamic-equalizer', DynamicEqualizerKernel],
  ['compressor', CompressorKernel],
  ['multiband', MultibandKernel],
  ['gate', GateKernel],
  ['de-click', DeClickKernel],
  ['de-clip', DeClipKernel],
  ['de-plosive', DePlosiveKernel],
  ['de-hum', DeHumKernel],
  ['de-esser', DeEsserKernel],
  ['ducker', DuckerKernel],
  ['leveler', LevelerKernel],
  ['de-noise', DeNoiseKernel],
  ['de-reverb', DeReverbKernel],
  ['width', WidthKernel],
  ['pan', PanKernel],
  ['saturator', SaturatorKernel],
  ['delay', DelayKernel],
  ['reverb', ReverbKernel],
  ['crossfeed', CrossfeedKernel],
  ['limiter', LimiterKernel],
  ['loudness-meter', LoudnessMeterKernel],
  ['true-peak-meter', TruePeakMeterKernel],
  ['level-meter', LevelMeterKernel],
  ['clipping-meter', ClippingMeterKernel],
  ['leq-m-meter', LeqMMeterKernel],
  ['dialogue-loudness-meter', DialogueLoudnessMeterKernel],
  ['hum-meter', HumMeterKernel],
  ['spectrum-meter', SpectrumMeterKernel],
])
