// Prints what each kernel costs: nanoseconds of CPU time per stereo sample, best of five, on 10 s of a loud and of a
// quiet made programme at 48 kHz. Run: npx tsx tests/bench/kernels.bench.ts
import { createProcessor } from '../../dsp-core/processors/instance'
import { SoundMeasure } from '../../dsp-core/render/measureSound'
import { pinkNoise, sine, speechLike } from '../signals'

const lengthSamples = 10 * 48000
const blockSamples = 8192

/** A voice over a chord over a bed of noise. */
const programme = (seed: number, gain: number): Float32Array => {
  const voice = speechLike(seed, lengthSamples)
  const bed = pinkNoise(seed + 9, lengthSamples, 0.15)
  const chord = [110, 165, 220, 440, 1320].map((hz) => sine({ hz, dbfs: -24, lengthSamples }))
  return voice.map((value, i) => gain * (value + bed[i] + chord.reduce((sum, tone) => sum + tone[i], 0)))
}

const cpuNs = (body: () => void): number => {
  const before = process.cpuUsage()
  body()
  const { user, system } = process.cpuUsage(before)
  return (user + system) * 1000
}

type Push = (block: Float32Array[], count: number) => void

const cost = (make: () => Push, sound: Float32Array[]): number => {
  let best = Infinity
  for (let turn = 0; turn < 5; turn++) {
    const push = make()
    const blocks: Float32Array[][] = []
    for (let start = 0; start < lengthSamples; start += blockSamples) {
      blocks.push(sound.map((channel) => channel.slice(start, start + blockSamples)))
    }
    best = Math.min(
      best,
      cpuNs(() => blocks.forEach((block) => push(block, block[0].length))) / lengthSamples,
    )
  }
  return best
}

const uses: [string, string, Record<string, number>][] = [
  ['gain', 'gain', { gainDb: -3 }],
  [
    'equalizer, 5 sections',
    'equalizer',
    { highPassHz: 80, bell1GainDb: -3, bell2GainDb: 2, bell3GainDb: 2, highShelfGainDb: 2 },
  ],
  ['compressor', 'compressor', { thresholdDb: -24, ratio: 3 }],
  [
    'compressor, side-chain high-pass',
    'compressor',
    { thresholdDb: -24, ratio: 3, sidechainHighPassHz: 100 },
  ],
  ['gate', 'gate', {}],
  ['de-esser', 'de-esser', {}],
  ['width', 'width', { widthPercent: 110, monoBelowHz: 100 }],
  ['limiter, ceiling -1', 'limiter', { ceilingDbtp: -1 }],
  ['limiter, ceiling -6', 'limiter', { ceilingDbtp: -6 }],
  ['loudness meter', 'loudness-meter', {}],
  ['true-peak meter', 'true-peak-meter', {}],
  ['level meter', 'level-meter', {}],
]

const setup = { sampleRateHz: 48000, channels: 2, maxBlock: blockSamples }
const loud = [programme(1, 1), programme(2, 1)]
const quiet = [programme(1, 0.1), programme(2, 0.1)]

console.log('ns of CPU per stereo sample        loud   quiet')
const row = (title: string, make: () => Push) =>
  console.log(
    `${title.padEnd(33)} ${cost(make, loud).toFixed(1).padStart(6)} ${cost(make, quiet).toFixed(1).padStart(7)}`,
  )
for (const [title, use, params] of uses) {
  row(title, () => {
    const processor = createProcessor(use, params, setup)
    return (block, count) => processor.process(block, count)
  })
}
row('measuring a sound (all of it)', () => {
  const meter = new SoundMeasure(setup)
  return (block, count) => meter.push(block, count)
})
