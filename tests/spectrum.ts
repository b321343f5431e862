// Lines of a spectrum, for sounds that are periodic in a power of two samples: no window, nothing leaks.
import { PowerSpectrum } from '../dsp-core/signal/powerSpectrum'

/** Peak of the sine in each bin, of the last `size` samples of a sound. */
export const linesOf = (sound: Float32Array, size: number): Float64Array => {
  const spectrum = new PowerSpectrum(size)
  const power = new Float64Array(spectrum.bins)
  spectrum.compute(Float64Array.from(sound.subarray(sound.length - size)), power)
  return power.map((value) => (2 * Math.sqrt(value)) / size)
}
