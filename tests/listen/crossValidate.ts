// How well the speech meter does on recordings it has not met, asked of those it is fitted to: each third is mixed and
// judged by networks fitted to the other two, with less and more doubt than phrases.ts has.
// Run by hand, more than an hour: npx tsx tests/listen/crossValidate.ts.
import { fitNetworks } from './fit'
import { folds, recordings } from './material'
import { makeMixes } from './mixes'
import { heardIn, scoreHeard, sumOfMixes, type MixScore } from './mixScore'

/** In odds, beside the doubt of phrases.ts. */
const moreDoubt = [-0.7, -0.35, -0.15, 0, 0.15, 0.3]

/** For each doubt the scores of the mixes of one third. */
const scoresOf = (fold: number): MixScore[][] => {
  const networks = fitNetworks((recording) => !recording.heldOut && recording.fold !== fold)
  const mixes = makeMixes((kind) =>
    recordings(kind).filter((recording) => !recording.heldOut && recording.fold === fold),
  )
  const heard = mixes.map((mix) => heardIn(mix, networks))
  return moreDoubt.map((more) => mixes.map((mix, i) => scoreHeard(mix, heard[i], 1 / (1 + Math.exp(-more)))))
}

const percent = (part: number, whole: number): string =>
  (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`).padStart(8)

const print = (title: string, scores: MixScore[]): void => {
  const { active, found, other, called } = sumOfMixes(scores)
  console.log(`  ${title.padEnd(32)} miss ${percent(active - found, active)} false ${percent(called, other)}`)
}

const main = (): void => {
  const ofFolds = Array.from({ length: folds }, (_, fold) => scoresOf(fold))
  moreDoubt.forEach((more, d) => {
    console.log(`doubt ${more < 0 ? '' : '+'}${more}`)
    const scores = ofFolds.flatMap((ofDoubts) => ofDoubts[d])
    for (const title of new Set(scores.map((score) => score.title)))
      print(
        title,
        scores.filter((score) => score.title === title),
      )
    print(
      'all with beds 20 dB below or less',
      scores.filter(({ active, bedBelowDb }) => active > 0 && bedBelowDb >= 20),
    )
  })
}

main()
