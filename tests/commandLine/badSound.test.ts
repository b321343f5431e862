// Sound that is damaged, empty, extreme or lies about itself, through the whole product: a defined result or a named
// problem, within seconds, and never a sample that is no number.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../client/app/report'
import { openWav } from '../../client/media/wavReader'
import { buildPrproj, type ProjectDescription } from '../fixtures/prprojBuilder'
import { bytesOf, u16, wave, type Format } from '../media/wavFiles'
import { noise, sine } from '../signals'
import { temporaryFolder } from '../temporary'
import { dubstage } from './run'

interface BadSound {
  bytes: () => Uint8Array
  format: Format
  says?: number
  /** What measuring and processing it end with: 0, or 3 and the problem's code. */
  problem?: string
  /** Samples that are no sound. */
  damaged?: number
}

const floats = (sound: Float32Array | number[]): Uint8Array => new Uint8Array(Float32Array.from(sound).buffer)
const whole = (count: number, value = 3000): Uint8Array => {
  const samples = new Int16Array(count).fill(value)
  return new Uint8Array(samples.buffer)
}
const float: Format = { tag: 3, bits: 32 }
const second = 48000

const speckled = (): Float32Array => {
  const sound = sine({ hz: 400, dbfs: -12, lengthSamples: second })
  sound.fill(NaN, 1000, 1010)
  sound.set([Infinity, -Infinity, 3e38, -1e9], 20000)
  return sound
}

const bad: Record<string, BadSound> = {
  'speckled with what is no number': { bytes: () => floats(speckled()), format: float, damaged: 14 },
  'nothing but NaN': {
    bytes: () => floats(new Float32Array(second).fill(NaN)),
    format: float,
    damaged: second,
  },
  'denormal numbers': { bytes: () => floats(new Float32Array(second).fill(1e-40)), format: float },
  silence: { bytes: () => whole(second, 0), format: {} },
  DC: { bytes: () => whole(second, 30000), format: {} },
  'one sample': { bytes: () => bytesOf(u16(30000)), format: {} },
  'no sample': { bytes: () => new Uint8Array(0), format: {} },
  'no channels': { bytes: () => whole(100), format: { channels: 0, block: 2 }, problem: 'wav-damaged' },
  '32 channels': { bytes: () => whole(32 * 20000), format: { channels: 32 } },
  '65 channels': {
    bytes: () => whole(65 * 4000),
    format: { channels: 65 },
    problem: 'media-beyond-limits',
  },
  '192 kHz': { bytes: () => floats(noise(1, 192000, 0.5)), format: { ...float, rate: 192000 } },
  '384 kHz': { bytes: () => floats(noise(2, 384000, 0.5)), format: { ...float, rate: 384000 } },
  '1 Hz': { bytes: () => whole(second), format: { rate: 1 }, problem: 'media-beyond-limits' },
  '1.5 MHz': { bytes: () => whole(second), format: { rate: 1_500_000 }, problem: 'media-beyond-limits' },
  'a rate of 0': { bytes: () => whole(100), format: { rate: 0 }, problem: 'wav-damaged' },
  'a length of 4 GB': { bytes: () => whole(2000), format: {}, says: 0xfffffff0 },
}

const ticks = 254016000000n

/** One clip of each on a track of its own, three seconds long, whatever the file holds. */
const project = (files: [name: string, path: string, format: Format][]): ProjectDescription => ({
  name: 'bad',
  version: 43,
  media: files.map(([, path, { channels = 1, rate = 48000 }], i) => ({
    id: `m${i}`,
    path,
    channels: channels || 1,
    ticksPerSample: ticks / BigInt(rate || 48000),
    durationTicks: 3n * ticks,
  })),
  sequences: [
    {
      id: '0d5c1d8e-0000-4000-8000-000000000003',
      name: 'bad',
      ticksPerFrame: ticks / 25n,
      ticksPerSample: ticks / 48000n,
      tracks: files.map(([name], i) => ({
        name,
        clips: [
          {
            name,
            source: { media: `m${i}` },
            startTicks: 0n,
            endTicks: 3n * ticks,
            inTicks: 0n,
            outTicks: 3n * ticks,
          },
        ],
      })),
    },
  ],
})

const assertAllSound = async (path: string): Promise<void> => {
  const reader = await openWav(path)
  assert.ok(reader, path)
  for (let at = 0; at < reader.lengthSamples; at += 65536) await reader.read(at, 65536)
  assert.equal(reader.damaged.count, 0, `${path} holds what is no number`)
  await reader.close()
}

const codesOf = (json: string): string[] =>
  (JSON.parse(json) as { problems: { code: string }[] }).problems.map(({ code }) => code)

describe('bad sound', function () {
  this.timeout(120_000)
  const folder = temporaryFolder()
  const fileOf = (name: string): string => {
    const { bytes, format, says } = bad[name]
    const path = join(folder.path, `${name}.wav`)
    writeFileSync(path, wave(bytes(), format, says))
    return path
  }

  for (const name of Object.keys(bad)) {
    const { problem, damaged = 0 } = bad[name]
    it(`${name}: ${problem ? `a named problem` : 'is measured and processed'}`, async () => {
      const path = fileOf(name)
      const measured = await dubstage(['measure', path, '--json'])
      const out = join(folder.path, `${name} out.wav`)
      const chain = '[{"use":"equalizer","bell1GainDb":3},{"use":"compressor"},{"use":"limiter"}]'
      const processed = await dubstage(['process', path, out, '--chain', chain, '--json'])
      for (const run of [measured, processed]) {
        assert.equal(run.code, problem ? 3 : 0, run.error)
        const wanted = problem ? [problem] : damaged ? ['media-damaged-samples'] : []
        assert.deepEqual(
          codesOf(run.out).filter((code) => code !== 'media-truncated'),
          wanted,
        )
      }
      if (problem) return
      const { damagedSamples } = JSON.parse(measured.out) as { damagedSamples: number }
      assert.equal(damagedSamples, damaged)
      assert.doesNotMatch(measured.out, /: -?(NaN|Infinity)/)
      await assertAllSound(out)
    })
  }

  it('on one timeline: the mix is sound, and what is damaged is named with its count', async () => {
    const files = Object.keys(bad).map((name): [string, string, Format] => [
      name,
      fileOf(name),
      bad[name].format,
    ])
    const path = join(folder.path, 'bad.prproj')
    writeFileSync(path, buildPrproj(project(files)))
    const out = join(folder.path, 'polished')
    mkdirSync(out)
    const run = await dubstage(['polish', path, '--out', out, '--json'])
    assert.ok(run.code === 0 || run.code === 1, run.error)
    for (const name of readdirSync(out).filter((file) => file.endsWith('.wav')))
      await assertAllSound(join(out, name))
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report
    const named = report.problems.filter(({ code }) => code === 'media-damaged-samples')
    assert.deepEqual(named.map(({ message }) => /\d+/.exec(message)?.[0]).sort(), ['14', '48000'])
    assert.equal(report.problems.filter(({ code }) => code === 'wav-damaged').length, 2)
  })
})
