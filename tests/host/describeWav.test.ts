// What the embedded host learns of an imported file.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeWav } from '../../headless/describeWav'

const chunk = (name: string, body: Buffer, saidBytes = body.length): Buffer => {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(saidBytes, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** 24 bit, 5.1, 96 kHz. */
const format = (() => {
  const body = Buffer.alloc(16)
  body.writeUInt16LE(1, 0)
  body.writeUInt16LE(6, 2)
  body.writeUInt32LE(96000, 4)
  body.writeUInt16LE(18, 12)
  body.writeUInt16LE(24, 14)
  return chunk('fmt ', body)
})()

const wav = (kind: string, ...chunks: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(`${kind}\0\0\0\0WAVE`, 'latin1'), ...chunks])

describe('A file that is imported', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dubstage-test-'))
  const path = join(folder, 'x.wav')
  after(() => rmSync(folder, { recursive: true }))

  const describing = (bytes: Buffer) => {
    writeFileSync(path, bytes)
    return describeWav(path)
  }

  it('is described by its header: channels, rate, samples, whatever chunks stand before and after', () => {
    const data = chunk('data', Buffer.alloc(18 * 101))
    const expected = { channels: 6, sampleRateHz: 96000, lengthSamples: 101 }
    assert.deepEqual(describing(wav('RIFF', format, data)), expected)
    assert.deepEqual(
      describing(wav('RIFF', chunk('bext', Buffer.alloc(603)), format, data, chunk('LIST', Buffer.alloc(9)))),
      expected,
    )
  })

  it('has the length of its ds64 chunk in RF64, where data says all ones', () => {
    const ds64 = Buffer.alloc(28)
    ds64.writeBigUInt64LE(BigInt(18 * 101), 8)
    const data = chunk('data', Buffer.alloc(18 * 101), 0xffffffff)
    const file = wav('RF64', chunk('ds64', ds64), format, data, chunk('LIST', Buffer.alloc(90)))
    assert.deepEqual(describing(file), { channels: 6, sampleRateHz: 96000, lengthSamples: 101 })
  })

  it('is no longer than the file really is', () => {
    const cut = wav('RIFF', format, chunk('data', Buffer.alloc(180), 1_000_000))
    assert.equal(describing(cut)?.lengthSamples, 10)
  })

  it('is nothing when it is no WAV file, damaged, empty or missing', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('RIFF'),
      Buffer.from('hello, this is text and no sound'),
      wav('RIFF'),
      wav('RIFF', chunk('data', Buffer.alloc(8))),
      wav('RIFF', chunk('fmt ', Buffer.alloc(16)), chunk('data', Buffer.alloc(8))),
    ])
      assert.equal(describing(bytes), null)
    assert.equal(describeWav(join(folder, 'missing.wav')), null)
    assert.equal(describeWav(folder), null)
  })
})
