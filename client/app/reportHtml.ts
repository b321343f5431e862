// The report as one page that needs nothing else: no script, no font, no picture from elsewhere. The verdict comes
// first, then what it rests on. Everything that came from outside is escaped (reportWords.ts).
import type { PlanDecision } from '../../dsp-core/index'
import { charts } from './reportCharts'
import type { LoudnessFacts, Report } from './report'
import { promisesTable } from './reportPromises'
import { reportStyle } from './reportStyle'
import type { Verdict } from './reportVerdict'
import { clockOf, counted, decimal, escaped, named, sentence, signedDecimal } from './reportWords'

const words: Record<Verdict, string> = { pass: 'PASS', 'pass-with-notes': 'PASS WITH NOTES', fail: 'FAIL' }

const marks: Record<Verdict, string> = {
  pass: 'M12 23l7 7 14-15',
  'pass-with-notes': 'M22 12v12M22 31v.5',
  fail: 'M14 14l16 16M30 14L14 30',
}

const hero = ({ verdict, summary }: Report): string =>
  `<div class="hero ${verdict}"><svg class="mark" viewBox="0 0 44 44" aria-hidden="true"><circle cx="22" cy="22" r="20" fill="none" stroke="currentColor" stroke-width="2.5"/><path d="${marks[verdict]}" fill="none" stroke="currentColor" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg><div><div class="word">${words[verdict]}</div><p>${sentence(summary)}</p></div></div>`

const head = (report: Report): string => {
  const { sequence } = report
  const length = clockOf(sequence.lengthSamples / sequence.sampleRateHz)
  const rate = sequence.frameRate.num / sequence.frameRate.den
  return `<header><p class="eyebrow">Dubstage report</p><h1>${named(sequence.name)}</h1><p class="meta">${escaped(report.genre.title)} for ${escaped(report.delivery.title)} · ${length} · ${Number(rate.toFixed(3))} fps · ${sequence.sampleRateHz / 1000} kHz ${sequence.layout}</p></header>`
}

interface Card {
  title: string
  key: keyof LoudnessFacts
  unit: string
  note: string
}

const cardsShown: Card[] = [
  { title: 'Integrated loudness', key: 'integratedLufs', unit: 'LUFS', note: '' },
  { title: 'True peak', key: 'truePeakDbtp', unit: 'dBTP', note: '' },
  { title: 'Loudness range', key: 'loudnessRangeLu', unit: 'LU', note: '' },
  { title: 'Speech over music', key: 'speechOverMusicLu', unit: 'LU', note: 'nobody speaks over music' },
]

const card = ({ title, key, unit, note }: Card, { before, after }: Report): string => {
  const was = before?.[key] ?? null
  const now = after?.[key] ?? null
  const line = was === null ? note || 'was silent' : `was ${decimal(was)} ${unit}`
  return `<div><h3>${title}</h3><p class="now">${decimal(now)} <small>${now === null ? '' : unit}</small></p><p class="was">${line}</p></div>`
}

const cards = (report: Report): string =>
  `<div class="cards">${cardsShown.map((shown) => card(shown, report)).join('')}</div>`

const findings = ({ problems }: Report): string => {
  if (problems.length === 0) return ''
  const rows = problems
    .slice(0, 200)
    .map(
      (problem) =>
        `<div class="finding"><span class="tag ${problem.severity === 'note' ? 'note' : 'no'}">${problem.severity === 'note' ? 'note' : 'to mend'}</span><div>${sentence(problem.message)}</div><div class="where">${named(problem.where)}</div><div class="soft">${sentence(problem.remedy)}</div></div>`,
    )
  const more =
    problems.length > 200
      ? `<div class="finding"><div>and ${problems.length - 200} more in report.json</div></div>`
      : ''
  return `<section><h2>Findings</h2><p class="lead">What is not as it could be, and what to do about it.</p><div class="panel">${rows.join('')}${more}</div></section>`
}

const trims = (range: [number, number] | null): string => {
  if (!range) return '–'
  const [low, high] = range
  return Math.abs(high - low) < 0.05
    ? `${signedDecimal(low)} dB`
    : `${signedDecimal(low)} … ${signedDecimal(high)} dB`
}

const tracks = (report: Report): string => {
  const rows = report.tracks
    .filter(({ clips }) => clips > 0)
    .map(
      (track) =>
        `<tr><td class="quiet label">${track.label}</td><td class="name">${named(track.name)}<div class="quiet">${counted(track.clips, 'clip')}</div></td><td class="roles">${track.roles.map((role) => `<span class="tag role">${role}</span>`).join('') || '<span class="quiet">silent</span>'}</td><td class="number moved" data-label="Clips moved">${trims(track.trimDb)}</td><td class="why soft">${track.reasons.map(sentence).join('<br>')}</td></tr>`,
    )
  return `<section><h2>Tracks</h2><p class="lead">What each track was taken for, and how far its clips were moved.</p><div class="panel"><table class="tracks"><thead><tr><th class="label"></th><th class="name">Track</th><th class="roles">Role</th><th class="number moved">Clips moved</th><th class="why">Why</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

const groups: [PlanDecision['kind'], string][] = [
  ['level', 'Levels'],
  ['chain', 'Chains'],
  ['duck', 'Ducking'],
  ['master', 'Master'],
  ['fold', 'Format'],
  ['skip', 'Left alone'],
]

/** A long sequence has thousands of decisions; a page with all of them would not be read. All are in the plan. */
const mostShown = 300

const items = (texts: string[]): string =>
  `<ul>${texts.map((text) => `<li>${sentence(text)}</li>`).join('')}</ul>`

const group = (title: string, texts: string[]): string => {
  if (texts.length === 0) return ''
  const rest = texts.slice(6, mostShown)
  const beyond =
    texts.length > mostShown ? `<p class="quiet">and ${texts.length - mostShown} more in plan.json</p>` : ''
  const more =
    rest.length > 0
      ? `<details><summary>${counted(texts.length - 6, 'more')}</summary>${items(rest)}${beyond}</details>`.replace(
          'mores',
          'more',
        )
      : ''
  return `<div class="group"><h3>${title}</h3>${items(texts.slice(0, 6))}${more}</div>`
}

const decisions = (report: Report): string => {
  const rows = report.ducking.flatMap(({ ducks }) => ducks.map(({ reason }) => reason))
  const made = groups.map(([kind, title]) => {
    const texts = report.decisions.filter((decision) => decision.kind === kind).map(({ text }) => text)
    return group(title, kind === 'duck' ? [...texts, ...rows] : texts)
  })
  return `<section><h2>Decisions</h2><p class="lead">What was decided before a sample was changed, with its numbers. The plan holds all of them.</p><div class="panel">${made.join('')}</div></section>`
}

const files = (report: Report): string => {
  const rows = report.files.map(
    ({ file, loudness, bitDepth }) =>
      `<tr><td>${named(file)}</td><td class="number" data-label="LUFS">${decimal(loudness.integratedLufs)}</td><td class="number" data-label="dBTP">${decimal(loudness.truePeakDbtp)}</td><td class="number" data-label="max short-term">${decimal(loudness.maxShortTermLufs)}</td><td class="number" data-label="format">${bitDepth} bit${bitDepth === 32 ? ' float' : ''}</td></tr>`,
  )
  return `<section><h2>Files</h2><p class="lead">Measured after writing. Stems carry the mix’s gain, so they add up to it before its master.</p><div class="panel"><table class="files"><thead><tr><th>File</th><th class="number">LUFS</th><th class="number">dBTP</th><th class="number">max short-term</th><th class="number">format</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

const provenance = (report: Report): string => {
  const media = report.provenance.media
    .slice(0, mostShown)
    .map(
      ({ path, fingerprint, online }) =>
        `<li><bdi>${escaped(path)}</bdi> <code class="quiet">${online ? escaped(fingerprint.slice(0, 16)) : 'offline'}</code></li>`,
    )
  const list =
    media.length > 0
      ? `<details><summary>${counted(report.provenance.media.length, 'media file')}</summary><ul>${media.join('')}</ul></details>`
      : 'none'
  return `<section><h2>Provenance</h2><p class="lead">The same plan and the same media give the same bytes.</p><div class="panel"><dl><dt>Made by</dt><dd>${escaped(report.product)}</dd><dt>Plan</dt><dd><code>${escaped(report.provenance.plan)}</code></dd><dt>Genre</dt><dd>${escaped(report.genre.id)} <code class="quiet">${escaped(report.genre.fingerprint)}</code></dd><dt>Delivery</dt><dd>${escaped(report.delivery.id)} <code class="quiet">${escaped(report.delivery.fingerprint)}</code></dd><dt>Gain, limiter</dt><dd>${signedDecimal(report.masterGainDb)} dB, at most ${decimal(Math.abs(report.limitedDb))} dB of limiting</dd><dt>Media</dt><dd>${list}</dd></dl></div></section>`
}

export const reportHtml = (report: Report): string =>
  `<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${words[report.verdict]}: ${escaped(report.sequence.name)}</title><style>${reportStyle}</style></head>
<body><main>
${head(report)}
${hero(report)}
${cards(report)}
${promisesTable(report)}
${findings(report)}
${charts(report)}
${tracks(report)}
${decisions(report)}
${files(report)}
${provenance(report)}
<footer>Loudness after ITU-R BS.1770-5 and EBU Tech 3341 and 3342. “Before” is the sequence as it plays untouched, rendered and measured by the same meters. Speech over music: momentary loudness of the voices’ stems over that of the music, while somebody speaks.</footer>
</main></body></html>
`
