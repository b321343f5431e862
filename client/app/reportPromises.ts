// The table of promises: what was demanded, what was measured, and how much room there is.
import type { PromiseResult } from '../../dsp-core/index'
import type { Report } from './report'
import { decimal, escaped, named } from './reportWords'

const units: Record<PromiseResult['id'], string> = {
  'integrated-loudness': 'LUFS',
  'true-peak': 'dBTP',
  'max-short-term': 'LUFS',
  'stems-sum': 'dBFS',
  length: 'samples',
}

const titles: Record<PromiseResult['id'], string> = {
  'integrated-loudness': 'Integrated loudness',
  'true-peak': 'True peak',
  'max-short-term': 'Highest short-term loudness',
  'stems-sum': 'Stems add up to the mix',
  length: 'Length',
}

const demanded = ({ id, target, tolerance }: PromiseResult): string => {
  if (id === 'integrated-loudness') return `${decimal(target)} ± ${tolerance} LUFS`
  if (id === 'length') return `${target} samples`
  return `at most ${decimal(target)} ${units[id]}`
}

const measured = ({ id, measured: value, kept }: PromiseResult): string => {
  if (value === null) return kept ? 'no difference' : 'nothing to measure'
  return `${id === 'length' ? value : decimal(value, id === 'stems-sum' ? 1 : 2)} ${units[id]}`
}

/** Half the width is the target; the band is the tolerance. Only for what can be missed on both sides. */
const gauge = ({ id, target, tolerance, measured: value, kept }: PromiseResult): string => {
  if (id !== 'integrated-loudness' || value === null || tolerance === 0) return ''
  const at = Math.min(97, Math.max(0, 50 + ((value - target) / (tolerance * 4)) * 100))
  return `<div class="gauge${kept ? '' : ' out'}"><b style="left:25%;width:50%"></b><i style="left:${at.toFixed(1)}%"></i></div>`
}

const row = (promise: PromiseResult): string =>
  `<tr><td>${titles[promise.id]}<div class="quiet">${promise.file ? named(promise.file) : ''}</div></td><td class="number">${escaped(demanded(promise))}</td><td class="number">${escaped(measured(promise))}${gauge(promise)}</td><td><span class="tag ${promise.kept ? 'yes' : 'no'}">${promise.kept ? 'kept' : 'broken'}</span></td></tr>`

export const promisesTable = ({ promises }: Report): string =>
  `<section><h2>Promises</h2><p class="lead">Each one is checked by measuring the files that were written.</p><div class="panel"><table class="promises"><thead><tr><th>Promise</th><th class="number">Demanded</th><th class="number">Measured</th><th class="verdict"></th></tr></thead><tbody>${promises.map(row).join('')}</tbody></table></div></section>`
