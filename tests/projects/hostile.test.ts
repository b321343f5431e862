// Damaged and hostile project files: always a named problem or a readable rest, soon, and never a crash.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib'
import { ProblemError } from '../../client/problem'
import type { ProjectFile } from '../../client/projects/project'
import { readProject } from '../../client/projects/readProject'
import { describeWithData, sharedData } from '../sharedData'
import { temporaryFolder } from '../temporary'
import { madePrproj } from './madePrproj'
import { manifestRows } from './manifest'

/** Generous for a machine under load; on an idle one each takes well below a second. */
const SOON_MS = 20_000

const xmeml = (body: string): string =>
  `<?xml version="1.0"?>\n<!DOCTYPE xmeml>\n<xmeml version="4">${body}</xmeml>`
const sequence = (tracks: string, id = 's'): string =>
  `<sequence id="${id}"><name>S</name><rate><timebase>25</timebase><ntsc>FALSE</ntsc></rate><media><audio>${tracks}</audio></media></sequence>`

describe('a hostile project file', () => {
  const folder = temporaryFolder()
  let files = 0
  const write = (content: string | Buffer): string => {
    const path = join(folder.path, `file${files++}.bin`)
    writeFileSync(path, content)
    return path
  }
  const codeOf = async (path: string): Promise<string> => {
    const began = Date.now()
    const outcome = await readProject(path).then(
      () => 'read',
      (error: unknown) => (error instanceof ProblemError ? error.problem.code : `crash: ${String(error)}`),
    )
    assert.ok(Date.now() - began < SOON_MS, 'took too long')
    return outcome
  }
  const refused = (title: string, content: () => string | Buffer, ...codes: string[]): Mocha.Test =>
    it(`${title} is ${codes.join(' or ')}`, async () => {
      const code = await codeOf(write(content()))
      assert.ok(codes.includes(code), code)
    })
  const survives = (title: string, xml: () => string, check: (project: ProjectFile) => void): Mocha.Test =>
    it(title, async () => check(await readProject(write(xml()))))

  it('that does not exist, or is a folder, or empty, is named so', async () => {
    assert.equal(await codeOf(join(folder.path, 'nowhere.prproj')), 'project-not-found')
    mkdirSync(join(folder.path, 'folder.prproj'))
    assert.equal(await codeOf(join(folder.path, 'folder.prproj')), 'project-not-readable')
    assert.equal(await codeOf(write('')), 'project-empty')
    assert.equal(await codeOf(write('  \n\n ')), 'project-empty')
  })
  refused(
    'binary junk',
    () => Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)),
    'project-unknown-format',
  )
  refused('another XML', () => '<svg><g/></svg>', 'project-unknown-format')
  refused('other JSON', () => '{"a": 1}', 'project-unknown-format')
  refused('half a JSON', () => '{"OTIO_SCHEMA": "Timeline.1", "tracks": {', 'project-truncated')
  refused('half an xmeml', () => xmeml(sequence('<track/>')).slice(0, 150), 'project-truncated')
  refused('a broken tag', () => xmeml('<sequence id=></sequence>'), 'project-damaged')
  const entities = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
  refused(
    'an entity bomb',
    () => `<?xml version="1.0"?><!DOCTYPE xmeml [${entities}]><xmeml>&b;</xmeml>`,
    'project-doctype',
  )
  refused(
    'a file that includes another',
    () => '<!DOCTYPE xmeml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xmeml>&x;</xmeml>',
    'project-doctype',
  )
  refused('depth without end', () => xmeml('<a>'.repeat(100_000)), 'project-too-large')
  refused(
    'depth without end in JSON',
    () => `{"OTIO_SCHEMA":"Timeline.1","tracks":${'{"children":['.repeat(50_000)}${']}'.repeat(50_000)}}`,
    'project-too-large',
    'read',
    'project-damaged',
  )
  refused(
    'an element with a hundred thousand attributes',
    () => xmeml(`<a ${Array.from({ length: 100_000 }, (_, i) => `a${i}=""`).join(' ')}/>`),
    'project-too-large',
  )
  refused(
    'one gigantic name',
    () => xmeml(`<sequence><name>${'x'.repeat(40_000_000)}</name></sequence>`),
    'project-too-large',
  )
  refused('one gigantic comment', () => xmeml(`<!--${'x'.repeat(90_000_000)}-->`), 'project-too-large')
  refused('a gzip that unpacks to a gigabyte of nothing', () => gzipBomb(), 'project-too-large')
  const clip = '<clipitem><start>0</start><end>1</end></clipitem>'
  refused(
    'a million clips',
    () => xmeml(sequence(`<track>${clip.repeat(1_000_000)}</track>`)),
    'project-too-large',
  )
  refused('a million clips in a .prproj', () => prprojOfItems(1_000_000), 'project-too-large')

  survives(
    'drops a clip of negative duration and says so',
    () =>
      xmeml(
        sequence(
          '<track><clipitem id="c"><name>n</name><start>50</start><end>10</end><in>0</in><out>5</out></clipitem></track>',
        ),
      ),
    (project) => {
      assert.equal(project.sequences[0].audioTracks[0].clips.length, 0)
      assert.deepEqual(
        project.problems.map(({ code, where }) => [code, where]),
        [['clip-bad-time', 'S / A1 / n']],
      )
    },
  )
  survives(
    'drops clips at impossible places and keeps the rest',
    () =>
      madePrproj([
        {
          uid: 's',
          name: 'S',
          clips: [
            { end: '9'.repeat(20) },
            { start: 'NaN', end: '5' },
            { start: '-9', end: '5' },
            { end: '100', clip: '<PlaybackSpeed>NaN</PlaybackSpeed>' },
            { end: '254016000000', out: '254016000000' },
          ],
        },
      ]),
    (project) => {
      assert.equal(project.sequences[0].audioTracks[0].clips.length, 1)
      assert.ok(project.problems.every(({ code }) => code === 'clip-bad-time'))
      assert.equal(project.problems.length, 4)
    },
  )
  survives(
    'reads a sequence that contains itself',
    () =>
      xmeml(
        sequence(
          '<track><clipitem id="c"><name>n</name><start>0</start><end>10</end><in>0</in><out>10</out><sequence id="s"/></clipitem></track>',
        ),
      ),
    (project) => {
      assert.deepEqual(
        project.problems.map(({ code }) => code),
        ['nest-cycle'],
      )
      assert.equal(project.sequences[0].audioTracks[0].clips[0].source, 'none')
    },
  )
  survives(
    'reads what is left when references point nowhere',
    () =>
      xmeml(
        sequence(
          '<track><clipitem id="c"><start>0</start><end>10</end><in>0</in><out>10</out><file id="gone"/><link><linkclipref>ghost</linkclipref></link></clipitem></track>',
        ),
      ),
    (project) => {
      assert.equal(project.sequences[0].audioTracks[0].clips[0].source, 'none')
    },
  )
  survives(
    'keeps both of two sequences with one id',
    () => xmeml(sequence('<track/>') + sequence('<track/>')),
    (project) => {
      assert.equal(new Set(project.sequences.map(({ id }) => id)).size, 2)
    },
  )
  it('whose nests multiply beyond measure is cut where they do', async () => {
    // Each of 40 sequences plays the next one twice: 2 to the power of 40 clips, played out.
    const sequences = Array.from({ length: 40 }, (_, i) => ({
      uid: `s${i}`,
      name: `S${i}`,
      clips: [0, 1].map((k) => ({
        start: String(k * 100),
        end: String(k * 100 + 100),
        out: '100',
        nest: `s${i + 1}`,
      })),
    }))
    const project = await readProject(write(madePrproj(sequences)))
    assert.ok(project.problems.some(({ code }) => code === 'project-too-large'))
    assert.equal(project.sequences.length, 40)
  })
  const names = [
    '"quoted" & <b>',
    "it's",
    'line\nbreak',
    'a\u2028b\u2029c',
    '</script><script>',
    '😀 \u202eright',
    'ü\u0301',
  ]
  const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  survives(
    'keeps names as they are',
    () =>
      xmeml(
        names
          .map((name, i) => `<sequence id="s${i}"><name>${escape(name)}</name><media/></sequence>`)
          .join(''),
      ),
    (project) => {
      assert.deepEqual(
        project.sequences.map(({ name }) => name),
        names,
      )
    },
  )
})

/** 1 GiB of spaces after a root element: deflate packs it a thousand times. */
const gzipBomb = (): Buffer => {
  const block = deflateRawSync(Buffer.alloc(1 << 26, 0x20), { level: 9 })
  const start = gzipSync('<PremiereData>')
  // Members follow each other; Node reads on from one to the next.
  const member = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), block, trailer(1 << 26)])
  return Buffer.concat([start, ...Array.from({ length: 16 }, () => member)])
}

const trailer = (length: number): Buffer => {
  const packed = gzipSync(Buffer.alloc(length, 0x20), { level: 1 })
  return packed.subarray(packed.length - 8)
}

const prprojOfItems = (count: number): Buffer => {
  const item = (i: number): string => `<AudioClipTrackItem ObjectID="${i}"/>`
  const parts = Array.from({ length: count }, (_, i) => item(i))
  return gzipSync(`<PremiereData>${parts.join('')}</PremiereData>`)
}

describeWithData('a damaged real project file', () => {
  const folder = temporaryFolder()
  const sample = (ending: string, fact: string): string =>
    sharedData('timelines', manifestRows(ending).find(({ notable }) => notable.includes(fact))!.file)
  const samples = [
    sample('.prproj', 'trans 6'),
    sample('.xml', '124 a-clips'),
    sample('.fcpxml', '44 clip elements'),
    sample('.otio', '37 clips'),
  ]
  /** Seeded: the same damage each time. */
  const random = (seed: number) => () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const outcome = async (bytes: Buffer): Promise<string> => {
    const path = join(folder.path, 'damaged.bin')
    writeFileSync(path, bytes)
    const began = Date.now()
    const result = await readProject(path).then(
      () => 'read',
      (error: unknown) => (error instanceof ProblemError ? error.problem.code : `crash: ${String(error)}`),
    )
    assert.ok(Date.now() - began < SOON_MS)
    return result
  }
  for (const path of samples) {
    it(`(${extname(path)}) cut at every tenth is a problem with a name`, async () => {
      const bytes = readFileSync(path)
      for (let tenth = 1; tenth < 10; tenth++) {
        const code = await outcome(bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)))
        assert.ok(['project-truncated', 'project-damaged'].includes(code), `${tenth * 10} %: ${code}`)
      }
    })
    it(`(${extname(path)}) with bytes flipped is read or refused, never a crash`, async () => {
      const packed = readFileSync(path)
      const bytes = packed[0] === 0x1f ? gunzipSync(packed) : packed
      const next = random(path.length)
      for (let round = 0; round < 60; round++) {
        const copy = Buffer.from(round % 3 === 0 ? packed : bytes)
        for (let flip = 0; flip <= round % 5; flip++)
          copy[Math.floor(next() * copy.length)] ^= 1 << Math.floor(next() * 8)
        const code = await outcome(copy)
        assert.match(code, /^(read|project-)/)
      }
    })
  }
})
