// Intelligibility of a processed voice against the clean one. STOI: Taal, Hendriks, Heusdens, Jensen, IEEE TASL 19(7),
// 2011. ESTOI: Jensen, Taal, IEEE/ACM TASLP 24(11), 2016. Constants are those of the papers.
import { PowerSpectrum } from '../../dsp-core/signal/powerSpectrum'
import { resampled } from './resampled'

const rateHz = 10000
const frameSamples = 256
const hopSamples = 128
const transformSize = 512
const bandCount = 15
const lowestBandHz = 150
/** Frames of one short-time segment: 384 ms. */
const segmentFrames = 30
/** Frames of the clean voice so far below its loudest one are left out, dB. */
const dynamicRangeDb = 40
/** Lower bound of the signal-to-distortion ratio of a band, dB. */
const lowestSdrDb = -15

/** Hann without its zeros. */
const window = Float64Array.from(
  { length: frameSamples },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (frameSamples + 1)),
)

const frameStarts = (length: number): number[] => {
  const starts: number[] = []
  for (let start = 0; start < length - frameSamples; start += hopSamples) starts.push(start)
  return starts
}

const frameAt = (x: Float64Array, start: number): Float64Array =>
  window.map((value, i) => value * x[start + i])

/** Overlap-added again from the frames in which the clean voice is not silent. */
const withoutSilence = (clean: Float64Array, processed: Float64Array): [Float64Array, Float64Array] => {
  const starts = frameStarts(clean.length)
  const levels = starts.map((start) => {
    const power = frameAt(clean, start).reduce((sum, value) => sum + value * value, 0)
    return 10 * Math.log10(power + 1e-300)
  })
  const loudest = levels.reduce((most, level) => Math.max(most, level), -Infinity)
  const kept = starts.filter((_, i) => levels[i] > loudest - dynamicRangeDb)
  const length = kept.length ? (kept.length - 1) * hopSamples + frameSamples : 0
  return [clean, processed].map((x) => {
    const joined = new Float64Array(length)
    kept.forEach((start, n) => frameAt(x, start).forEach((value, i) => (joined[n * hopSamples + i] += value)))
    return joined
  }) as [Float64Array, Float64Array]
}

/** First and last + 1 bin of each third of an octave. */
const bandBins = Array.from({ length: bandCount }, (_, k) =>
  [-1, 1].map((side) => Math.round((lowestBandHz * 2 ** ((2 * k + side) / 6) * transformSize) / rateHz)),
)

/** Root of the energy of each band in each frame: [band][frame]. */
const bandFrames = (x: Float64Array): Float64Array[] => {
  const spectrum = new PowerSpectrum(transformSize)
  const power = new Float64Array(spectrum.bins)
  const padded = new Float64Array(transformSize)
  const starts = frameStarts(x.length)
  const bands = bandBins.map(() => new Float64Array(starts.length))
  starts.forEach((start, m) => {
    padded.set(frameAt(x, start))
    spectrum.compute(padded, power)
    bandBins.forEach(([from, to], k) => {
      let sum = 0
      for (let bin = from; bin < to; bin++) sum += power[bin]
      bands[k][m] = Math.sqrt(sum)
    })
  })
  return bands
}

const normOf = (x: Float64Array): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0))

const normalised = (x: Float64Array): Float64Array => {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length
  const centred = x.map((value) => value - mean)
  const norm = normOf(centred)
  return norm > 0 ? centred.map((value) => value / norm) : centred
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0)

/** Correlation of the clean band with the processed one, brought to its energy and clipped (eq. 3 to 5). */
const bandCorrelation = (clean: Float64Array, processed: Float64Array): number => {
  const scale = normOf(clean) / (normOf(processed) || 1)
  const clip = 1 + 10 ** (-lowestSdrDb / 20)
  const clipped = processed.map((value, i) => Math.min(value * scale, clean[i] * clip))
  return dot(normalised(clean), normalised(clipped))
}

const stoiOfSegment = (clean: Float64Array[], processed: Float64Array[]): number =>
  clean.reduce((sum, band, k) => sum + bandCorrelation(band, processed[k]), 0) / bandCount

/** Rows (bands) made zero-mean and of norm 1, then columns (frames). */
const bothNormalised = (bands: Float64Array[]): Float64Array[] => {
  const rows = bands.map(normalised)
  return Array.from({ length: segmentFrames }, (_, m) => normalised(Float64Array.from(rows, (row) => row[m])))
}

const estoiOfSegment = (clean: Float64Array[], processed: Float64Array[]): number => {
  const [a, b] = [bothNormalised(clean), bothNormalised(processed)]
  return a.reduce((sum, column, m) => sum + dot(column, b[m]), 0) / segmentFrames
}

export interface Intelligibility {
  stoi: number
  estoi: number
}

const bandsOfBoth = (clean: Float32Array, processed: Float32Array, sampleRateHz: number) =>
  withoutSilence(resampled(clean, sampleRateHz, rateHz), resampled(processed, sampleRateHz, rateHz)).map(
    bandFrames,
  )

type Score = (clean: Float64Array[], processed: Float64Array[]) => number

/** Mean over all segments; NaN when less than 384 ms of voice is in them. */
const meanOfSegments = ([a, b]: Float64Array[][], score: Score): number => {
  const segment = (bands: Float64Array[], end: number) =>
    bands.map((band) => band.subarray(end - segmentFrames, end))
  let sum = 0
  for (let end = segmentFrames; end <= a[0].length; end++) sum += score(segment(a, end), segment(b, end))
  return sum / (a[0].length - segmentFrames + 1)
}

/** Both signals mono, in step and of one rate. */
export const intelligibility = (
  clean: Float32Array,
  processed: Float32Array,
  sampleRateHz: number,
): { stoi: number; estoi: number } => {
  const bands = bandsOfBoth(clean, processed, sampleRateHz)
  return { stoi: meanOfSegments(bands, stoiOfSegment), estoi: meanOfSegments(bands, estoiOfSegment) }
}

/** ESTOI alone, which is quicker. */
export const estoi = (clean: Float32Array, processed: Float32Array, sampleRateHz: number): number =>
  meanOfSegments(bandsOfBoth(clean, processed, sampleRateHz), estoiOfSegment)
