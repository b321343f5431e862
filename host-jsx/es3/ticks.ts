// Comparing ticks as text: beyond 9 h 50 min a number no longer holds them exactly.

/** Negative, zero or positive, as a is below, equal to or above b. Both are whole decimal numbers. */
export const compareTicks = (a: string, b: string): number => {
  const aBelowZero = a.charAt(0) === '-'
  const bBelowZero = b.charAt(0) === '-'
  if (aBelowZero !== bBelowZero) return aBelowZero ? -1 : 1
  const order = compareDigits(digitsOf(a), digitsOf(b))
  return aBelowZero ? -order : order
}

const digitsOf = (ticks: string): string => ticks.replace(/^-?0*/, '')

const compareDigits = (a: string, b: string): number => {
  if (a.length !== b.length) return a.length - b.length
  if (a === b) return 0
  return a < b ? -1 : 1
}
