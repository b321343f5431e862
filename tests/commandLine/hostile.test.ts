// Input that is damaged, empty, huge or meant to harm: a clear end within seconds, and nothing left behind.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Inspection } from '../../client/app/inspect'
import { buildPrproj, type ProjectDescription } from '../fixtures/prprojBuilder'
import { temporaryFolder } from '../temporary'
import { dubstage } from './run'

const ticksPerFrame = 10160640000n

/** One sequence with one clip of a file that is not there. */
const project = (clipName: string): ProjectDescription => ({
  name: 'hostile',
  version: 43,
  media: [
    {
      id: 'm',
      path: '/nowhere/at all.wav',
      channels: 1,
      ticksPerSample: 5292000n,
      durationTicks: ticksPerFrame * 100n,
    },
  ],
  sequences: [
    {
      id: '0d5c1d8e-0000-4000-8000-000000000002',
      name: 'hostile',
      ticksPerFrame,
      ticksPerSample: 5292000n,
      tracks: [
        {
          name: clipName,
          clips: [
            {
              name: clipName,
              source: { media: 'm' },
              startTicks: 0n,
              endTicks: ticksPerFrame * 50n,
              inTicks: 0n,
              outTicks: ticksPerFrame * 50n,
            },
          ],
        },
      ],
    },
  ],
})

const entityBomb = `<?xml version="1.0"?><!DOCTYPE xmeml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xmeml version="4"><sequence><name>&b;</name></sequence></xmeml>`

/** A mono 16-bit file of 48 kHz. */
const waveOfSilence = (lengthSamples: number): Buffer => {
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + lengthSamples * 2, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(48000, 24)
  head.writeUInt32LE(96000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(lengthSamples * 2, 40)
  return Buffer.concat([head, Buffer.alloc(lengthSamples * 2)])
}

describe('hostile input', function () {
  this.timeout(120_000)
  const folder = temporaryFolder()
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder.path, name)
    writeFileSync(path, content)
    return path
  }

  const unreadable: [string, () => string][] = [
    ['a file that is not there', () => join(folder.path, 'nothing.prproj')],
    ['a folder', () => folder.path],
    ['an empty file', () => file('empty.prproj', '')],
    [
      'binary rubbish',
      () => file('rubbish.prproj', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 89) & 255))),
    ],
    ['another kind of XML', () => file('other.xml', '<html><body>no timeline</body></html>')],
    ['an entity bomb', () => file('bomb.xml', entityBomb)],
    [
      'a project cut off in the middle',
      () => file('half.prproj', buildPrproj(project('a')).subarray(0, 700)),
    ],
    ['a gzip of nothing', () => file('void.prproj', gzipSync(''))],
    ['half a JSON', () => file('half.otio', '{"OTIO_SCHEMA": "Timeline.1", "tracks": {')],
    ['nesting without end', () => file('deep.xml', `<xmeml version="4">${'<a>'.repeat(100_000)}`)],
  ]

  for (const [what, path] of unreadable)
    for (const command of ['inspect', 'polish'])
      it(`${command} ends with 3 and plain words for ${what}`, async () => {
        const out = join(folder.path, 'out')
        const run = await dubstage([command, path(), ...(command === 'polish' ? ['--out', out] : ['--json'])])
        assert.equal(run.code, 3, run.out + run.error)
        assert.match(run.error, /\w+/)
        assert.doesNotMatch(run.error, /at .*\.(js|ts):\d+/)
      })

  it('stops at a timeline of a million clips within a minute', async () => {
    const path = join(folder.path, 'million.xml')
    const stream = createWriteStream(path)
    const head =
      '<xmeml version="4"><sequence id="s"><name>s</name><rate><timebase>25</timebase></rate><media><audio><track>'
    stream.write(head)
    for (let i = 0; i < 1000; i++) {
      const clips = Array.from(
        { length: 1000 },
        (_, k) =>
          `<clipitem id="c${i * 1000 + k}"><start>${k}</start><end>${k + 1}</end><in>0</in><out>1</out></clipitem>`,
      ).join('')
      if (!stream.write(clips)) await once(stream, 'drain')
    }
    stream.end('</track></audio></media></sequence></xmeml>')
    await once(stream, 'close')
    const started = Date.now()
    const run = await dubstage(['inspect', path, '--json'])
    assert.equal(run.code, 3, run.error)
    assert(Date.now() - started < 60_000)
  })

  for (const [what, args] of [
    ['an unknown command', ['mangle']],
    ['no timeline', ['polish', '--out', 'x']],
    ['no place for the result', ['polish', 'x.prproj']],
    ['an unknown option', ['inspect', 'x.prproj', '--louder']],
    ['an unknown genre', ['polish', 'x.prproj', '--out', 'x', '--genre', 'polka']],
    ['an unknown delivery', ['polish', 'x.prproj', '--out', 'x', '--delivery', 'pigeon']],
    ['a role that is none', ['polish', 'x.prproj', '--out', 'x', '--role', 'A1=noise']],
    ['a chain that is no chain', ['process', 'a.wav', 'b.wav', '--chain', '{"use":']],
    ['a processor that is none', ['process', 'a.wav', 'b.wav', '--chain', '[{"use":"__proto__"}]']],
    ['a parameter out of range', ['process', 'a.wav', 'b.wav', '--chain', '[{"use":"gain","gainDb":9999}]']],
  ] as [string, string[]][])
    it(`says 2 for ${what}`, async () => {
      const run = await dubstage(args)
      assert.equal(run.code, 2, run.out + run.error)
    })

  it('renders offline media as silence, names it, and ends with 1', async () => {
    const path = file('offline.prproj', buildPrproj(project('take 1')))
    const run = await dubstage(['polish', path, '--out', join(folder.path, 'offline'), '--json'])
    assert.equal(run.code, 1, run.error)
    assert.match(run.out, /media-offline/)
    assert.match(run.out, /at all\.wav/)
  })

  it('carries names of any kind through host, report and timeline without running them', async () => {
    const name = `</script><img src=x onerror=alert(1)>"'\\\u2028\n\${app}`
    const path = file('names.prproj', buildPrproj(project(name)))
    const out = join(folder.path, 'names')
    mkdirSync(out)
    const run = await dubstage(['polish', path, '--out', out])
    assert.equal(run.code, 1, run.error)
    const html = readFileSync(join(out, 'report.html'), 'utf8')
    assert(!html.includes('<img src=x'), 'markup of a name in the report')
    const inspected = JSON.parse((await dubstage(['inspect', path, '--json'])).out) as Inspection
    const [clip] = inspected.sequences[0].audioTracks[0].clips
    assert(clip.name.includes('</script><img src=x onerror=alert(1)>'), clip.name)
  })

  it('never writes over the material, by whatever name it is reached', async () => {
    const source = file('sound.wav', waveOfSilence(4800))
    const before = readFileSync(source)
    const processed = await dubstage([
      'process',
      source,
      join(folder.path, '.', 'sound.wav'),
      '--chain',
      '[]',
    ])
    assert.equal(processed.code, 2, processed.out + processed.error)
    symlinkSync(source, join(folder.path, 'link.wav'))
    const linked = await dubstage(['process', source, join(folder.path, 'link.wav'), '--chain', '[]'])
    assert.equal(linked.code, 2, linked.out + linked.error)
    assert(readFileSync(source).equals(before))
    const own = file('hostile.polished.xml', '')
    writeFileSync(own, buildPrproj(project('take 1')))
    const polished = await dubstage(['polish', own, '--out', folder.path])
    assert.equal(polished.code, 2, polished.out + polished.error)
  })

  it('says what is wrong with the place for the result', async () => {
    const path = file('place.prproj', buildPrproj(project('take 1')))
    const blocked = await dubstage(['polish', path, '--out', path])
    assert.equal(blocked.code, 3, blocked.error)
    assert.match(blocked.error, /it is a file, not a folder/)
  })

  it('takes no role for a track that is not there', async () => {
    const path = file('roles.prproj', buildPrproj(project('take 1')))
    const run = await dubstage(['polish', path, '--out', join(folder.path, 'roles'), '--role', 'A99=music'])
    assert.equal(run.code, 2, run.error)
    assert.match(run.error, /A99/)
  })

  it('leaves nothing behind when it is interrupted', async () => {
    const out = join(folder.path, 'interrupted')
    mkdirSync(out)
    const run = await dubstage(['demo', '--out', out], { killAfterMs: 4000 })
    if (run.code === 0) return
    assert.equal(run.code, 130, run.error)
    const polished = readdirSync(out).includes('polished') ? readdirSync(join(out, 'polished')) : []
    assert.deepEqual(polished, [])
  })
})
