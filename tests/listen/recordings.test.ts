// The speech meter on recordings it was not fitted to. Skipped where they are absent.
import assert from 'node:assert/strict'
import { hasMaterial, recordings, type Kind } from './material'
import { makeMixes, type Mix } from './mixes'
import { scoreMix, sumOfMixes, type MixScore } from './mixScore'
import { scoreOf, sumOf, type Score } from './score'
import { isTaste } from './scenes'

const heldOut = (kind: Kind): Score[] =>
  recordings(kind)
    .filter((r) => r.heldOut && (kind === 'speech' || !isTaste(r.name, 'speech')))
    .map(scoreOf)

const share = (part: number, whole: number): number => part / Math.max(1, whole)

const describeWithMaterial = (title: string, body: () => void): void => {
  if (hasMaterial) describe(title, body)
  else
    describe(`${title} (skipped: needs the test data folder and ffmpeg)`, () =>
      it.skip('needs them', () => {}))
}

/** What is asked of speech activity, counted in steps of 10 ms. */
const missedAtMost = 0.05
const musicAtMost = 0.02
const effectsAtMost = 0.03

describeWithMaterial('the speech meter on recordings it has not met', () => {
  it('misses at most 5 % of active speech', () => {
    const { found, active } = sumOf(heldOut('speech'))
    const missed = share(active - found, active)
    assert.ok(missed <= missedAtMost, `missed ${missed} of ${active} steps`)
  })

  it('takes at most 2 % of music without vocals for speech', () => {
    const { called, other } = sumOf(heldOut('music'))
    assert.ok(share(called, other) <= musicAtMost, `called ${share(called, other)} of ${other} steps`)
  })

  it('takes at most 3 % of effects, and of ambience, for speech', () => {
    for (const kind of ['noise', 'sfx'] as const) {
      const { called, other } = sumOf(heldOut(kind))
      assert.ok(share(called, other) <= effectsAtMost, `called ${share(called, other)} of ${other} steps`)
    }
  })

  it('hardly ever takes noise, rooms and weather for speech', () => {
    const { called, other } = sumOf(heldOut('noise'))
    assert.ok(share(called, other) <= 0.01, `called ${share(called, other)} of ${other} steps`)
  })
})

describeWithMaterial('the speech meter on programmes mixed from recordings it has not met', () => {
  let scores: MixScore[] = []

  before(() => {
    scores = makeMixes((kind) => recordings(kind).filter((r) => r.heldOut)).map(scoreMix)
  })

  const spoken = (): MixScore[] => scores.filter(({ active }) => active > 0)
  const unspoken = (bed: Mix['bed']): MixScore[] =>
    scores.filter((score) => score.active === 0 && score.bed === bed)

  it('misses at most 5 % of speech that is alone, down a telephone or 20 dB above what else is heard', () => {
    for (const { title, active, found } of spoken().filter(({ bedBelowDb }) => bedBelowDb >= 20)) {
      const missed = share(active - found, active)
      assert.ok(missed <= missedAtMost, `${title}: missed ${missed} of ${active} steps`)
    }
  })

  it('misses at most 10 % of speech that is only 10 or 12 dB above what else is heard', () => {
    const { active, found } = sumOfMixes(spoken().filter(({ bedBelowDb }) => bedBelowDb < 20))
    const missed = share(active - found, active)
    assert.ok(missed <= 0.1, `missed ${missed} of ${active} steps`)
  })

  it('takes at most 2 % of music for speech', () => {
    const [{ called, other }] = unspoken('music')
    assert.ok(share(called, other) <= musicAtMost, `called ${share(called, other)} of ${other} steps`)
  })

  it('takes at most 3 % of effects, and of ambience, for speech', () => {
    const rows = unspoken('ambience and effects')
    assert.equal(rows.length, 2)
    for (const { title, called, other } of rows)
      assert.ok(share(called, other) <= effectsAtMost, `${title}: called ${share(called, other)} of ${other}`)
  })

  it('lets go in pauses of 1 to 3 s in which a bed goes on, for most of their time', () => {
    const { called, other } = sumOfMixes(spoken())
    assert.ok(share(called, other) <= 0.1, `called ${share(called, other)} of ${other} steps`)
  })
})
