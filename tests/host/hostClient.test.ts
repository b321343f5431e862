// The bridge: nothing a name holds becomes code, and nothing that goes wrong on it goes unsaid.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createHostClient } from '../../client/host/hostClient'
import { scriptFor } from '../../client/host/scriptCall'
import { poorContext } from '../../headless/poorContext'
import { es3Faults } from './es3Faults'
import { anyFile, hostScript, openHost } from './openHost'
import { clip, film, project, sequence, track } from './projects'

/** What has broken bridges before, and everything else Unicode has. */
const nasty = [
  '"',
  "'",
  '\\',
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '\0',
  '</script>',
  '");app.quit();("',
  "');app.quit();('",
  '\\u0022);app.quit();//',
  '${app.quit()}',
  '`',
  '*/',
  '//',
  '\ud800',
  '\udfff',
  '\ufeff',
  '\u0085',
  '__proto__',
  'EvalScript error.',
  '{"ok":true}',
]
const hostileName = fc.oneof(
  fc.array(fc.constantFrom(...nasty), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme', maxLength: 5 })), {
      maxLength: 5,
    })
    .map((parts) => parts.join('')),
)

/** A host that gives back what it was given. */
const echo = () => {
  const evaluate = poorContext({
    app: { isDocumentOpen: () => true, quit: () => assert.fail('a name became code') },
  })
  evaluate(
    '$.global.__dubstage = { call: function (name, values) { seen = values[0]; return seen } }; var seen',
  )
  return (name: string) => {
    evaluate(scriptFor('echo', [name]))
    return evaluate('seen')
  }
}

describe('The bridge to the host', () => {
  it('carries 10 000 hostile names into the host as they are, never as code', () => {
    const send = echo()
    fc.assert(
      fc.property(hostileName, (name) => assert.equal(send(name), name)),
      { numRuns: 10_000 },
    )
  })

  it('carries 10 000 hostile names out of the host as they are', async () => {
    for (let round = 0; round < 10; round++) {
      const names = fc.sample(hostileName, { numRuns: 1000, seed: round })
      const clips = names.map((name, n) => clip(`c${n}`, n, n + 1, { name }))
      const host = openHost(project([sequence('main', [track('A', clips)])]))
      const read = await host.client.readSequence('main')
      assert.deepEqual(
        read.audioTracks[0].clips.map(({ name }) => name),
        names,
      )
    }
  })

  it('writes programs that are ES3, whatever the names', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        assert.deepEqual(es3Faults(scriptFor('readSequence', [name, { track: 0 }])), [])
        assert.doesNotMatch(scriptFor('x', [name]), /[\u2028\u2029]/)
      }),
    )
  })

  it('round-trips hostile sequence, track and bin names through placing and undo', async () => {
    for (const name of nasty) {
      const file = film()
      file.sequences[0].name = name
      file.sequences[0].audioTracks[0].name = name
      const host = openHost(file)
      const { toPlacement } = await import('../../client/host/toPlacement')
      const read = await host.client.readSequence('main')
      const placement = toPlacement({
        sequence: read,
        files: [{ path: `/out/${name.replace(/\0/g, '')}.wav`, role: name, channels: 2 }],
        muteOriginals: true,
        version: '1',
      })
      const receipt = await host.client.placeMix({ ...placement, binName: `bin ${name}` })
      const again = await host.client.readSequence('main')
      assert.equal(again.audioTracks[4].ours, true, JSON.stringify(name))
      assert.deepEqual([again.audioTracks[0].muted, again.audioTracks[0].mutedByUs], [false, true])
      assert.deepEqual((await host.client.undo(receipt)).left, [], JSON.stringify(name))
    }
  })

  const answering = (text: unknown) => createHostClient(() => Promise.resolve(text as string))
  const problem =
    (detail: RegExp) => (error: { problem?: { code: string; values?: { detail?: unknown } } }) => {
      assert.equal(error.problem?.code, 'host-script-error')
      assert.match(String(error.problem?.values?.detail), detail)
      return true
    }

  it('tells a failed script, a lost reply and a cut-off one apart', async () => {
    await assert.rejects(answering('EvalScript error.').identify(), problem(/could not run/))
    await assert.rejects(answering('').identify(), problem(/unknown/))
    await assert.rejects(answering(undefined).identify(), problem(/unknown/))
    for (const text of [
      '{"ok":true,"val',
      'undefined',
      'null',
      '1',
      '[]',
      '{}',
      '{"ok":false}',
      '{"ok":true}',
      '{"ok":1,"value":2}',
    ])
      await assert.rejects(answering(text).identify(), problem(/cut off/), text)
  })

  it('says that the host script is not loaded', async () => {
    const evaluate = poorContext({})
    const client = createHostClient((script) => Promise.resolve(String(evaluate(script))))
    await assert.rejects(client.identify(), problem(/not loaded/))
  })

  it('says that no project is open, and that a host is unknown', async () => {
    const load = (globals: Record<string, unknown>) => {
      const evaluate = poorContext(globals)
      evaluate(hostScript())
      return createHostClient((script) => Promise.resolve(String(evaluate(script))))
    }
    await assert.rejects(load({ app: { isDocumentOpen: () => false } }).listSequences(), {
      problem: { code: 'host-no-project', where: '', values: { detail: '' } },
    })
    await assert.rejects(load({}).identify(), problem(/not known/))
  })

  it('passes on an error of the host with its words', async () => {
    const evaluate = poorContext({
      app: {
        isDocumentOpen: () => {
          throw new Error('Bad "thing"\nhappened')
        },
      },
    })
    evaluate(hostScript())
    await assert.rejects(
      createHostClient((script) => Promise.resolve(String(evaluate(script)))).listSequences(),
      problem(/Bad "thing"\nhappened/),
    )
  })

  it('has no functions but the contract’s', async () => {
    const host = openHost(film())
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'eval', '']) {
      const reply = JSON.parse(await host.evalScript(scriptFor(name, []))) as { problem: { detail: string } }
      assert.equal(reply.problem.detail, 'no such function', name)
    }
  })

  it('stops waiting for a host with an open dialog, and says that the outcome is unknown', async () => {
    const host = openHost(film(), {}, undefined, (path) => !path.includes('missing'))
    void host.evalScript('app.project.importFiles(["/missing.wav"], true, app.project.rootItem, false)')
    await new Promise((resolve) => setTimeout(resolve, 20))
    const client = createHostClient((script) => host.evalScript(script), { timeoutMs: 50 })
    await assert.rejects(client.identify(), problem(/outcome unknown/))
    host.closeDialog()
    assert.equal((await client.identify()).host, 'premiere')
  })

  it('a lost reply to a placing leaves a result that the next placing finds', async () => {
    let lose = false
    const host = openHost(
      film(),
      { loseReply: (script) => lose && script.includes('"placeMix"') },
      () => anyFile,
    )
    const { toPlacement } = await import('../../client/host/toPlacement')
    const place = async (run: number) =>
      host.client.placeMix(
        toPlacement({
          sequence: await host.client.readSequence('main'),
          files: [{ path: `/out/mix ${run}.wav`, role: 'mix', channels: 2 }],
          muteOriginals: true,
          version: '1',
        }),
      )
    lose = true
    await assert.rejects(place(1), problem(/unknown/))
    lose = false
    await place(2)
    assert.deepEqual(
      host.project.sequences[0].audioTracks.slice(4).map(({ clips }) => clips.map(({ name }) => name)),
      [['mix 2.wav']],
    )
  })
})
