// Which loudness counts: the dialogue's where enough is speech, else the programme's.
import assert from 'node:assert/strict'
import type { RenderPlan } from '../../dsp-core/index'
import { deliveryNamed, planOf, sound, speech } from './madeSequence'

/** Speech in so many of 100 s, music in all. */
const planWith = (speechSeconds: number, delivery = 'netflix-stereo'): RenderPlan =>
  planOf(
    [
      { clips: [{ at: 0, seconds: 100, sounds: [speech(0, speechSeconds)], role: 'dialogue' }] },
      { clips: [{ at: 0, seconds: 100, sounds: [sound(0, 100, -25)], role: 'music' }] },
    ],
    { delivery: deliveryNamed(delivery) },
  )

const aimOf = (plan: RenderPlan): [string, number] => [plan.promises[0].id, plan.promises[0].target]

describe('the loudness that counts', () => {
  it('is the dialogue’s from 15 % speech on, and the programme’s under it, and the plan says which', () => {
    assert.deepEqual(aimOf(planWith(15)), ['dialogue-loudness', -27])
    assert.deepEqual(aimOf(planWith(14)), ['integrated-loudness', -24])
    const said = (seconds: number): string =>
      planWith(seconds)
        .decisions.map(({ text }) => text)
        .join('\n')
    assert.match(said(42), /at least 15\.0 % is speech; here 42\.0 % is: the loudness of the dialogue counts/)
    assert.match(said(5), /here 5\.0 % is: the loudness of the whole programme counts/)
  })

  it('is the programme’s for cinematic broadcast, whose dialogue is held near it only where somebody speaks', () => {
    const ids = (seconds: number): string[] => planWith(seconds, 'ebu-r128-s4').promises.map(({ id }) => id)
    assert.deepEqual(aimOf(planWith(50, 'ebu-r128-s4')), ['integrated-loudness', -23])
    assert.equal(ids(50).includes('over-dialogue'), true)
    assert.equal(ids(0).includes('over-dialogue'), false)
  })

  it('is the RMS level for an audiobook', () => {
    assert.deepEqual(aimOf(planWith(90, 'acx')), ['rms-level', -22.5])
  })
})
