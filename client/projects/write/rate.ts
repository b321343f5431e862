// The rate an xmeml can name: a whole timebase, NTSC or not. Odd rates take the nearest; positions are converted from
// ticks, so a clip's edge moves by half a frame at most and what it plays does not move at all.
import { rateOfTimebase, type FrameRate } from '../frames'
import { element, leaf, truth } from './xmlText'

export interface WrittenRate extends FrameRate {
  timebase: number
  ntsc: boolean
}

export const writtenRateOf = (rate: FrameRate): WrittenRate => {
  const fps = rate.num / rate.den
  const timebase = Math.min(1000, Math.max(1, Math.round(fps)))
  const ntsc = Math.abs((timebase * 1000) / 1001 - fps) < Math.abs(timebase - fps)
  return { ...rateOfTimebase(timebase, ntsc), timebase, ntsc }
}

export const rateElement = (rate: WrittenRate): string =>
  element('rate', {}, [leaf('timebase', rate.timebase), leaf('ntsc', truth(rate.ntsc))])
