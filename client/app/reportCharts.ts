// The report's pictures: loudness over time against the target, and how a stem gives way to speech. Drawn as paths
// in a box that stretches with the page; the numbers beside it are text, so they stay readable at any width.
import type { Report, ReportDucking, ReportFile } from './report'
import { clockOf, counted, decimal } from './reportWords'

/** Points across a picture: more than a screen shows, few enough for hours of sequence. */
const mostPoints = 900
/** Of a value in the box, enough for a screen. */
const place = (value: number): string => String(Math.round(value * 10) / 10)
const width = 1000

interface Span {
  seconds: number
}

const xOf = (seconds: number, span: Span): number =>
  (Math.min(span.seconds, Math.max(0, seconds)) / span.seconds) * width

interface Axis {
  top: number
  bottom: number
  height: number
}

const yOf = (value: number, { top, bottom, height }: Axis): number =>
  ((top - Math.min(top, Math.max(bottom, value))) / (top - bottom)) * height

/** The loudest of each bucket, with the second it stands for. */
const thinned = (curve: (number | null)[]): { atSecond: number; lufs: number | null }[] => {
  const per = Math.max(1, Math.ceil(curve.length / mostPoints))
  const points = []
  for (let from = 0; from < curve.length; from += per) {
    const heard = curve.slice(from, from + per).filter((value): value is number => value !== null)
    // A window of 3 s that ends `3 + index` seconds in is centred 1.5 s earlier.
    points.push({ atSecond: from + 1.5 + per / 2, lufs: heard.length > 0 ? Math.max(...heard) : null })
  }
  return points
}

/** The curve as one line, broken nowhere: silence lies on the floor. */
const lineOf = (curve: (number | null)[], span: Span, axis: Axis): string => {
  const points = thinned(curve)
  if (points.length === 0) return ''
  const ends = [
    { ...points[0], atSecond: 0 },
    ...points,
    { ...points[points.length - 1], atSecond: span.seconds },
  ]
  return ends
    .map(({ atSecond, lufs }) => `${place(xOf(atSecond, span))} ${place(yOf(lufs ?? axis.bottom, axis))}`)
    .join('L')
}

const areaOf = (line: string, axis: Axis): string =>
  line ? `M0 ${axis.height}L${line}L${width} ${axis.height}Z` : ''

const svg = (label: string, axis: Axis, body: string): string =>
  `<svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${axis.height}" preserveAspectRatio="none">${body}</svg>`

const levels = (axis: Axis, every: number): number[] => {
  const found = []
  for (let level = Math.ceil(axis.bottom / every) * every; level <= axis.top; level += every)
    found.push(level)
  return found
}

const gridOf = (axis: Axis, every: number): string =>
  levels(axis, every)
    .map((level) => `<path class="grid" d="M0 ${place(yOf(level, axis))}H${width}"/>`)
    .join('')

const scaleOf = (axis: Axis, every: number): string =>
  levels(axis, every)
    .map(
      (level) =>
        `<span class="y" style="top:${place((yOf(level, axis) / axis.height) * 100)}%">${decimal(level, 0)}</span>`,
    )
    .join('')

const tickSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400]

const timesOf = (span: Span): string => {
  const step = tickSteps.find((seconds) => span.seconds / seconds <= 9) ?? Math.ceil(span.seconds / 8)
  const times = []
  for (let at = 0; at <= span.seconds * 0.985; at += step)
    times.push(`<span style="left:${place((at / span.seconds) * 100)}%">${clockOf(at)}</span>`)
  return `<div class="times" aria-hidden="true">${times.join('')}</div>`
}

const plotOf = (picture: string, scale: string, pixels: number): string =>
  `<div class="plot" style="height:${pixels}px">${scale}${picture}</div>`

const spanOf = (report: Report): Span => ({
  seconds: Math.max(0.1, report.sequence.lengthSamples / report.sequence.sampleRateHz),
})

const loudnessFigure = (report: Report, mix: ReportFile): string => {
  const promised = report.promises.find(
    ({ id }) => id === 'integrated-loudness' || id === 'dialogue-loudness',
  )
  // Where another quantity is promised, the middle is where the mix is.
  const target = promised?.target ?? mix.loudness.integratedLufs ?? -23
  const span = spanOf(report)
  const axis = { top: target + 9, bottom: target - 24, height: 220 }
  const line = lineOf(mix.shortTermLufs, span, axis)
  const targetLine = promised ? `<path class="target-line" d="M0 ${place(yOf(target, axis))}H${width}"/>` : ''
  const picture = svg(
    'Short-term loudness of the mix over time',
    axis,
    `${gridOf(axis, 6)}<path class="wash" d="${areaOf(line, axis)}"/><path class="curve" d="${line && `M${line}`}"/>${targetLine}`,
  )
  const caption = `<b>Loudness of the mix, LUFS</b><span class="key">short-term, 3 s</span>${promised ? `<span class="key target">${promised.id === 'dialogue-loudness' ? 'target of speech' : 'target'} ${decimal(target)}</span>` : ''}`
  return `<figure class="chart"><figcaption>${caption}</figcaption>${plotOf(picture, scaleOf(axis, 6), 220)}${timesOf(span)}</figure>`
}

/** Corners of the gain over time: down to each dip and up again. */
const gainLine = ({ ducks }: ReportDucking, rateHz: number, span: Span, axis: Axis): string => {
  const corners: [number, number][] = [[0, 0]]
  for (const duck of ducks) {
    corners.push(
      [(duck.startSample - duck.downSamples) / rateHz, 0],
      [duck.startSample / rateHz, duck.depthDb],
    )
    corners.push([duck.endSample / rateHz, duck.depthDb])
    if (duck.upSamples > 0) corners.push([(duck.endSample + duck.upSamples) / rateHz, 0])
  }
  corners.push([span.seconds, corners[corners.length - 1][1]])
  return corners.map(([at, db]) => `${place(xOf(at, span))} ${place(yOf(db, axis))}`).join('L')
}

const duckFigure = (report: Report, ducking: ReportDucking): string => {
  const span = spanOf(report)
  const stem = report.files.find(({ role, kind }) => kind === 'stem' && role === ducking.role)
  const deepest = ducking.ducks.reduce((most, { depthDb }) => Math.min(most, depthDb), -6)
  const axis = { top: 0, bottom: Math.floor((deepest - 1) / 3) * 3, height: 140 }
  const line = gainLine(ducking, report.sequence.sampleRateHz, span, axis)
  const loudest = (stem?.shortTermLufs ?? []).reduce<number>(
    (most, value) => Math.max(most, value ?? -70),
    -70,
  )
  const stemAxis = { top: loudest + 3, bottom: loudest - 30, height: 140 }
  const area = stem ? areaOf(lineOf(stem.shortTermLufs, span, stemAxis), stemAxis) : ''
  const picture = svg(
    `Gain of ${ducking.role} under speech`,
    axis,
    `<path class="stem" d="${area}"/>${gridOf(axis, 3)}<path class="duck-wash" d="M0 0L${line}L${width} 0Z"/><path class="duck-line" d="M${line}"/>`,
  )
  const caption = `<b>${ducking.role.charAt(0).toUpperCase()}${ducking.role.slice(1)} gives way to speech, dB</b><span class="key duck">gain, ${counted(ducking.ducks.length, 'dip')}</span><span class="key stem">loudness of the stem</span>`
  return `<figure class="chart"><figcaption>${caption}</figcaption>${plotOf(picture, scaleOf(axis, 3), 140)}${timesOf(span)}</figure>`
}

export const charts = (report: Report): string => {
  const mix = report.files.find(({ kind }) => kind === 'mix')
  if (!mix) return ''
  const figures = [
    loudnessFigure(report, mix),
    ...report.ducking.map((ducking) => duckFigure(report, ducking)),
  ]
  return `<section><h2>Over time</h2><p class="lead">From the written files. Dips are complete before the first syllable and stay down through short pauses.</p><div class="panel">${figures.join('')}</div></section>`
}
