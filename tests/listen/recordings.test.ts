// The speech meter on recordings it was not fitted to. Skipped where they are absent.
import assert from 'node:assert/strict'
import { hasMaterial, recordings, type Kind } from './material'
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

describeWithMaterial('the speech meter on recordings it has not met', () => {
  it('finds nearly all active speech', () => {
    const { found, active } = sumOf(heldOut('speech'))
    assert.ok(share(found, active) >= 0.93, `found ${share(found, active)} of ${active} steps`)
  })

  it('seldom takes music without vocals for speech', () => {
    const { called, other } = sumOf(heldOut('music'))
    assert.ok(share(called, other) <= 0.07, `called ${share(called, other)} of ${other} steps`)
  })

  it('hardly ever takes noise, rooms and weather for speech', () => {
    const { called, other } = sumOf(heldOut('noise'))
    assert.ok(share(called, other) <= 0.01, `called ${share(called, other)} of ${other} steps`)
  })

  it('seldom takes effects for speech', () => {
    const { called, other } = sumOf(heldOut('sfx'))
    assert.ok(share(called, other) <= 0.03, `called ${share(called, other)} of ${other} steps`)
  })
})
