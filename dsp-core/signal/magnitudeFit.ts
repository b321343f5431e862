// Bends a second-order section until its magnitude follows a given curve: least squares in decibels (Levenberg,
// Marquardt) on the squared magnitude, which is a ratio of two sums of three terms (Vicanek 2016, eq. 17). For
// `design` only.
import type { Section } from './filterDesign'

/** Squared magnitude is (p0 phi0 + p1 phi1 + p2 phi2) / (p3 phi0 + p4 phi1 + p5 phi2). */
type Terms = number[]

const dbPerNeper = 10 / Math.LN10
const iterations = 60
/**
 * So many steps in a row that lead nowhere, or take less than this share of the squared error: then it is as near as it
 * gets. Not the first of them: some shelves near Nyquist go on well after it.
 */
const mostVain = 6
const leastGain = 1e-3

const phis = (radians: number): [number, number, number] => {
  const phi1 = Math.sin(radians / 2) ** 2
  return [1 - phi1, phi1, 4 * phi1 * (1 - phi1)]
}

const termsOf = ([b0, b1, b2, a1, a2]: Section): Terms => [
  (b0 + b1 + b2) ** 2,
  (b0 - b1 + b2) ** 2,
  -4 * b0 * b2,
  (1 + a1 + a2) ** 2,
  (1 - a1 + a2) ** 2,
  -4 * a2,
]

/** The minimum-phase polynomial with these terms, or null when there is none. */
const polynomial = (atZero: number, atNyquist: number, third: number): [number, number, number] | null => {
  const sum = (Math.sqrt(atZero) + Math.sqrt(atNyquist)) / 2
  const root = sum * sum + third
  if (!(root >= 0)) return null
  const first = (sum + Math.sqrt(root)) / 2
  return [first, (Math.sqrt(atZero) - Math.sqrt(atNyquist)) / 2, sum - first]
}

const sectionOf = (p: Terms): Section | null => {
  const b = polynomial(p[0], p[1], p[2])
  const a = polynomial(p[3], p[4], p[5])
  if (!b || !a) return null
  const section: Section = [b[0] / a[0], b[1] / a[0], b[2] / a[0], a[1] / a[0], a[2] / a[0]]
  return Math.abs(section[4]) < 1 && Math.abs(section[3]) < 1 + section[4] ? section : null
}

interface Point {
  phi: [number, number, number]
  db: number
  weight: number
}

const dot = (p: Terms, at: number, phi: number[]) => p[at] * phi[0] + p[at + 1] * phi[1] + p[at + 2] * phi[2]

const errorOf = (p: Terms, { phi, db, weight }: Point): number =>
  weight * (dbPerNeper * Math.log(dot(p, 0, phi) / dot(p, 3, phi)) - db)

const costOf = (p: Terms, points: Point[]): number => {
  if (!sectionOf(p)) return Infinity
  let cost = 0
  for (const point of points) cost += errorOf(p, point) ** 2
  return Number.isNaN(cost) ? Infinity : cost
}

/** Gauss elimination with pivots; small and dense. */
const solve = (matrix: number[][], right: number[]): number[] => {
  const rows = matrix.map((row, i) => [...row, right[i]])
  const n = right.length
  for (let c = 0; c < n; c++) {
    const pivot = rows
      .slice(c)
      .reduce((best, row, i) => (Math.abs(row[c]) > Math.abs(rows[best][c]) ? c + i : best), c)
    ;[rows[c], rows[pivot]] = [rows[pivot], rows[c]]
    for (let r = 0; r < n; r++) {
      if (r === c) continue
      const factor = rows[r][c] / rows[c][c]
      for (let k = c; k <= n; k++) rows[r][k] -= factor * rows[c][k]
    }
  }
  return rows.map((row, i) => row[n] / row[i])
}

/** What a change of 1 means for a third term, which may be 0 or negative. */
const sizeOf = (p: Terms, k: number): number => Math.max(Math.abs(p[k]), 0.01 * (p[k - 1] + p[k - 2]))

/** Change of the logarithms of the terms at 0 and Nyquist, and of the third terms relative to their size. */
const step = (p: Terms, points: Point[], damping: number): number[] => {
  const scale = p.map((term, k) => dbPerNeper * (k % 3 === 2 ? sizeOf(p, k) : term))
  const normal = p.map(() => p.map(() => 0))
  const gradient = p.map(() => 0)
  const slopes = p.map(() => 0)
  for (const { phi, db, weight } of points) {
    const top = dot(p, 0, phi)
    const bottom = dot(p, 3, phi)
    const error = weight * (dbPerNeper * Math.log(top / bottom) - db)
    for (let k = 0; k < p.length; k++) slopes[k] = (weight * scale[k] * phi[k % 3]) / (k < 3 ? top : -bottom)
    for (let r = 0; r < p.length; r++) {
      gradient[r] -= slopes[r] * error
      for (let c = 0; c <= r; c++) normal[r][c] += slopes[r] * slopes[c]
    }
  }
  for (let r = 0; r < p.length; r++) {
    for (let c = 0; c < r; c++) normal[c][r] = normal[r][c]
    normal[r][r] = normal[r][r] * (1 + damping) + 1e-9
  }
  return solve(normal, gradient)
}

const moved = (p: Terms, by: number[]): Terms =>
  p.map((term, k) =>
    k % 3 === 2 ? term + by[k] * sizeOf(p, k) : term * Math.exp(Math.max(-2, Math.min(2, by[k]))),
  )

/** `decibels` at radians per sample; points beyond `surely` count a tenth. */
export const fitMagnitude = (
  start: Section,
  decibels: (radians: number) => number,
  radians: number[],
  surely: number,
): Section => {
  const points = radians.map((w) => ({ phi: phis(w), db: decibels(w), weight: w <= surely ? 1 : 0.1 }))
  let p = termsOf(start)
  let cost = costOf(p, points)
  let damping = 1e-3
  let vain = 0
  for (let i = 0; i < iterations && vain < mostVain && cost > 1e-7 * points.length; i++) {
    const next = moved(p, step(p, points, damping))
    const nextCost = costOf(next, points)
    if (nextCost < cost) {
      const gained = 1 - nextCost / cost
      p = next
      cost = nextCost
      damping /= 5
      vain = gained < leastGain ? vain + 1 : 0
    } else {
      damping *= 4
      vain++
    }
  }
  return sectionOf(p) ?? start
}
