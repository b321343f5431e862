// Media that moved, was renamed in case, came from another system, or is nowhere.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { locateMedia, type Located, type LocateOptions } from '../../client/media/locate'
import { fingerprintFile } from '../../client/media/fingerprint'
import type { ProjectMedia } from '../../client/projects/project'

describe('finding the media of a project', () => {
  let folder = ''
  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'dubstage-locate-')))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const put = (path: string, content = 'x'): string => {
    const whole = join(folder, path)
    mkdirSync(dirname(whole), { recursive: true })
    writeFileSync(whole, content)
    return whole
  }
  const media = (path: string, alternatives: string[] = []): ProjectMedia => ({
    id: 'm',
    name: path.split(/[\\/]/).pop() ?? path,
    path,
    alternatives,
    channels: 2,
    sampleRateHz: 48000,
    durationTicks: 0n,
    hasVideo: false,
  })
  const locate = async (item: ProjectMedia, more: Partial<LocateOptions> = {}): Promise<Located> => {
    const options = { projectPath: join(folder, 'project', 'a.prproj'), mediaRoots: [], ...more }
    const located = (await locateMedia([item], options)).get('m')
    assert.ok(located !== undefined)
    return located
  }
  const roots = (...names: string[]): Partial<LocateOptions> => ({
    mediaRoots: names.map((name) => join(folder, name)),
  })
  const codes = ({ problems }: Located): string[] => problems.map(({ code }) => code)

  it('where the project says, without a word', async () => {
    const path = put('shots/a.wav')
    assert.deepEqual(await locate(media(path)), { path, how: 'as-said', problems: [] })
  })

  it('relative to the project', async () => {
    const path = put('project/sound/a.wav')
    assert.equal((await locate(media('sound/a.wav'))).path, path)
    assert.equal((await locate(media('../project/sound/a.wav'))).path, path)
  })

  it('at another place the project names', async () => {
    const path = put('proxy/a.wav')
    const located = await locate(media('/nowhere/a.wav', ['', '/also/nowhere.wav', path]))
    assert.equal(located.path, path)
    assert.equal(located.how, 'alternative')
  })

  it('beside the project that moved with its folders', async () => {
    const path = put('project/media/day 1/a.wav')
    put('project/other/a.wav', 'another')
    const located = await locate(media('/Volumes/Disk/film/media/day 1/a.wav'))
    assert.equal(located.path, path)
    assert.deepEqual(codes(located), ['media-found-elsewhere'])
  })

  it('by its name in any case and any composition of accents, deep under a given folder', async () => {
    const path = put('root/x/y/Été.WAV'.normalize('NFD'))
    const located = await locate(media('/old/disk/éTé.wav'.normalize('NFC')), roots('root'))
    assert.equal(located.path, path)
    assert.equal(located.how, 'searched')
  })

  for (const said of [
    'D:\\Film\\Day 1\\a.wav',
    '\\\\?\\D:\\Film\\Day 1\\a.wav',
    '\\\\server\\share\\Day 1\\a.wav',
    'D:/Film/Day 1/a.wav',
  ]) {
    it(`from a Windows project: ${said}`, async () => {
      const path = put('root/day 1/a.wav')
      put('root/day 2/a.wav', 'another one')
      assert.equal((await locate(media(said), roots('root'))).path, path)
    })
  }

  it('on a disk that has another name here', async () => {
    const path = put('mount/Day 1/a.wav')
    const foreignPaths = [
      { from: 'E:\\Film', to: join(folder, 'wrong') },
      { from: 'd:\\film\\', to: join(folder, 'mount') },
    ]
    const located = await locate(media('D:\\Film\\Day 1\\a.wav'), { foreignPaths })
    assert.equal(located.path, path)
    assert.equal(located.how, 'mapped')
  })

  it('of several with the name, the one whose folders agree longest', async () => {
    put('root/card1/clip/a.wav', 'one')
    const path = put('root/card2/clip/a.wav', 'two and more')
    put('root/a.wav', 'three or so')
    assert.equal((await locate(media('/x/Card2/clip/a.wav'), roots('root'))).path, path)
  })

  it('several that fit equally and differ are ambiguous and stay silent; equal copies are one file', async () => {
    put('root/b/a.wav', 'one')
    put('root/c/a.wav', 'three')
    const located = await locate(media('/x/y/a.wav'), roots('root'))
    assert.equal(located.path, null)
    assert.deepEqual(codes(located), ['media-ambiguous'])
    assert.equal(located.problems[0].values?.count, 2)
    put('root/c/a.wav', 'two')
    assert.notEqual((await locate(media('/x/y/a.wav'), roots('root'))).path, null)
  })

  it('what is nowhere is offline', async () => {
    for (const path of ['/nowhere/a.wav', 'C:\\x\\a.wav', '', '/', '..', 'a\0b.wav', 'x'.repeat(100_000)]) {
      const located = await locate(media(path), roots('root', 'absent'))
      assert.equal(located.path, null)
      assert.deepEqual(codes(located), ['media-offline'])
    }
  })

  it('a folder of that name is not the file', async () => {
    mkdirSync(join(folder, 'root', 'a.wav'), { recursive: true })
    assert.equal((await locate(media(join(folder, 'root', 'a.wav')), roots('root'))).path, null)
  })

  it('linked folders that lead in circles end the search nowhere, hidden ones are not entered', async function () {
    if (process.platform === 'win32') return this.skip()
    put('root/b/c.txt')
    symlinkSync(join(folder, 'root'), join(folder, 'root/b/loop'))
    put('root/.hidden/a.wav')
    assert.equal((await locate(media('/x/y/a.wav'), roots('root'))).path, null)
  })

  it('the search keeps its bounds', async () => {
    put('root/1/2/3/4/a.wav')
    for (let i = 0; i < 300; i++) put(`wide/${i}.txt`)
    put('wide/sub/a.wav')
    const bounds = { depth: 2, entries: 100, milliseconds: 1000 }
    assert.equal((await locate(media('/x/y/a.wav'), { ...roots('root'), bounds })).path, null)
    assert.equal((await locate(media('/x/y/a.wav'), { ...roots('wide'), bounds })).path, null)
  })

  it('without a saved project nothing is searched beside it', async () => {
    assert.equal((await locate(media('package.json'), { projectPath: '' })).path, null)
  })

  it('never throws, whatever a project calls its files', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((s) => `C:\\${s}`),
      fc.string().map((s) => `/${s}/../${s}`),
    )
    const property = fc.asyncProperty(
      names,
      fc.array(names, { maxLength: 3 }),
      async (path, alternatives) => {
        await locate(media(path, alternatives), { projectPath: join(folder, 'p', 'a.prproj') })
      },
    )
    await fc.assert(property, { seed: 3, numRuns: 300 })
  })
})

describe('a fingerprint', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dubstage-fingerprint-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const of = async (bytes: Uint8Array, name = 'a'): Promise<string> => {
    writeFileSync(join(folder, name), bytes)
    return fingerprintFile(join(folder, name))
  }

  it('is the same under another name, and another after a change at either end or in size', async () => {
    const bytes = new Uint8Array(3 << 20).map((_, i) => i * 31)
    const first = await of(bytes)
    assert.match(first, /^[0-9a-f]{32}$/)
    assert.equal(await of(bytes, 'b'), first)
    const changed = (at: number): Uint8Array => {
      const copy = Uint8Array.from(bytes)
      copy[at] ^= 1
      return copy
    }
    const others = [
      changed(0),
      changed((1 << 20) - 1),
      changed(bytes.length - 1),
      changed(bytes.length - (1 << 20)),
      bytes.subarray(1),
    ]
    const prints = await Promise.all(others.map((other, i) => of(other, `c${i}`)))
    assert.equal(new Set([first, ...prints]).size, 6)
  })

  it('exists for tiny and empty files, and is a problem for what is not there', async () => {
    assert.notEqual(await of(new Uint8Array(0)), await of(new Uint8Array(1)))
    await assert.rejects(fingerprintFile(join(folder, 'none')), /media-not-readable/)
  })
})
