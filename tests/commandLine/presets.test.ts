// Presets from the command line: listed, shown, checked, and their schema.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chooseShipped } from '../../client/app/shippedPreset'
import { UsageError } from '../../headless/commands/command'
import { presets } from '../../headless/commands/presets'
import { presetSchema, shippedPresets } from '../../dsp-core/index'
import { temporaryFolder } from '../temporary'
import { dubstage } from './run'

const say = async (...args: string[]): Promise<{ code: number; out: string; beside: string }> => {
  const [out, beside]: [string[], string[]] = [[], []]
  const code = await presets.run(args, {
    print: (text) => out.push(text),
    remark: (text) => beside.push(text),
    progress: () => undefined,
    signal: new AbortController().signal,
  })
  return { code, out: out.join('\n'), beside: beside.join('\n') }
}

describe('dubstage presets', () => {
  const folder = temporaryFolder()
  const file = (name: string, content: string): string => {
    const path = join(folder.path, name)
    writeFileSync(path, content)
    return path
  }

  it('list names every preset by kind, id and title, and fits a narrow terminal', async () => {
    const { out } = await say('list')
    const lines = out.split('\n')
    assert.equal(lines.length, shippedPresets().length)
    assert.ok(lines.every((line) => /^\w+ +[-\w]+ {2,}\S/.test(line)))
    assert.match(out, /^genre +documentary +Documentary$/m)
    assert.match(out, /^delivery +ebu-r128 +Broadcast \(EBU R 128\)$/m)
    assert.ok([...lines, ...presets.help.split('\n')].every((line) => line.length <= 80))
    const listed = JSON.parse((await say('list', '--json')).out) as { presets: unknown[] }
    assert.deepEqual(listed.presets[0], { kind: 'genre', id: 'documentary', title: 'Documentary' })
  })

  it('show prints a file that is valid as it stands, and beside it where it comes from', async () => {
    for (const { kind, id, file: shipped } of shippedPresets()) {
      const { out, beside } = await say('show', `${kind}/${id}`)
      assert.deepEqual(JSON.parse(out), shipped)
      assert.match(beside, new RegExp(`^${kind}/${id} ships with .*/${id}\\.json$`))
      assert.equal((await say('check', file('shown.json', out))).code, 0)
    }
  })

  it('show of a name that is none says which was probably meant', async () => {
    await assert.rejects(say('show', 'documentry'), {
      problem: {
        code: 'preset-unknown',
        where: 'documentry',
        values: { hint: 'did you mean "documentary"?' },
      },
    })
    await assert.rejects(say('show', 'genre/ebu-r128'), /preset-unknown/)
    await assert.rejects(say('show', '__proto__'), /preset-unknown/)
  })

  it('show of an id that two kinds share asks for the kind', () => {
    const both = (['genre', 'delivery'] as const).map((kind) => ({
      kind,
      id: 'podcast',
      title: '',
      file: {},
    }))
    assert.throws(() => chooseShipped('podcast', both), {
      problem: {
        code: 'preset-ambiguous',
        where: 'podcast',
        values: { names: 'genre/podcast, delivery/podcast' },
      },
    })
    assert.equal(chooseShipped('delivery/podcast', both), both[1])
  })

  it('check tells each file, with places an editor can jump to, and ends with 1 if one is not valid', async () => {
    const good = file('good.json', (await say('show', 'youtube')).out)
    const bad = file(
      'bad.json',
      (await say('show', 'youtube')).out.replace('"toleranceLu": 0.5', '"toleranceLu": 7'),
    )
    const { code, out } = await say('check', good, bad, join(folder.path, 'none.json'))
    assert.equal(code, 1)
    const [first, second, third] = out.split('\n')
    assert.equal(first, `${good}: OK, delivery "youtube" (YouTube)`)
    assert.equal(second, `${bad}:8:5: loudness.toleranceLu must lie in 0.1 … 5, is 7`)
    assert.match(third, /none\.json: there is no such file$/)
    assert.equal((await say('check', good)).code, 0)
    const json = JSON.parse((await say('check', good, bad, '--json')).out) as { files: unknown[] }
    assert.deepEqual(json.files[0], {
      file: good,
      valid: true,
      kind: 'delivery',
      id: 'youtube',
      title: 'YouTube',
    })
    assert.deepEqual(json.files[1], {
      file: bad,
      valid: false,
      faults: [{ line: 8, column: 5, path: 'loudness.toleranceLu', reason: 'must lie in 0.1 … 5, is 7' }],
    })
  })

  it('schema prints that of one kind, or of all', async () => {
    assert.deepEqual(JSON.parse((await say('schema', 'genre')).out), presetSchema('genre'))
    assert.deepEqual(JSON.parse((await say('schema')).out), presetSchema())
  })

  for (const args of [
    [],
    ['mangle'],
    ['constructor'],
    ['show'],
    ['check'],
    ['schema', 'house'],
    ['list', 'x'],
    ['list', '--loud'],
  ])
    it(`refuses "presets ${args.join(' ')}" as wrong usage`, () => assert.rejects(say(...args), UsageError))

  it('ends as a program with 0, 1 and 2, keeps remarks out of what is shown, and takes a file for --genre', async () => {
    const shown = await dubstage(['presets', 'show', 'documentary'])
    assert.equal(shown.code, 0)
    assert.match(shown.error, /documentary\.json/)
    const bad = file('mine.json', shown.out.replace('"id": "documentary"', '"id": "My Own"'))
    const checked = await dubstage(['presets', 'check', 'mine.json'], { cwd: folder.path })
    assert.equal(checked.code, 1)
    assert.equal(checked.out, 'mine.json:3:3: id must be lower-case words with hyphens, is "My Own"\n')
    assert.equal((await dubstage(['presets', 'show', 'documentry'])).code, 2)
    const refused = await dubstage(['polish', 'none.prproj', '--out', folder.path, '--genre', bad])
    assert.equal(refused.code, 3)
    assert.match(refused.error, /^mine\.json: The preset is not valid: line 3: id must be lower-case words/)
  })
})
