// A preset file with a fault is refused with its line, what is wrong, and what is allowed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { choosePresets, chooseSimulation } from '../client/app/choosePresets'
import { inWords } from '../client/app/problems'
import { checkPresetText, faultWords, readPresetFile } from '../client/app/presetFile'
import { ProblemError } from '../client/problem'
import { shippedPresets } from '../dsp-core/index'
import { changed } from './plan/changed'
import { temporaryFolder } from './temporary'

const fileOf = (asked: string): unknown =>
  shippedPresets().find(({ kind, id }) => `${kind}/${id}` === asked)!.file

const textOf = (value: unknown): string => JSON.stringify(value, null, 2)

/** "12:7 roles.music is missing; …" for each fault. */
const faultsIn = (text: string): string[] => {
  const checked = checkPresetText(text)
  return 'faults' in checked
    ? checked.faults.map((fault) => `${fault.line}:${fault.column} ${faultWords(fault)}`)
    : []
}

const faultsWith = (asked: string, path: string, to: unknown): string[] =>
  faultsIn(textOf(changed(fileOf(asked), path, to)))

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

describe('a preset file', () => {
  const folder = temporaryFolder()
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder.path, name)
    writeFileSync(path, content)
    return path
  }

  it('that ships is taken, with or without a byte order mark, by whatever line ends', async () => {
    for (const { kind, id, file: value } of shippedPresets())
      for (const text of [textOf(value), JSON.stringify(value), textOf(value).replace(/\n/g, '\r\n')]) {
        const checked = await readPresetFile(file('ours.json', `\ufeff${text}`))
        assert.ok('kind' in checked && checked.kind === kind && checked.preset.id === id, `${kind}/${id}`)
      }
  })

  it('may name its schema for an editor', () => {
    const value = { $schema: './preset.schema.json', ...(fileOf('delivery/youtube') as object) }
    assert.deepEqual(faultsIn(textOf(value)), [])
    assert.match(faultsIn(textOf({ ...value, $schema: 3 }))[0], /^2:3 \$schema must be text, is 3$/)
  })

  it('is told the line of any number out of range, and the range', () => {
    const cases = shippedPresets().flatMap(({ file: value }) => {
      const text = textOf(value)
      return [...text.matchAll(/": -?[\d.]+/g)].map(({ index }) => ({ text, index }))
    })
    for (const { text, index } of cases) {
      const wrong = `${text.slice(0, index)}${text.slice(index).replace(/": -?[\d.]+/, '": 123456789')}`
      const line = lineOf(wrong, '123456789')
      const faults = faultsIn(wrong)
      assert.ok(
        faults.some((fault) => fault.startsWith(`${line}:`) && /must (lie in .* … |be one of )/.test(fault)),
        `line ${line}: ${faults.join('\n')}`,
      )
    }
  })

  it('is told what a misspelt name was probably meant to be', () => {
    const compressor = 'roles.dialogue.chain.1'
    const asked = 'genre/documentary'
    assert.match(
      faultsWith(asked, `${compressor}.treshold`, 1)[0],
      /chain\[1\]\.treshold is no parameter of compressor; did you mean "thresholdDb"\?$/,
    )
    assert.match(
      faultsWith(asked, `${compressor}.use`, 'Compresor')[0],
      /"Compresor"; did you mean "compressor"\?$/,
    )
    assert.match(faultsWith(asked, 'note', 'x')[0], /note is not known; did you mean "notes"\?$/)
    assert.match(faultsWith(asked, `${compressor}.colour`, 1)[0], /there are: thresholdDb, ratio, /)
  })

  it('is told what must stand where something is missing, at the line of what it is missing from', () => {
    const text = textOf(changed(fileOf('genre/documentary'), 'roles.music.maxTrimDb', undefined))
    const line = lineOf(text, '"music": {')
    assert.deepEqual(faultsIn(text), [
      `${line}:5 roles.music.maxTrimDb is missing; it must be a number in 0 … 40`,
    ])
    assert.deepEqual(
      faultsWith('genre/documentary', 'roles.music.maxTrimDb', 'loud')[0].split(' ').slice(1).join(' '),
      'roles.music.maxTrimDb must be a number, is "loud"; allowed is a number in 0 … 40',
    )
  })

  it('with a name given twice is refused, at the second', () => {
    const text = textOf(fileOf('delivery/youtube')).replace(
      '"toleranceLu"',
      '"ceilingDbtp": 0,\n    "toleranceLu"',
    )
    const first = lineOf(text, '"ceilingDbtp"')
    const second = lineOf(text, '"ceilingDbtp": -')
    assert.deepEqual(faultsIn(text), [
      `${second}:5 loudness.ceilingDbtp is given a second time, after line ${first}; take one of them out`,
    ])
    assert.match(
      faultsIn('{"__proto__": {}, "__proto__": {}}').join('\n'),
      /__proto__ is given a second time/,
    )
  })

  it('that is no JSON is told where, in words', () => {
    const cases: [string, RegExp][] = [
      ['{"schema": "genre/1",\n  "id": NaN}', /^2:9 .*no JSON value/],
      ['{"schema": "genre/1",\n}', /^2:1 .*comma too many/],
      ['{"schema": "genre/1"\n "id": "a"}', /^2:2 .*comma is missing/],
      ['{"schema": "genre/1" // mine\n}', /^1:22 .*no comments/],
      ['{"schema": "genre/1', /^1:12 .*closing double quote/],
      ['{"schema": "genre/1"', /^1:\d+ .*brace/],
      ["{'schema': 1}", /^1:2 /],
      ['{} {}', /^1:4 .*after the end/],
      ['', /^1:1 /],
      ['\u0000', /^1:1 /],
    ]
    for (const [text, words] of cases) assert.match(faultsIn(text).join('\n'), words, text)
  })

  it('of a kind, or a version, nobody knows is told which there are', () => {
    assert.deepEqual(faultsIn('{\n  "schema": "genre/2"\n}'), [
      '2:3 schema is not known: "genre/2"; it must be "genre/1" or "delivery/1" or "simulation/1"',
    ])
    assert.match(faultsIn('[]')[0], /^1:1 must be an object, is a list of 0/)
    assert.match(faultsIn('{"id": 1}')[0], /^1:1 schema is missing; it must be "genre\/1"/)
  })

  it('that is too large, too deep, no text or no file is refused at once', async () => {
    const reasonOf = async (path: string): Promise<string> => {
      const checked = await readPresetFile(path)
      return 'faults' in checked ? checked.faults.map(faultWords).join('\n') : 'taken'
    }
    mkdirSync(join(folder.path, 'folder.json'))
    execFileSync('mkfifo', [join(folder.path, 'pipe.json')])
    assert.match(await reasonOf(file('large.json', ' '.repeat(70000))), /larger than 65536 bytes/)
    assert.match(await reasonOf(file('deep.json', '['.repeat(60000))), /deeper than 32 levels/)
    assert.match(await reasonOf(file('deep2.json', '{"a":'.repeat(10000))), /deeper than 32 levels/)
    assert.match(
      await reasonOf(file('utf16.json', Buffer.from('\ufeff{}', 'utf16le'))),
      /not UTF-8.*save it as/,
    )
    assert.match(await reasonOf(file('empty.json', '')), /is empty/)
    assert.match(await reasonOf(join(folder.path, 'none.json')), /no such file/)
    assert.match(await reasonOf(join(folder.path, 'folder.json')), /is a folder/)
    assert.match(await reasonOf(join(folder.path, 'pipe.json')), /no ordinary file/)
  })

  it('reaches no prototype', () => {
    const text =
      '{"schema": "genre/1", "__proto__": {"polluted": 1}, "roles": {"constructor": {"prototype": 1}}}'
    assert.match(faultsIn(text).join('\n'), /__proto__ is not known[^]*constructor is not known/)
    assert.ok(!('polluted' in {}))
  })

  it('whatever it holds, is answered in bounded lines without control characters', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('a.b', 'x[0]', '\u009b2J', '\u202e'),
    )
    const inside = fc.oneof(
      fc.dictionary(names, fc.jsonValue(), { maxKeys: 30 }),
      fc.string({ maxLength: 2000 }),
    )
    fc.assert(
      fc.property(fc.constantFrom('genre', 'delivery', 'simulation'), names, inside, (kind, name, value) => {
        const faults = faultsIn(
          textOf({ schema: `${kind}/1`, title: name, roles: value, [name]: value, chain: [value] }),
        )
        assert.ok(faults.length > 0 && faults.length < 80)
        for (const fault of faults) {
          assert.match(fault, /^\d+:\d+ /)
          assert.ok(fault.length < 600, fault)
          assert.doesNotMatch(fault, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is read wherever a genre, a delivery or a simulation is named', async () => {
    const genre = file(
      'mine.json',
      textOf(changed(fileOf('genre/documentary'), 'roles.music.belowDialogueLu', 17)),
    )
    const delivery = file(
      'web.json',
      textOf(changed(fileOf('delivery/youtube'), 'loudness.integratedLufs', -16)),
    )
    const chosen = await choosePresets(genre, delivery)
    assert.equal(chosen.genre.roles.music.belowDialogueLu, 17)
    assert.equal(chosen.delivery.loudness.integratedLufs, -16)
    const phone = file('phone.json', textOf(fileOf('simulation/phone')))
    assert.equal((await chooseSimulation(phone)).id, 'phone')
  })

  it('is refused there with its lines too, and where it is of another kind', async () => {
    const bad = file('bad.json', textOf(changed(fileOf('genre/documentary'), 'roles.dialogue.maxTrimDb', 99)))
    const refusal = async (genre: string): Promise<string> => {
      const error: unknown = await choosePresets(genre, 'ebu-r128').catch((thrown: unknown) => thrown)
      assert.ok(error instanceof ProblemError)
      const { where, message, remedy } = inWords(error.problem)
      return `${where}: ${message} ${remedy}`
    }
    assert.match(
      await refusal(bad),
      /^bad\.json: The preset is not valid: line 8: roles\.dialogue\.maxTrimDb must lie in 0 … 40, is 99\. Mend/,
    )
    const delivery = file('delivery.json', textOf(fileOf('delivery/youtube')))
    assert.match(await refusal(delivery), /line 2: schema is "delivery\/1"; it must be "genre\/1"\./)
    assert.match(await refusal(join(folder.path, 'none.json')), /there is no such file/)
  })
})
