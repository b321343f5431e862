// The verdict and the sentence under it. A mix that is silent because its media are offline has broken nothing: its
// loudness is not judged, the verdict is yellow, and the offline media are what is to mend.
import { isSettled, type PromiseResult, type RenderPlan } from '../../dsp-core/index'
import type { Problem } from '../problem'

/** `pass-with-notes`: no promise is broken, but something should be known (media offline, an effect not applied). */
export type Verdict = 'pass' | 'pass-with-notes' | 'fail'

export type Judgement = 'kept' | 'broken' | 'not-judged'

export const judgementOf = (promise: PromiseResult, problems: { code: Problem['code'] }[]): Judgement => {
  if (promise.kept) return 'kept'
  const offline = problems.some(({ code }) => code === 'media-offline')
  return isSettled(promise.id) && promise.silent && offline ? 'not-judged' : 'broken'
}

export interface Judged {
  verdict: Verdict
  /** One sentence or two. */
  summary: string
}

export const judge = (
  promises: PromiseResult[],
  problems: { code: Problem['code'] }[],
  { title }: RenderPlan['delivery'],
): Judged => {
  const judgements = promises.map((promise) => judgementOf(promise, problems))
  const count = (wanted: Judgement): number => judgements.filter((judgement) => judgement === wanted).length
  const all = `the ${promises.length} promises of ${title}`
  const [broken, notJudged] = [count('broken'), count('not-judged')]
  if (broken > 0)
    return { verdict: 'fail', summary: `${broken} of ${all} ${broken === 1 ? 'is' : 'are'} broken.` }
  if (notJudged > 0) return { verdict: 'pass-with-notes', summary: silentSummary(promises, all, notJudged) }
  const kept = `${all.charAt(0).toUpperCase()}${all.slice(1)} are kept, by measuring the written files.`
  if (problems.length === 0) return { verdict: 'pass', summary: kept }
  const things = problems.length === 1 ? '1 thing' : `${problems.length} things`
  return { verdict: 'pass-with-notes', summary: `${kept} ${things} should be known.` }
}

const silentSummary = (promises: PromiseResult[], all: string, notJudged: number): string => {
  const wholly = isSilent(promises)
  const what = wholly
    ? 'The mix is silent because media are offline'
    : 'Without its offline media the mix is too quiet'
  return `${what}: its loudness cannot be measured. ${promises.length - notJudged} of ${all} are kept.`
}

/** Not only too quiet for the loudness gate, but without any sample that is not zero. */
export const isSilent = (promises: PromiseResult[]): boolean =>
  promises.some(({ id, silent }) => id === 'true-peak' && silent)
