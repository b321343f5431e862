// Roles over sequences put together from recordings. Skipped where they are absent; accuracy.ts measures more.
import assert from 'node:assert/strict'
import { hasMaterial } from '../listen/material'
import { accuracyOf, makeSequences } from './accuracy'
import type { KnownSequence, NameStyle } from './sequences'

const sequencesInTest = 8

const describeWithMaterial = (title: string, body: () => void): void => {
  if (hasMaterial) describe(title, body)
  else
    describe(`${title} (skipped: needs the test data folder and ffmpeg)`, () =>
      it.skip('needs them', () => {}))
}

describeWithMaterial('roles over sequences of recordings', () => {
  let sequences: KnownSequence[] = []

  before(() => {
    sequences = makeSequences(sequencesInTest, 7, false)
  })

  const share = (style: NameStyle): number => {
    const { right, clips, wrong } = accuracyOf(sequences, style, 11)
    if (right < clips)
      console.log(wrong.map((one) => `${one.truth} taken for ${one.said}: ${one.reason}`).join('\n'))
    return right / clips
  }

  it('are right for nine clips in ten where names say nothing', () => assert.ok(share('neutral') >= 0.9))

  it('are as right where names only contain such words within others', () =>
    assert.ok(share('hostile') >= 0.9))

  it('are right for 99 clips in a hundred where names say it', () => assert.ok(share('helpful') >= 0.99))
})
