// The media store: many files, lost files, and real files against ffmpeg's own decoding of them.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openFileCount } from '../../client/media/byteSource'
import { findFfmpeg } from '../../client/media/ffmpeg'
import { openMediaStore, type NodeMediaStore } from '../../client/media/nodeMedia'
import { describeWithData, sharedFiles } from '../sharedData'
import { counting, wave } from './wavFiles'

describe('the media store', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dubstage-store-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const store = (...paths: (string | null)[]): Promise<NodeMediaStore> =>
    openMediaStore(
      paths.map((path, i) => ({ id: `m${i}`, path })),
      { cacheFolder: join(folder, 'cache') },
    )
  const wav = (name: string, count: number): string => {
    writeFileSync(join(folder, name), wave(counting(count)))
    return join(folder, name)
  }

  it('offline media is silence without a further word', async () => {
    const media = await store(null)
    assert.equal(await media.describe('m0'), null)
    assert.deepEqual([...(await media.read('m0', 5, 3))[0]], [0, 0, 0])
    assert.deepEqual(media.problems, [])
  })

  it('two hundred files are read in turn with few open at once, and none stay open', async () => {
    const before = openFileCount()
    const media = await store(...Array.from({ length: 200 }, (_, i) => wav(`${i}.wav`, i + 1)))
    for (let round = 0; round < 2; round++) {
      const all = await Promise.all(Array.from({ length: 200 }, (_, i) => media.read(`m${i}`, i, 1)))
      all.forEach(([samples], i) => assert.equal(samples[0] * 32768, i + 1))
      assert.ok(openFileCount() - before <= 48)
    }
    await media.close()
    assert.ok(openFileCount() <= before)
  })

  it('a file that shrinks while it is read is silence from then on, and one problem', async () => {
    const path = wav('a.wav', 1000)
    const media = await store(path)
    assert.equal((await media.read('m0', 900, 1))[0][0] * 32768, 901)
    truncateSync(path, 100)
    assert.deepEqual([...(await media.read('m0', 900, 2))[0]], [0, 0])
    await media.read('m0', 950, 2)
    assert.deepEqual(
      media.problems.map(({ code }) => code),
      ['media-not-readable'],
    )
    await media.close()
  })

  it('a file that vanishes between two openings is the same', async () => {
    const path = wav('a.wav', 1000)
    const media = await store(path, ...Array.from({ length: 60 }, (_, i) => wav(`b${i}.wav`, 3)))
    await media.describe('m0')
    unlinkSync(path)
    for (let i = 1; i <= 60; i++) await media.read(`m${i}`, 0, 1)
    assert.deepEqual([...(await media.read('m0', 0, 2))[0]], [0, 0])
    assert.equal(media.problems.length, 1)
    await media.close()
  })

  it('what replaced a file under its name is read anew by the next store', async () => {
    const first = await store(wav('a.wav', 10))
    await first.read('m0', 0, 1)
    unlinkSync(join(folder, 'a.wav'))
    const second = await store(wav('a.wav', 20))
    assert.equal((await second.describe('m0'))?.lengthSamples, 20)
    assert.equal((await second.read('m0', 19, 1))[0][0] * 32768, 20)
    await Promise.all([first.close(), second.close()])
  })
})

const farthest = (planar: Float32Array[], interleaved: Float32Array): number => {
  let most = 0
  planar.forEach((samples, channel) => {
    for (let i = 0, j = channel; i < samples.length; i++, j += planar.length) {
      const off = Math.abs(samples[i] - interleaved[j])
      if (off > most) most = off
    }
  })
  return most
}

/** Known differences: ffmpeg reads RIFX as little-endian, and 24-in-32 integers as floats. */
const FFMPEG_IS_WRONG = /RIFX|24bit-4byte/

describeWithData('real files', function () {
  const everyNinth = (paths: string[]): string[] => paths.filter((_, i) => i % 9 === 0)
  const endings = ['.wav', '.flac', '.ogg', '.oga', '.mp3', '.mp4', '.m4a', '.mov', '.mkv', '.mxf', '.aiff']
  const paths = [
    ...sharedFiles('formats', ...endings.filter((ending) => ending !== '.flac')),
    ...everyNinth(sharedFiles('formats', '.flac')),
    ...['speech', 'noise', 'sfx'].flatMap((part) => everyNinth(sharedFiles(part, ...endings))),
  ]
  let folder = ''
  let ffmpegPath = ''
  before(async function () {
    const ffmpeg = await findFfmpeg()
    if (ffmpeg === null) return this.skip()
    ffmpegPath = ffmpeg.path
    folder = mkdtempSync(join(tmpdir(), 'dubstage-real-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const ownDecode = (path: string): Float32Array => {
    const args = [
      '-v',
      'quiet',
      '-nostdin',
      '-i',
      path,
      '-map',
      '0:a:0',
      '-c:a',
      'pcm_f32le',
      '-f',
      'f32le',
      '-',
    ]
    const bytes = execFileSync(ffmpegPath, args, { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] })
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~3)))
  }

  it('each plays as ffmpeg plays it, sample by sample, or has one named problem', async function () {
    this.timeout(600_000)
    const media = await openMediaStore(
      paths.map((path) => ({ id: path, path })),
      { cacheFolder: join(folder, 'cache') },
    )
    let compared = 0
    for (const path of paths) {
      const before = media.problems.length
      const found = await media.describe(path)
      if (found === null) {
        assert.equal(media.problems.length, before + 1, basename(path))
        continue
      }
      const planar = await media.read(path, 0, found.lengthSamples)
      assert.ok(
        planar.every((samples) => samples.length === found.lengthSamples && samples.every(Number.isFinite)),
      )
      // Where the sound does not begin at source time 0, or pauses, ffmpeg's plain output is another thing.
      const plain = found.audioStreams.length === 1 && Math.abs(found.startOffsetSeconds) < 1e-9
      if (!plain || FFMPEG_IS_WRONG.test(path)) continue
      const expected = ownDecode(path)
      if (!found.direct && expected.length !== found.lengthSamples * found.channels) continue
      assert.equal(expected.length, found.lengthSamples * found.channels, basename(path))
      compared++
      assert.ok(farthest(planar, expected) <= 1e-6, `${basename(path)}: ${farthest(planar, expected)}`)
    }
    await media.close()
    assert.ok(compared > paths.length * 0.8, `${compared} of ${paths.length}`)
  })
})
