// The table of promises: what was demanded, what was measured, and how much room there is.
import { isSettled, type PromiseResult } from '../../dsp-core/index'
import type { Report } from './report'
import { isSilent, judgementOf, type Judgement } from './reportVerdict'
import { decimal, escaped, named, signedDecimal } from './reportWords'

const units: Record<PromiseResult['id'], string> = {
  'integrated-loudness': 'LUFS',
  'dialogue-loudness': 'LUFS',
  'rms-level': 'dBFS',
  'true-peak': 'dBTP',
  'max-short-term': 'LUFS',
  'loudness-range': 'LU',
  'over-dialogue': 'LU',
  'noise-floor': 'dBFS',
  'stems-sum': 'dBFS',
  length: 'samples',
}

const titles: Record<PromiseResult['id'], string> = {
  'integrated-loudness': 'Integrated loudness',
  'dialogue-loudness': 'Loudness of speech',
  'rms-level': 'RMS level',
  'true-peak': 'True peak',
  'max-short-term': 'Highest short-term loudness',
  'loudness-range': 'Loudness range',
  'over-dialogue': 'Programme over its dialogue',
  'noise-floor': 'Noise floor',
  'stems-sum': 'Stems add up to the mix',
  length: 'Length',
}

const demanded = ({ id, target, tolerance }: PromiseResult): string => {
  if (isSettled(id)) return `${decimal(target)} ± ${tolerance} ${units[id]}`
  if (id === 'length') return `${target} samples`
  return `at most ${decimal(target)} ${units[id]}`
}

/** Where a target is not the usual one: what it follows from. */
const because = ({ target, underPeakDbfs, speechPercent }: PromiseResult): string => {
  if (underPeakDbfs !== undefined)
    return `<div class="quiet">${decimal(underPeakDbfs - target, 0)} dB under the sum’s peak of ${signedDecimal(underPeakDbfs)} dBFS</div>`
  return speechPercent === undefined
    ? ''
    : `<div class="quiet">speech in ${decimal(speechPercent, 0)} % of it</div>`
}

const measured = (promise: PromiseResult, mixIsSilent: boolean): string => {
  const { id, measured: value, silent, file } = promise
  if (silent && id === 'noise-floor' && !mixIsSilent) return 'digital silence'
  if (silent && id === 'dialogue-loudness' && !mixIsSilent) return 'no speech heard'
  if (silent) return id === 'true-peak' || mixIsSilent ? silence(promise) : 'not measurable: too quiet'
  if (value === null && id === 'stems-sum') return file === '' ? 'no stems' : 'no difference'
  if (value === null) return 'nothing to measure'
  return `${id === 'length' ? value : decimal(value, id === 'stems-sum' ? 1 : 2)} ${units[id]}`
}

const silence = ({ id }: PromiseResult): string => (isSettled(id) ? 'not measurable: silent' : 'silent')

/** Half the width is the target; the band is the tolerance. Only for what can be missed on both sides. */
const gauge = ({ id, target, tolerance, measured: value, kept }: PromiseResult): string => {
  if (!isSettled(id) || value === null || tolerance === 0) return ''
  const at = Math.min(97, Math.max(0, 50 + ((value - target) / (tolerance * 4)) * 100))
  return `<div class="gauge${kept ? '' : ' out'}"><b style="left:25%;width:50%"></b><i style="left:${at.toFixed(1)}%"></i></div>`
}

const tags: Record<Judgement, [look: string, word: string]> = {
  kept: ['yes', 'kept'],
  broken: ['no', 'broken'],
  'not-judged': ['note', 'not judged'],
}

const row = (promise: PromiseResult, { promises, problems }: Report): string => {
  const [look, word] = tags[judgementOf(promise, problems)]
  const file = promise.file ? named(promise.file) : ''
  const found = escaped(measured(promise, isSilent(promises)))
  return `<tr><td>${titles[promise.id]}<div class="quiet">${file}</div></td><td class="number" data-label="Demanded"><div>${escaped(demanded(promise))}${because(promise)}</div></td><td class="number" data-label="Measured"><div>${found}${gauge(promise)}</div></td><td class="verdict"><span class="tag ${look}">${word}</span></td></tr>`
}

export const promisesTable = (report: Report): string =>
  `<section><h2>Promises</h2><p class="lead">Each one is checked by measuring the files that were written.</p><div class="panel"><table class="promises"><thead><tr><th>Promise</th><th class="number">Demanded</th><th class="number">Measured</th><th class="verdict"></th></tr></thead><tbody>${report.promises.map((promise) => row(promise, report)).join('')}</tbody></table></div></section>`
