// Sound that workers unpack is the sound that the store reads, edges and damage included.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BufferShelf } from '../../client/workers/bufferShelf'
import { openMediaStore } from '../../client/media/nodeMedia'
import { openWavWriter } from '../../client/media/wavWriter'
import { SoundInlet, type BitDepth } from '../../dsp-core/index'
import { engines } from '../engines'
import { noise } from '../render/madePlans'

const lengthSamples = 50_001

const written = async (folder: string, bitDepth: BitDepth): Promise<string> => {
  const path = join(folder, `${bitDepth}.wav`)
  const writer = await openWavWriter({ path, sampleRateHz: 48000, channels: 2, bitDepth })
  const [left, right] = [noise(lengthSamples), noise(lengthSamples).reverse()]
  if (bitDepth === 32) left.fill(NaN, 100, 103)
  await writer.write([left, right], lengthSamples)
  await writer.commit()
  return path
}

/** Before the file, within, across its end, after it. */
const places = [
  [-700, 300],
  [-50, 40_000],
  [90, 20],
  [33_333, 40_000],
  [60_000, 100],
]

describe('sound unpacked by workers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dubstage-packed-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const bitDepth of [16, 24, 32] as const)
    for (const [name, open] of Object.entries(engines))
      it(`is what the store reads, in ${bitDepth} bit, by ${name}, and as damaged`, async () => {
        const files = [{ id: 'm', path: await written(folder, bitDepth) }]
        const read = await openMediaStore(files, { cacheFolder: folder })
        const packed = await openMediaStore(files, { cacheFolder: folder })
        const shelf = new BufferShelf()
        const inlet = new SoundInlet()
        inlet.use(open())
        for (const [startSample, count] of places) {
          const range = { media: 'm', startSample, lengthSamples: count }
          const given = await packed.readPacked!(range, shelf.lender())
          assert(given)
          const [sound] = inlet.take([range], [given])
          for (const damage of inlet.damage) packed.noteDamage!(damage)
          assert.deepEqual(sound, await read.read('m', startSample, count))
          shelf.give([given.bytes.buffer])
        }
        assert.equal(packed.damagedSamples('m'), bitDepth === 32 ? 3 : 0)
        assert.deepEqual(packed.problems, read.problems)
        await Promise.all([read.close(), packed.close()])
      })
})
