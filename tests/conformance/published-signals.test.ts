// The published test signals themselves, and all recordings against ffmpeg's ebur128, where these exist.
import assert from 'node:assert/strict'
import { basename, join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { hasSharedData, sharedFiles } from '../sharedData'
import { pinkNoise, speechLike, writeFloatWav } from '../signals'
import { createLoudnessMeter } from '../../dsp-core/processors/loudness-meter/loudnessMeter'
import { integratedLufs, momentaryLufs, shortTermLufs } from '../../dsp-core/processors/loudness-meter/gating'
import { decode, ffmpegFrames, ffmpegKnowsRate, ffmpegReading, hasFfmpeg, measure } from './measure'

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

const maxShortTerm: Check = (sound, rate, about) =>
  near(measure(sound, rate).maxShortTermLufs, -23, 0.1, about)

const maxMomentary: Check = (sound, rate, about) =>
  near(measure(sound, rate).maxMomentaryLufs, -23, 0.1, about)

const range =
  (lu: number): Check =>
  (sound, rate, about) =>
    near(measure(sound, rate).loudnessRangeLu, lu, 1, about)

const both =
  (first: Check, second: Check): Check =>
  (...sound) => {
    first(...sound)
    second(...sound)
  }

/** By the numbers that the publishers put into the names; 7 and 8 are programmes, and 5 and 6 of Tech 3342. */
const checks: [RegExp, Check][] = [
  [/3341-(2011-)?7[-_]/, both(integrated(-23), range(5))],
  [/3341-(2011-)?8[-_]/, both(integrated(-23), range(15))],
  [/3341-2[-_]/, integrated(-33)],
  [/3341-[13456][-_]/, integrated(-23)],
  [/3341-(9|10)-/, maxShortTerm],
  [/3341-1[23]-/, maxMomentary],
  [/3341-1[5678]-/, truePeak(-6)],
  [/3341-19-/, truePeak(3)],
  [/3341-2[0123]-/, truePeak(0)],
  [/3342-1-/, range(10)],
  [/3342-2-/, range(5)],
  [/3342-3-/, range(20)],
  [/3342-4-/, range(15)],
  [/RelGateTest/, integrated(-10)],
]

describe('published loudness and true-peak signals', () => {
  if (!hasSharedData || !hasFfmpeg) {
    it.skip('needs the test data folder beside the checkout, and ffmpeg to decode it', () => {})
    return
  }
  for (const path of sharedFiles('formats', '.flac', '.wav')) {
    const check = checks.find(([pattern]) => pattern.test(basename(path)))?.[1]
    if (!check) continue
    const id = /334[12]-[\d-]+(?=-)|RelGateTest/.exec(basename(path))?.[0]
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

const meanLufs = (blocks: number[]): number =>
  10 * Math.log10(blocks.reduce((sum, lufs) => sum + 10 ** (lufs / 10), 0) / blocks.length)

/**
 * Integrated loudness with the relative gate a little aside. ffmpeg reads the gate from a histogram of 0.01 LU, so a
 * block that lies that near to it may count for one of us and not for the other; in a file of seconds one block is 0.1 LU.
 */
const gatedAside = (steps: Float32Array, lu: number): number => {
  const blocks = [...momentaryLufs(steps)].filter((lufs) => lufs > -70)
  const gate = meanLufs(blocks) - 10 + lu
  return meanLufs(blocks.filter((lufs) => lufs > gate))
}

const nearEither = (ours: number[], theirs: number, about: string): void =>
  assert.ok(
    ours.some((value) => Math.abs(value - theirs) <= 0.05),
    `${about}: ${ours.join(', ')}, not ${theirs}`,
  )

/** A window that began before the sound is no momentary or short-term loudness of ours, nor one of theirs. */
const agreesEveryTenth = (sound: Float32Array[], sampleRateHz: number, path: string) => {
  const seconds = sound[0].length / sampleRateHz
  if (seconds < 0.5) return
  const meter = createLoudnessMeter({ sampleRateHz, channels: sound.length })
  meter.push(sound, sound[0].length)
  const steps = meter.takeSteps()
  const highest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value), -Infinity)
  const theirs = ffmpegFrames(path)
  nearEither(
    [integratedLufs(steps), ...[-0.02, 0.02].map((lu) => gatedAside(steps, lu))],
    theirs.integratedLufs,
    `${basename(path)}, integrated`,
  )
  near(highest(momentaryLufs(steps)), theirs.maxMomentaryLufs, 0.05, `${basename(path)}, momentary`)
  if (seconds >= 3.1)
    near(highest(shortTermLufs(steps)), theirs.maxShortTermLufs, 0.05, `${basename(path)}, short-term`)
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
    it(`within 0.05 LU on every recording of ${folderName}: integrated, highest momentary and short-term`, function () {
      this.timeout(1_200_000)
      let compared = 0
      for (const path of sharedFiles(folderName, ...endings)) {
        const { sound, sampleRateHz } = decode(path)
        if (!ffmpegKnowsRate(sampleRateHz)) continue
        agreesEveryTenth(sound, sampleRateHz, path)
        compared++
      }
      if (compared === 0) this.skip()
    })
  }
})
