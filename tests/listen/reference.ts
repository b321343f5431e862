// Where a clean recording of speech is active, by its energy alone: the reference the speech meter is held against.

const percentile = (values: Float64Array, share: number): number =>
  Float64Array.from(values).sort()[Math.min(values.length - 1, Math.floor(share * values.length))]

/** The telephone carries no less of speech (ITU-T G.712: 300 Hz … 3.4 kHz); rooms and recorders rumble below. */
const lowestHz = 300

/** Second-order Butterworth high-pass (bilinear transform). */
const withoutRumble = (samples: ArrayLike<number>, rateHz: number): Float64Array => {
  const k = Math.tan((Math.PI * lowestHz) / rateHz)
  const norm = 1 / (1 + Math.SQRT2 * k + k * k)
  const a1 = 2 * (k * k - 1) * norm
  const a2 = (1 - Math.SQRT2 * k + k * k) * norm
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  return Float64Array.from(samples, (x) => {
    const y = norm * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2
    ;[x2, x1, y2, y1] = [x1, x, y1, y]
    return y
  })
}

/** RMS level of each step of 10 ms, over 30 ms around it, dBFS. */
export const stepLevelsDb = (sound: ArrayLike<number>, rateHz: number): Float64Array => {
  const samples = withoutRumble(sound, rateHz)
  const step = rateHz / 100
  const count = Math.ceil(samples.length / step)
  const squares = new Float64Array(count)
  for (let i = 0; i < samples.length; i++)
    squares[Math.min(count - 1, Math.floor(i / step))] += samples[i] ** 2
  return squares.map((_, i) => {
    const sum = (squares[i - 1] ?? squares[i]) + squares[i] + (squares[i + 1] ?? squares[i])
    return 10 * Math.log10(sum / (3 * step) + 1e-12)
  })
}

/** Within 30 dB of the loud parts and clear of the noise floor; gaps under 100 ms filled, blips under 30 ms dropped. */
export const activeSteps = (samples: ArrayLike<number>, rateHz: number): Uint8Array => {
  const levels = stepLevelsDb(samples, rateHz)
  const loud = percentile(levels, 0.95)
  const floor = percentile(levels, 0.05)
  const threshold = Math.max(loud - 30, Math.min(floor + 10, loud - 15))
  const active = Uint8Array.from(levels, (level) => (level > threshold && level > -75 ? 1 : 0))
  replaceRuns(active, 0, 10)
  replaceRuns(active, 1, 3)
  return active
}

const replaceRuns = (steps: Uint8Array, value: number, shorterThan: number): void => {
  let from = 0
  for (let i = 1; i <= steps.length; i++) {
    if (i < steps.length && steps[i] === steps[from]) continue
    const inner = from > 0 && i < steps.length
    if (steps[from] === value && i - from < shorterThan && inner) steps.fill(1 - value, from, i)
    from = i
  }
}
