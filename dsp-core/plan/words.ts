// Numbers and names as the decisions write them. One locale, so that the same plan is the same text everywhere.

/** "+3.2 dB", "-0.4 dB"; never "-0.0". */
export const signed = (value: number, unit: string): string => {
  const rounded = Math.round(value * 10) / 10
  return `${rounded > 0 ? '+' : ''}${rounded === 0 ? '0.0' : rounded.toFixed(1)} ${unit}`
}

export const plain = (value: number, unit: string): string => {
  if (!Number.isFinite(value)) return value < 0 ? 'silence' : 'no measure'
  return `${(Math.round(value * 10) / 10 + 0).toFixed(1)} ${unit}`
}

/** A user's name for something, in quotes: without line breaks, controls or endless length. */
export const called = (name: string): string => {
  const line = name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()
  const letters = Array.from(line)
  return `“${letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : line}”`
}

/** Time in the sequence: 1:04:05.25, 4:05.25. */
export const clock = (sample: number, sampleRateHz: number): string => {
  const hundredths = Math.round((sample / sampleRateHz) * 100)
  const two = (value: number): string => String(value).padStart(2, '0')
  const seconds = Math.floor(hundredths / 100)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const tail = `${two(s)}.${two(hundredths % 100)}`
  return h > 0 ? `${h}:${two(m)}:${tail}` : `${m}:${tail}`
}

export const seconds = (value: number): string => `${(Math.round(value * 10) / 10).toFixed(1)} s`

/** Steps of a thousandth: gains in a plan are read by people, and 0.001 dB is inaudible. */
export const thousandth = (value: number): number => Math.round(value * 1000) / 1000 + 0

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
