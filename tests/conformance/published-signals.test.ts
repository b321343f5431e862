// The published test signals themselves, and other people's recordings against ffmpeg's ebur128, where these exist.
import assert from 'node:assert/strict'
import { basename, join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { hasSharedData, sharedFiles } from '../sharedData'
import { pinkNoise, speechLike, writeFloatWav } from '../signals'
import { decode, ffmpegKnowsRate, ffmpegReading, hasFfmpeg, measure } from './measure'

const near = (value: number, target: number, tolerance: number, about: string) =>
  assert.ok(Math.abs(value - target) <= tolerance, `${about}: ${value}, not ${target} ±${tolerance}`)

type Check = (sound: Float32Array[], sampleRateHz: number, about: string) => void

const integrated =
  (lufs: number): Check =>
  (sound, rate, about) =>
    near(measure(sound, rate).integratedLufs, lufs, 0.1, about)

const truePeak =
  (dbtp: number): Check =>
  (sound, rate, about) => {
    const { truePeakDbtp } = measure(sound, rate)
    assert.ok(
      truePeakDbtp <= dbtp + 0.2 && truePeakDbtp >= dbtp - 0.4,
      `${about}: ${truePeakDbtp}, not ${dbtp}`,
    )
  }

const checks: [RegExp, Check][] = [
  [/3341-1-/, integrated(-23)],
  [/3341-2-/, integrated(-33)],
  [/3341-10-/, (sound, rate, about) => near(measure(sound, rate).maxShortTermLufs, -23, 0.1, about)],
  [/3341-12-/, (sound, rate, about) => near(measure(sound, rate).maxMomentaryLufs, -23, 0.1, about)],
  [/3341-13-/, (sound, rate, about) => near(measure(sound, rate).maxMomentaryLufs, -23, 0.1, about)],
  [/3341-1[5678]-/, truePeak(-6)],
  [/3341-19-/, truePeak(3)],
  [/RelGateTest/, integrated(-10)],
]

describe('published loudness and true-peak signals', () => {
  if (!hasSharedData || !hasFfmpeg) {
    it.skip('needs the test data folder beside the checkout, and ffmpeg to decode it', () => {})
    return
  }
  for (const path of sharedFiles('formats', '.flac')) {
    const check = checks.find(([pattern]) => pattern.test(basename(path)))?.[1]
    if (!check) continue
    const id = /3341-[\d-]+(?=-)|RelGateTest/.exec(basename(path))?.[0]
    it(`${id} reads what its publisher says`, () => {
      const { sound, sampleRateHz } = decode(path)
      check(sound, sampleRateHz, basename(path))
    })
  }
})

/**
 * Loudness within 0.05 LU. Range within 0.5 LU where there are enough windows for
 * percentiles to settle (theirs are read from a histogram). ffmpeg's true
 * peak is four times oversampled and printed to 0.1, so ours may be up to 0.6 dB higher, never lower.
 */
const agrees = (sound: Float32Array[], sampleRateHz: number, about: string, folder: string) => {
  const path = join(folder, 'sound.wav')
  writeFloatWav(path, sound, sampleRateHz)
  const theirs = ffmpegReading(path)
  const ours = measure(sound, sampleRateHz)
  near(ours.integratedLufs, theirs.integratedLufs, 0.05, `${about}, integrated`)
  const settled = sound[0].length > 30 * sampleRateHz
  near(ours.loudnessRangeLu, theirs.loudnessRangeLu, settled ? 0.5 : 1.5, `${about}, range`)
  assert.ok(
    ours.truePeakDbtp >= theirs.truePeakDbtp - 0.15 && ours.truePeakDbtp <= theirs.truePeakDbtp + 0.6,
    `${about}: ${ours.truePeakDbtp} dBTP, theirs ${theirs.truePeakDbtp}`,
  )
}

describe("agreement with ffmpeg's ebur128", () => {
  if (!hasFfmpeg) {
    it.skip('needs ffmpeg', () => {})
    return
  }
  let folder = ''
  before(() => (folder = mkdtempSync(join(tmpdir(), 'dubstage-'))))
  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const rate of [44100, 48000, 96000]) {
    it(`on noise and voice-like bursts at ${rate} Hz, in stereo and 5.1`, function () {
      if (!ffmpegKnowsRate(rate)) return this.skip()
      const sound = [1, 2, 3, 4, 5, 6].map((seed) => speechLike(seed, 20 * rate, rate))
      agrees(sound.slice(0, 2), rate, 'stereo', folder)
      agrees(sound, rate, '5.1', folder)
      agrees([pinkNoise(3, 10 * rate, 0.5)], rate, 'mono', folder)
    })
  }
  if (!hasSharedData) {
    it.skip('on recordings: needs the test data folder beside the checkout', () => {})
    return
  }
  for (const [folderName, endings] of [
    ['music', ['.ogg', '.mp3', '.flac', '.wav', '.oga']],
    ['speech', ['.ogg', '.wav', '.mp3', '.flac', '.oga']],
  ] as const) {
    it(`on a dozen recordings of ${folderName}`, function () {
      const all = sharedFiles(folderName, ...endings)
      const some = all.filter((_, i) => i % Math.ceil(all.length / 12) === 0)
      let compared = 0
      for (const path of some) {
        const { sound, sampleRateHz } = decode(path)
        if (sound[0].length <= 4 * sampleRateHz || !ffmpegKnowsRate(sampleRateHz)) continue
        agrees(sound, sampleRateHz, basename(path), folder)
        compared++
      }
      if (compared === 0) this.skip()
    })
  }
})
