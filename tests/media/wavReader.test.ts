// Reading uncompressed sound files as other programs write them, and as they are found after accidents.
import assert from 'node:assert/strict'
import { bytesAsSource } from '../../client/media/byteSource'
import { writeBext } from '../../client/media/bext'
import { openPcm, type WavReader } from '../../client/media/wavReader'
import { ProblemError } from '../../client/problem'
import {
  bytesOf,
  type Chunk,
  counting,
  extensibleBody,
  formatBody,
  riff,
  seeded,
  u16,
  u32,
  wave,
} from './wavFiles'

const open = async (bytes: Uint8Array): Promise<WavReader> => {
  const reader = await openPcm(bytesAsSource('a.wav', bytes))
  assert.ok(reader !== null)
  return reader
}

/** The first channel as 16-bit numbers. */
const heard = async (reader: WavReader, from = 0, length = reader.lengthSamples): Promise<number[]> =>
  [...(await reader.read(from, length))[0]].map((x) => x * 32768)

const damaged = (bytes: Uint8Array): Promise<void> =>
  assert.rejects(
    openPcm(bytesAsSource('a.wav', bytes)),
    (error) => error instanceof ProblemError && error.problem.code === 'wav-damaged',
  )

const format: Chunk = { id: 'fmt ', body: formatBody({}) }

describe('reading WAV', () => {
  it('gives any stretch, and silence before the beginning and after the end', async () => {
    const reader = await open(wave(counting(5)))
    assert.deepEqual(await heard(reader), [1, 2, 3, 4, 5])
    assert.deepEqual(await heard(reader, 3, 4), [4, 5, 0, 0])
    assert.deepEqual(await heard(reader, -2, 4), [0, 0, 1, 2])
    assert.deepEqual(await heard(reader, -9, 3), [0, 0, 0])
    assert.deepEqual(await heard(reader, 1e12, 2), [0, 0])
  })

  it('gives the same samples whole and in pieces, across its own reading bounds', async () => {
    const count = 700_000
    const data = new Uint8Array(new Int16Array(count * 2).map((_, i) => i * 7).buffer)
    const reader = await open(wave(data, { channels: 2 }))
    const [left, right] = await reader.read(0, count)
    const pieces = [0, 1, 262_143, 262_144, 262_145, 524_288, 699_999]
    for (const from of pieces) {
      const [a, b] = await reader.read(from, 1000)
      const silence = Math.max(0, from + 1000 - count)
      const expected = (whole: Float32Array): number[] => [
        ...whole.subarray(from, from + 1000),
        ...new Float32Array(silence),
      ]
      assert.deepEqual([...a], expected(left))
      assert.deepEqual([...b], expected(right))
    }
  })

  it('many stretches at once do not disturb each other', async () => {
    const reader = await open(wave(counting(30_000)))
    const all = await Promise.all(Array.from({ length: 200 }, (_, i) => heard(reader, i * 100, 100)))
    all.forEach((samples, i) => assert.equal(samples[0], i * 100 + 1))
  })

  it('skips chunks of odd length with their padding byte', async () => {
    const odd: Chunk = { id: 'note', body: bytesOf('abc') }
    const reader = await open(riff([odd, format, odd, { id: 'data', body: counting(3) }, odd]))
    assert.deepEqual(await heard(reader), [1, 2, 3])
  })

  it('knows when a Broadcast Wave begins on the clock, before or after its sound', async () => {
    const bext = {
      description: 'take',
      originator: 'x',
      originatorReference: '',
      date: '2026-01-02',
      time: '10:00:00',
      timeReferenceSamples: 48000 * 86399,
      loudness: null,
      codingHistory: 'A=PCM',
    }
    const chunk: Chunk = { id: 'bext', body: writeBext(bext) }
    const data: Chunk = { id: 'data', body: counting(1) }
    for (const chunks of [
      [chunk, format, data],
      [format, data, chunk],
    ]) {
      const { header } = await open(riff(chunks))
      assert.equal(header.bext?.timeReferenceSamples, 48000 * 86399)
      assert.equal(header.bext?.description, 'take')
    }
  })

  it('reads to the end of the file where the size was never written', async () => {
    for (const says of [0, 0xffffffff]) {
      const reader = await open(wave(counting(4), {}, says))
      assert.deepEqual(await heard(reader), [1, 2, 3, 4])
      assert.equal(reader.header.truncated, false)
    }
  })

  it('an empty sound is empty, not the chunks behind it', async () => {
    const chunks = [
      format,
      { id: 'data', body: new Uint8Array(0) },
      { id: 'LIST', body: bytesOf('INFOabcd') },
    ]
    assert.equal((await open(riff(chunks))).lengthSamples, 0)
  })

  it('a file cut off in the middle plays as far as it goes and says so', async () => {
    const reader = await open(wave(counting(1000)).subarray(0, 44 + 21))
    assert.equal(reader.lengthSamples, 10)
    assert.equal(reader.header.truncated, true)
    assert.deepEqual(await heard(reader, 8, 4), [9, 10, 0, 0])
  })

  it('RF64 and BW64 take their size from ds64', async () => {
    for (const form of ['RF64', 'BW64']) {
      const sizes = bytesOf(u32(0), u32(0), u32(6), u32(0), u32(3), u32(0), u32(0))
      const trailing: Chunk = { id: 'LIST', body: bytesOf('INFO') }
      const data: Chunk = { id: 'data', body: counting(3), says: 0xffffffff }
      const reader = await open(riff([{ id: 'ds64', body: sizes }, format, data, trailing], form))
      assert.deepEqual(await heard(reader), [1, 2, 3])
    }
  })

  it('RIFX is big-endian throughout', async () => {
    const chunks: Chunk[] = [
      { id: 'fmt ', body: formatBody({}, false) },
      { id: 'data', body: counting(3, false) },
    ]
    assert.deepEqual(await heard(await open(riff(chunks, 'RIFX', false))), [1, 2, 3])
  })

  it('Wave64 lies on multiples of eight and counts its heads', async () => {
    const guid = (id: string): Uint8Array =>
      bytesOf(id, [243, 172, 211, 17, 140, 209, 0, 192, 79, 142, 219, 138])
    const chunk = (id: string, body: Uint8Array): Uint8Array =>
      bytesOf(guid(id), u32(24 + body.length), u32(0), body, new Uint8Array((8 - (body.length % 8)) % 8))
    const body = bytesOf(
      chunk('fmt ', formatBody({})),
      chunk('junk', bytesOf('abc')),
      chunk('data', counting(3)),
    )
    const head = bytesOf(
      'riff',
      [46, 145, 207, 17, 165, 214, 40, 219, 4, 193, 0, 0],
      u32(0),
      u32(0),
      guid('wave'),
    )
    const reader = await open(bytesOf(head, body))
    assert.deepEqual(await heard(reader), [1, 2, 3])
    assert.equal(reader.header.container, 'w64')
  })

  it('24 bits in four bytes are found at the top or at the bottom', async () => {
    const body = extensibleBody({ channels: 1, bits: 32, valid: 24, mask: 4 })
    const at = async (data: number[]): Promise<number> => {
      const reader = await open(
        riff([
          { id: 'fmt ', body },
          { id: 'data', body: bytesOf(data) },
        ]),
      )
      return (await reader.read(0, 1))[0][0]
    }
    assert.equal(await at([0, 0, 0, 0x40, 0, 1, 0, 0]), 0.5)
    assert.equal(await at([0, 0, 0x40, 0, 1, 0, 0, 0]), 0.5)
  })

  it('keeps the speakers of a 5.1 file in their order', async () => {
    const body = extensibleBody({ channels: 6, bits: 16, valid: 16, mask: 0x3f })
    const reader = await open(
      riff([
        { id: 'fmt ', body },
        { id: 'data', body: counting(6) },
      ]),
    )
    assert.equal(reader.header.channelMask, 0x3f)
    const planar = await reader.read(0, 1)
    assert.deepEqual(
      planar.map(([x]) => x * 32768),
      [1, 2, 3, 4, 5, 6],
    )
  })

  it('leaves what is compressed, or no WAV at all, to ffmpeg', async () => {
    for (const tag of [2, 6, 7, 0x11, 0x55]) {
      assert.equal(await openPcm(bytesAsSource('a.wav', wave(counting(4), { tag }))), null)
    }
    assert.equal(await openPcm(bytesAsSource('a.mp3', bytesOf('ID3', new Uint8Array(100)))), null)
  })

  it('no channels, no rate, impossible bits: damaged, and it says so', async () => {
    await damaged(wave(counting(4), { channels: 0, block: 2 }))
    await damaged(wave(counting(4), { rate: 0 }))
    await damaged(wave(counting(4), { rate: 4e9 }))
    await damaged(wave(counting(4), { bits: 0, block: 0 }))
    await damaged(wave(counting(4), { tag: 3, bits: 16 }))
    await damaged(riff([{ id: 'data', body: counting(4) }]))
    await damaged(riff([format]))
    await damaged(bytesOf('RIFF'.padEnd(8, '\0'), 'WAVE'))
  })
})

describe('reading AIFF', () => {
  /** 48 000 as 80-bit extended. */
  const rate = [0x40, 0x0e, 0xbb, 0x80, 0, 0, 0, 0, 0, 0]
  const aiff = (kind: string, bits: number, compression: string, data: Uint8Array): Uint8Array => {
    const size = Math.ceil(bits / 8)
    const frames = u32(data.length / size, false)
    const common = bytesOf(
      u16(1, false),
      frames,
      u16(bits, false),
      rate,
      kind === 'AIFC' ? compression + '\0\0' : '',
    )
    const sound = bytesOf(u32(0), u32(0), data)
    const chunk = (id: string, body: Uint8Array): Uint8Array => bytesOf(id, u32(body.length, false), body)
    return bytesOf('FORM', u32(0), kind, chunk('COMM', common), chunk('SSND', sound))
  }

  it('big-endian, little-endian and float', async () => {
    const reader = await open(aiff('AIFF', 16, '', counting(3, false)))
    assert.equal(reader.sampleRateHz, 48000)
    assert.deepEqual(await heard(reader), [1, 2, 3])
    assert.deepEqual(await heard(await open(aiff('AIFC', 16, 'sowt', counting(3)))), [1, 2, 3])
    const half = bytesOf(u32(0x3f000000, false))
    assert.deepEqual(await heard(await open(aiff('AIFC', 32, 'fl32', half))), [16384])
  })

  it('leaves compressed kinds to ffmpeg', async () => {
    assert.equal(await openPcm(bytesAsSource('a.aifc', aiff('AIFC', 16, 'ima4', counting(3)))), null)
  })
})

describe('reading what nobody meant to write', () => {
  const whole = riff([
    { id: 'bext', body: new Uint8Array(610).fill(65) },
    { id: 'fmt ', body: extensibleBody({ channels: 2, bits: 24, valid: 24, mask: 3 }) },
    { id: 'fact', body: bytesOf(u32(100)) },
    { id: 'data', body: new Uint8Array(600).fill(1) },
    { id: 'LIST', body: bytesOf('INFOISFT', u32(4), 'abc\0') },
  ])

  const survives = async (bytes: Uint8Array): Promise<void> => {
    try {
      const reader = await openPcm(bytesAsSource('a.wav', bytes))
      if (reader === null) return
      assert.ok(Number.isInteger(reader.lengthSamples) && reader.lengthSamples >= 0)
      assert.ok(reader.lengthSamples <= bytes.length)
      const planar = await reader.read(reader.lengthSamples - 50, 100)
      assert.equal(planar.length, reader.channels)
      assert.ok(planar.every((samples) => samples.length === 100 && samples.every(Number.isFinite)))
    } catch (error) {
      assert.ok(error instanceof ProblemError, String(error))
    }
  }

  it('10 000 files with flipped bytes: sound, or a named problem', async () => {
    const random = seeded(1)
    for (let run = 0; run < 10_000; run++) {
      const bytes = Uint8Array.from(whole)
      const flips = 1 + random(6)
      for (let i = 0; i < flips; i++)
        bytes[random(random(3) === 0 ? bytes.length : 720)] = random(4) ? random(256) : 255
      await survives(bytes)
    }
  })

  it('cut off after every byte: sound, or a named problem', async () => {
    for (let end = 0; end <= whole.length; end++) await survives(whole.subarray(0, end))
  })

  it('the same for other kinds of file', async () => {
    const random = seeded(2)
    const starts = [
      'FORM\0\0\0\0AIFF',
      'FORM\0\0\0\0AIFC',
      'RIFX\0\0\0\0WAVE',
      'RF64\xff\xff\xff\xffWAVE',
      'riff',
    ]
    for (let run = 0; run < 3000; run++) {
      const names = ['fmt ', 'data', 'ds64', 'bext', 'COMM', 'SSND']
      const chunks = Array.from({ length: random(5) }, () =>
        bytesOf(
          names[random(6)],
          u32(random(2) ? random(40) : random(2 ** 32)),
          Array.from({ length: random(40) }, () => random(8)),
        ),
      )
      await survives(bytesOf(starts[random(starts.length)], ...chunks))
    }
  })

  it('a hundred thousand tiny chunks are given up on quickly', async () => {
    const tiny = riff(Array.from({ length: 100_000 }, () => ({ id: 'abcd', body: new Uint8Array(0) })))
    await damaged(tiny)
  })
})
