// Prints what both suppressors do to recorded voices in noise: ESTOI and SI-SDR before and after, for each noise and
// ratio, and how often a voice became less intelligible. Run: npx tsx tests/bench/denoise.bench.ts [every how many voices]
import { materialRateHz } from '../listen/material'
import { learnedFrom } from '../quality/learnedNoise'
import { madeNoises, noisyVoice, recordedNoises, voices, type NoisyVoice } from '../quality/noisyVoices'
import { siSdr } from '../quality/siSdr'
import { estoi } from '../quality/stoi'
import { engines } from '../engines'

const depthDb = 12
const every = Number(process.argv[2] ?? 40)

const suppressed = (use: string, sound: Float32Array, params: Record<string, number>): Float32Array => {
  const setup = { sampleRateHz: materialRateHz, channels: 1, maxBlock: 1 << 19 }
  const processor = engines.simd().createProcessor(use, params, setup)
  const longer = new Float32Array(sound.length + processor.latencySamples)
  longer.set(sound)
  processor.process([longer], longer.length)
  return longer.slice(processor.latencySamples)
}

interface Outcome {
  depth: number
  after: number
  gained: number
}

const outcome = (
  use: string,
  { clean, noisy }: NoisyVoice,
  params: Record<string, number>,
  before: number,
): Outcome => {
  if (params.depthDb === 0) return { depth: 0, after: before, gained: 0 }
  const out = suppressed(use, noisy, params)
  return {
    depth: params.depthDb,
    after: estoi(clean, out, materialRateHz),
    gained: siSdr(clean, out) - siSdr(clean, noisy),
  }
}

const mean = (values: number[], digits = 3): string =>
  (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(digits).padStart(8)

const heard = voices(every, 0)
const fallen = { steady: 0, voice: 0 }
console.log(
  `${heard.length} voices; de-noise to ${depthDb} dB, less where the noise is not steady; voice-denoise to`,
)
console.log(
  `${depthDb} dB; ESTOI before, then depth, ESTOI and SI-SDR gain (dB) of the one, ESTOI and gain of the other`,
)
for (const bed of [...madeNoises(), ...recordedNoises()]) {
  for (const snrDb of [0, 5, 10, 15]) {
    const rows = heard.map((voice) => {
      const scene = noisyVoice(voice, bed, snrDb)
      const before = estoi(scene.clean, scene.noisy, materialRateHz)
      const steady = outcome('de-noise', scene, learnedFrom(scene, depthDb), before)
      const voiced = outcome('voice-denoise', scene, { depthDb }, before)
      if (steady.after < before) fallen.steady++
      if (voiced.after < before) fallen.voice++
      return { before, steady, voiced }
    })
    const figures = [
      mean(rows.map(({ before }) => before)),
      mean(
        rows.map(({ steady }) => steady.depth),
        1,
      ),
      mean(rows.map(({ steady }) => steady.after)),
      mean(
        rows.map(({ steady }) => steady.gained),
        2,
      ),
      mean(rows.map(({ voiced }) => voiced.after)),
      mean(
        rows.map(({ voiced }) => voiced.gained),
        2,
      ),
    ]
    console.log(`${bed.name.slice(0, 40).padEnd(40)} ${String(snrDb).padStart(4)}${figures.join('')}`)
  }
}
console.log(`less intelligible than before: ${fallen.steady} by de-noise, ${fallen.voice} by voice-denoise`)
