// Writing WAV: whole or not there at all, in any order, in the words other programs read.
import assert from 'node:assert/strict'
import { mkdtempSync, promises as files, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  openWav,
  openWavWriter,
  type Bext,
  type WavReader,
  type WavWriterOptions,
} from '../../client/media/wav'
import { ProblemError, type ProblemCode } from '../../client/problem'

const tone = (length: number, step = 0.01): Float32Array =>
  Float32Array.from({ length }, (_, i) => 0.5 * Math.sin(i * step))

const bext: Bext = {
  description: 'Reel 1: mix',
  originator: 'dubstage',
  originatorReference: 'ref',
  date: '2026-11-22',
  time: '01:02:03',
  timeReferenceSamples: 172_800_000,
  loudness: null,
  codingHistory: '',
}

describe('writing WAV', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dubstage-wav-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const path = (name = 'out.wav'): string => join(folder, name)
  const options = (more: Partial<WavWriterOptions> = {}): WavWriterOptions => ({
    path: path(),
    sampleRateHz: 48000,
    channels: 2,
    bitDepth: 24,
    ...more,
  })
  const reread = async (file = path()): Promise<WavReader> => {
    const reader = await openWav(file)
    assert.ok(reader !== null)
    return reader
  }
  const fails = (work: Promise<unknown>, code: ProblemCode): Promise<void> =>
    assert.rejects(work, (error) => error instanceof ProblemError && error.problem.code === code)

  for (const bitDepth of [16, 24, 32] as const) {
    for (const channels of [1, 2, 6]) {
      it(`${channels} channels at ${bitDepth} bits come back within half a step`, async () => {
        const planar = Array.from({ length: channels }, (_, c) => tone(1001, 0.01 * (c + 1)))
        const writer = await openWavWriter(options({ bitDepth, channels }))
        await writer.write(planar, 1001)
        await writer.commit()
        const reader = await reread()
        assert.equal(reader.lengthSamples, 1001)
        assert.equal(reader.header.truncated, false)
        assert.equal(reader.header.channelMask, channels === 6 ? 0x3f : 0)
        const back = await reader.read(0, 1001)
        const step = bitDepth === 32 ? 0 : 2 ** -bitDepth
        back.forEach((samples, c) => samples.forEach((x, i) => assert.ok(Math.abs(x - planar[c][i]) <= step)))
        await reader.close()
      })
    }
  }

  it('stretches in any order, at once, give the bytes of one stretch, dither included', async () => {
    const whole = tone(200_000)
    const one = await openWavWriter(options({ channels: 1, path: path('one.wav'), ditherSeed: 9 }))
    await one.write([whole], 200_000)
    await one.commit()
    const many = await openWavWriter(options({ channels: 1, lengthSamples: 200_000, ditherSeed: 9 }))
    const starts = Array.from({ length: 20 }, (_, i) => ((i * 7) % 20) * 10_000)
    await Promise.all(
      starts.map((start) => many.writeAt(start, [whole.subarray(start, start + 10_000)], 10_000)),
    )
    await many.commit()
    assert.ok(readFileSync(path()).equals(readFileSync(path('one.wav'))))
  })

  it('what is never written is silence, and nothing is written beyond the length', async () => {
    const writer = await openWavWriter(options({ channels: 1, lengthSamples: 100, bitDepth: 16 }))
    await writer.writeAt(90, [tone(50, 1)], 50)
    await writer.commit()
    const reader = await reread()
    assert.equal(reader.lengthSamples, 100)
    const [samples] = await reader.read(0, 100)
    assert.ok(samples.subarray(0, 90).every((x) => x === 0) && samples[95] !== 0)
    await reader.close()
  })

  it('until it is committed nothing has the name; aborted, nothing is left', async () => {
    const writer = await openWavWriter(options())
    await writer.write([tone(10), tone(10)], 10)
    assert.ok(!readdirSync(folder).includes('out.wav'))
    await writer.abort()
    assert.deepEqual(readdirSync(folder), [])
  })

  it('an earlier file of the name stays whole until the new one is', async () => {
    writeFileSync(path(), 'before')
    const writer = await openWavWriter(options())
    await writer.write([tone(10), tone(10)], 10)
    assert.equal(readFileSync(path(), 'utf8'), 'before')
    await writer.commit()
    assert.equal((await reread()).lengthSamples, 10)
    assert.deepEqual(readdirSync(folder), ['out.wav'])
  })

  it('aborting after committing takes nothing away', async () => {
    const writer = await openWavWriter(options())
    await writer.commit()
    await writer.abort()
    assert.deepEqual(readdirSync(folder), ['out.wav'])
  })

  it('carries clock, names and loudness as EBU Tech 3285 says', async () => {
    const writer = await openWavWriter(options({ bext, info: { ISFT: 'dubstage', INAM: 'Änderung' } }))
    const loudness = {
      integratedLufs: -23.04,
      loudnessRangeLu: 5.2,
      truePeakDbtp: -1.01,
      maxMomentaryLufs: -15.5,
      maxShortTermLufs: NaN,
    }
    await writer.commit(loudness)
    const { header } = await reread()
    assert.deepEqual(header.bext, { ...bext, loudness })
    const bytes = readFileSync(path())
    const at = bytes.indexOf('bext')
    assert.equal(bytes.readUInt32LE(at + 4), 602)
    assert.equal(bytes.readInt16LE(at + 8 + 412), -2304)
    assert.equal(bytes.readUInt16LE(at + 8 + 418 + 2), 0x7fff)
    assert.ok(bytes.includes('Änderung\0'))
  })

  it('every chunk begins on an even byte and the sizes add up, odd sounds included', async () => {
    const writer = await openWavWriter(
      options({ channels: 1, bext: { ...bext, codingHistory: 'A=P' }, info: { INAM: 'ab' } }),
    )
    await writer.write([tone(7)], 7)
    await writer.commit()
    const bytes = readFileSync(path())
    assert.equal(bytes.length % 2, 0)
    assert.equal(bytes.readUInt32LE(4), bytes.length - 8)
    const ids: string[] = []
    for (let at = 12; at < bytes.length;) {
      ids.push(bytes.toString('latin1', at, at + 4))
      const size = bytes.readUInt32LE(at + 4)
      at += 8 + size + (size % 2)
      assert.ok(at <= bytes.length)
    }
    assert.deepEqual(ids, ['JUNK', 'bext', 'fmt ', 'LIST', 'data'])
  })

  it('beyond 4 GiB it is RF64, and its last sample is where it belongs', async function () {
    const lengthSamples = 720_000_000
    const writer = await openWavWriter(options({ lengthSamples }))
    await writer.writeAt(lengthSamples - 2, [Float32Array.of(0.25, 0.5), Float32Array.of(0, -0.5)], 2)
    await writer.commit()
    const reader = await reread()
    assert.equal(reader.header.container, 'rf64')
    assert.equal(reader.lengthSamples, lengthSamples)
    assert.deepEqual(
      (await reader.read(lengthSamples - 2, 3)).map((x) => [...x]),
      [
        [0.25, 0.5, 0],
        [0, -0.5, 0],
      ],
    )
    await reader.close()
  })

  it('a folder that is not there, or may not be written: a problem with that name', async () => {
    await fails(openWavWriter(options({ path: path('none/out.wav') })), 'cannot-write')
    await files.mkdir(path('taken.wav'))
    const writer = await openWavWriter(options({ path: path('taken.wav') }))
    await fails(writer.commit(), 'cannot-write')
    assert.deepEqual(readdirSync(folder), ['taken.wav'])
  })

  it('no room on the disk is said before the work, not after', async () => {
    // 2^52 bytes: a file system that has them is not a test machine's.
    await fails(openWavWriter(options({ lengthSamples: 2 ** 49 })), 'disk-full')
    assert.deepEqual(readdirSync(folder), [])
  })
})
