// Prints what the suppressor does to recorded voices in noise: ESTOI and SI-SDR before and after, for each noise and
// ratio, and where a voice became less intelligible. Run: npx tsx tests/bench/denoise.bench.ts [every how many voices]
import { materialRateHz } from '../listen/material'
import { learnedFrom } from '../quality/learnedNoise'
import { madeNoises, noisyVoice, recordedNoises, voices } from '../quality/noisyVoices'
import { siSdr } from '../quality/siSdr'
import { estoi } from '../quality/stoi'
import { engines } from '../engines'

const depthDb = 12
const every = Number(process.argv[2] ?? 40)

const suppressed = (sound: Float32Array, params: Record<string, number>): Float32Array => {
  const setup = { sampleRateHz: materialRateHz, channels: 1, maxBlock: 1 << 19 }
  const processor = engines.simd().createProcessor('de-noise', params, setup)
  const longer = new Float32Array(sound.length + processor.latencySamples)
  longer.set(sound)
  processor.process([longer], longer.length)
  return longer.slice(processor.latencySamples)
}

const mean = (values: number[]): string =>
  (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3).padStart(9)

const heard = voices(every, 0)
let fallen = 0
console.log(`${heard.length} voices; depth ${depthDb} dB, less where the noise is not steady`)
console.log(`${'noise'.padEnd(40)}  SNR   depth    ESTOI    after   SI-SDR gain, dB`)
for (const bed of [...madeNoises(), ...recordedNoises()]) {
  for (const snrDb of [0, 5, 10, 15]) {
    const rows = heard.map((voice) => {
      const scene = noisyVoice(voice, bed, snrDb)
      const params = learnedFrom(scene, depthDb)
      const before = estoi(scene.clean, scene.noisy, materialRateHz)
      if (params.depthDb === 0) return { depth: 0, before, after: before, gained: 0 }
      const out = suppressed(scene.noisy, params)
      const after = estoi(scene.clean, out, materialRateHz)
      if (after < before) fallen++
      return {
        depth: params.depthDb,
        before,
        after,
        gained: siSdr(scene.clean, out) - siSdr(scene.clean, scene.noisy),
      }
    })
    const [depth, before, after, gained] = (['depth', 'before', 'after', 'gained'] as const).map((name) =>
      mean(rows.map((row) => row[name])),
    )
    console.log(
      `${bed.name.slice(0, 40).padEnd(40)} ${String(snrDb).padStart(4)}${depth}${before}${after}${gained}`,
    )
  }
}
console.log(`less intelligible than before: ${fallen}`)
