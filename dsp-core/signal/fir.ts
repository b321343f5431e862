// Interpolation filters for `design`: the values between two samples, as windowed sinc (Kaiser window; F. J. Harris,
// "On the Use of Windows for Harmonic Analysis", Proc. IEEE 66, 1978), and how far such values can go.
import { kaiser } from './window'

/** Rows of weights for the samples n - taps / 2 + 1 ... n + taps / 2. */
interface Interpolation {
  rows: number
  table: Float64Array
  /** Points are at equal steps, with the samples n and n + 1 as the ends. */
  evenlySpaced: boolean
}

/** A constant stays that constant, and a straight line that line: at most 0.0002 of a weight has to move for it. */
const level = (row: Float64Array, point: number): void => {
  const half = row.length / 2
  const sum = row.reduce((total, weight) => total + weight, 0)
  for (let k = 0; k < row.length; k++) row[k] /= sum
  const moment = row.reduce((total, weight, k) => total + weight * (k - half + 1), 0)
  row[half] += point - moment
  row[half - 1] -= point - moment
}

/** Points 1 / phases ... (phases - 1) / phases after the sample n. */
const interpolation = (phases: number, taps: number, beta: number): Interpolation => {
  const half = taps / 2
  const table = new Float64Array((phases - 1) * taps)
  for (let p = 1; p < phases; p++) {
    const row = table.subarray((p - 1) * taps, p * taps)
    for (let k = 0; k < taps; k++) {
      const distance = p / phases - (k - half + 1)
      row[k] = (Math.sin(Math.PI * distance) / (Math.PI * distance)) * kaiser(distance / half, beta)
    }
    level(row, p / phases)
  }
  return { rows: phases - 1, table, evenlySpaced: true }
}

/** ITU-R BS.1770-5, Annex 2: phases 0 and 1; 2 and 3 mirror them. They lie at 1/8, 3/8, 5/8, 7/8. */
const ituPhases = [
  [
    0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
    0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
  ],
  [
    -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
    0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
  ],
]

export const ituInterpolation = (): Interpolation => {
  const [first, second] = ituPhases
  const rows = [[...first], [...second], [...second].reverse(), [...first].reverse()]
  return { rows: 4, table: Float64Array.from(rows.flat()), evenlySpaced: false }
}

const rowsOf = ({ rows, table }: Interpolation): number[][] => {
  const taps = table.length / rows
  return Array.from({ length: rows }, (_, r) => [...table.subarray(r * taps, (r + 1) * taps)])
}

const absoluteSum = (weights: number[]): number => weights.reduce((sum, weight) => sum + Math.abs(weight), 0)

const runningSum = (weights: number[]): number[] => {
  let sum = 0
  return weights.map((weight) => (sum += weight))
}

/** No point exceeds the highest sample around it more than this many times. */
const sampleBound = (filter: Interpolation): number => Math.max(1, ...rowsOf(filter).map(absoluteSum))

/**
 * A row is the straight line between samples n and n + 1 (with the row's own first moment) plus weights whose sum and
 * first moment are 0, which are weights on second differences: summed twice. The parabola adds at most an eighth of
 * the grid's own second difference. Infinite for rows that do not keep a constant.
 */
const bendBound = (filter: Interpolation): number => {
  const rows = rowsOf(filter)
  const half = rows[0].length / 2
  const left = rows[0].map((_, k) => (k === half - 1 ? 1 : 0))
  const right = rows[0].map((_, k) => (k === half ? 1 : 0))
  const beyond = Math.max(...rows.map((row) => beyondLine(row, half)))
  if (!filter.evenlySpaced || beyond === Infinity) return beyond
  const points = [left, ...rows, right]
  // The point before n is the last row, one sample earlier; both are a sample longer then.
  const long = [[...rows[rows.length - 1], 0], ...points.map((row) => [0, ...row])]
  const bends = long
    .slice(1, -1)
    .map((row, i) => row.map((weight, k) => 2 * weight - long[i][k] - long[i + 2][k]))
  return beyond + Math.max(...bends.map((bend) => absoluteSum(runningSum(runningSum(bend))))) / 8
}

const beyondLine = (row: number[], half: number): number => {
  const sum = row.reduce((total, weight) => total + weight, 0)
  const moment = row.reduce((total, weight, k) => total + weight * (k - half + 1), 0)
  if (Math.abs(sum - 1) > 1e-9 || moment < 0 || moment > 1) return Infinity
  const rest = row.map((weight, k) => weight - (k === half - 1 ? 1 - moment : k === half ? moment : 0))
  return absoluteSum(runningSum(runningSum(rest)))
}

interface PeakDesign {
  rows: number
  table: Float64Array
  sampleBound: number
  bendBound: number
  rise: number
  quickTable: Float64Array
}

/** What signal/truePeak.ts is configured with. A sine at Nyquist rises by 1 / cos(pi / 2 phases) between two points. */
export const peakDesign = (filter: Interpolation): PeakDesign => ({
  rows: filter.rows,
  table: filter.table,
  sampleBound: sampleBound(filter),
  bendBound: bendBound(filter),
  rise: filter.evenlySpaced ? 1 / Math.cos(Math.PI / (2 * (filter.rows + 1))) : 1,
  quickTable: filter.evenlySpaced ? interpolation(4, quickTaps, 3).table : new Float64Array(0),
})

/**
 * Long enough that white noise, whose highest points hang on what lies just below Nyquist, is read within 0.1 dB of a
 * sinc twice as long (tests/processors/truePeakAt32.ts); a tone within 0.01 dB up to 0.48 of the sample rate.
 */
export const peakInterpolation = (phases: number): Interpolation => interpolation(phases, peakTaps, 4)
export const peakTaps = 128
const quickTaps = 40
