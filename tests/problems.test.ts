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

  it('take nothing of a value for markup or for another place', () => {
    const { message } = inWords({
      code: 'project-damaged',
      where: '',
      values: { reason: '{reason} $& </b>' },
    })
    assert(message.includes('{reason} $& </b>'))
  })
})
