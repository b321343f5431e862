// The last lines of a run: verdict, before and after, and where everything is.
import type { LoudnessFacts, Report } from '../../client/app/report'
import type { ResultFiles } from '../../client/app/writeResults'
import type { PolishedTimeline } from '../polishTimeline'
import { decimal, problemLine } from './command'

/** More would scroll the verdict away; all are in the report. */
const mostProblems = 12

const rows: { title: string; unit: string; of: (facts: LoudnessFacts) => number | null }[] = [
  { title: 'integrated loudness', unit: 'LUFS', of: (facts) => facts.integratedLufs },
  { title: 'max short-term', unit: 'LUFS', of: (facts) => facts.maxShortTermLufs },
  { title: 'loudness range', unit: 'LU', of: (facts) => facts.loudnessRangeLu },
  { title: 'true peak', unit: 'dBTP', of: (facts) => facts.truePeakDbtp },
  { title: 'speech over music', unit: 'LU', of: (facts) => facts.speechOverMusicLu },
]

const numbers = ({ before, after }: Report): string[] => [
  `${''.padEnd(20)}${'before'.padStart(9)}${'after'.padStart(9)}`,
  ...rows.map(({ title, unit, of }) => {
    const value = (facts: LoudnessFacts | null) => {
      const number = facts ? of(facts) : null
      return (number === null ? '-' : decimal(number)).padStart(9)
    }
    return `${title.padEnd(20)}${value(before)}${value(after)} ${unit}`
  }),
]

const problems = (report: Report): string[] => {
  const shown = report.problems.slice(0, mostProblems)
  const more = report.problems.length - shown.length
  return [...shown.map(problemLine), ...(more > 0 ? [`! and ${more} more in the report.`] : [])]
}

const verdicts = { pass: 'PASS', 'pass-with-notes': 'PASS WITH NOTES', fail: 'FAIL' } as const

const head = (report: Report): string[] => [
  `${verdicts[report.verdict]}: ${report.summary}`,
  '',
  ...numbers(report),
  '',
  ...problems(report),
]

export const summaryOfReport = (report: Report, files: ResultFiles): string =>
  [...head(report), `Plan:          ${files.planPath}`, `Report:        ${files.htmlPath}`].join('\n')

export const summaryOf = ({ plan, report, files }: PolishedTimeline): string => {
  if (!report)
    return [
      ...plan.decisions.map(({ about, text }) => `${about}: ${text}`),
      '',
      `Plan:          ${files.planPath}`,
    ].join('\n')
  return [
    ...head(report),
    `Mix:           ${files.mixPath}`,
    ...files.stemPaths.map((path) => `Stem:          ${path}`),
    `New timeline:  ${files.timelinePath}`,
    `Plan:          ${files.planPath}`,
    `Report:        ${files.htmlPath}`,
  ].join('\n')
}
