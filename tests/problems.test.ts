// Problems in words: every value in its place, and no gap where one is not known.
import assert from 'node:assert/strict'
import { inWords, problemWords } from '../client/app/problems'
import type { ProblemCode } from '../client/problem'

const codes = Object.keys(problemWords) as ProblemCode[]

describe('problems', () => {
  it('read as sentences with and without their values', () => {
    for (const code of codes)
      for (const values of [undefined, { reason: 'it is a folder' }]) {
        const { message, remedy } = inWords({ code, where: 'here', values })
        for (const text of [message, remedy]) {
          assert.doesNotMatch(text, /[{}]|: \.|\(\)|\.\.$|undefined/, `${code}: ${text}`)
          assert.match(text, /^(["A-Z]|ffmpeg ).*[.!?]$/s, `${code}: ${text}`)
        }
      }
  })

  it('put what is known in its place', () => {
    const { message } = inWords({ code: 'clip-speed-mismatch', where: '', values: {} })
    assert.match(message, /speed/)
    const damaged = inWords({ code: 'project-damaged', where: '', values: { detail: 'unquoted attribute' } })
    assert.match(damaged.message, /: unquoted attribute\.$/)
  })

  it('speak of one clip and of several as people do', () => {
    const offline = (clips: number | string): string =>
      inWords({ code: 'media-offline', where: '', values: { clips } }).message
    assert.equal(offline(1), 'The media of 1 clip was not found; it is silent.')
    assert.equal(offline('1'), offline(1))
    assert.equal(offline(3), 'The media of 3 clips was not found; they are silent.')
    assert.equal(offline('some'), 'The media of some clips was not found; they are silent.')
  })

  it('never leave it to the reader whether there is one or are several', () => {
    for (const { message, remedy } of Object.values(problemWords))
      assert.doesNotMatch(message + remedy, /\(s\)|\(es\)/)
  })

  it('say of an unreadable file nothing that is only true of a clip', () => {
    const { message } = inWords({ code: 'media-not-readable', where: '', values: { reason: 'it is empty' } })
    assert.equal(message, 'The media cannot be read: it is empty.')
  })

  it('take nothing of a value for markup or for another place', () => {
    const { message } = inWords({
      code: 'project-damaged',
      where: '',
      values: { reason: '{reason} $& </b>' },
    })
    assert(message.includes('{reason} $& </b>'))
  })
})
