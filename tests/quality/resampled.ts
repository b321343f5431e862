// Resampling for measures that are defined at one rate: windowed sinc, evaluated directly. Slow and plain.
import { kaiser } from '../../dsp-core/signal/window'

/** Zero crossings to either side, of the lower rate. */
const reach = 32
/** Kaiser window with 80 dB of stop-band. */
const beta = 7.86

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b))

export const resampled = (x: Float32Array, fromHz: number, toHz: number): Float64Array => {
  if (fromHz === toHz) return Float64Array.from(x)
  const divisor = greatestDivisor(fromHz, toHz)
  const [phases, step] = [toHz / divisor, fromHz / divisor]
  const cutoff = Math.min(1, toHz / fromHz)
  const span = Math.ceil(reach / cutoff)
  const taps = Array.from({ length: phases }, (_, phase) =>
    Float64Array.from({ length: 2 * span + 1 }, (_, i) => {
      const at = i - span - phase / phases
      return cutoff * sinc(cutoff * at) * kaiser(at / (span + 1), beta)
    }),
  )
  return Float64Array.from({ length: Math.ceil((x.length * phases) / step) }, (_, n) => {
    const position = n * step
    const whole = Math.floor(position / phases)
    const row = taps[position % phases]
    let sum = 0
    for (let i = Math.max(0, span - whole); i < row.length; i++) {
      const at = whole + i - span
      if (at >= x.length) break
      sum += row[i] * x[at]
    }
    return sum
  })
}
