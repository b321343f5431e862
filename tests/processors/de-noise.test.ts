// What the suppressor of steady noise promises beyond the contract, on made sounds and on recorded voices in noise.
import assert from 'node:assert/strict'
import { bandEdgesHz, bandNames } from '../../dsp-core/processors/de-noise/bands'
import { NoiseProfiler } from '../../dsp-core/processors/de-noise/noiseProfile'
import { hasMaterial, materialRateHz } from '../listen/material'
import { madeNoises, noisyVoice, recordedNoises, voices, type NoisyVoice } from '../quality/noisyVoices'
import { learnedFrom } from '../quality/learnedNoise'
import { siSdr } from '../quality/siSdr'
import { estoi } from '../quality/stoi'
import { describeWithData } from '../sharedData'
import { dbOf, joined, noise, pinkNoise, rmsOf, sine } from '../signals'
import { engines } from '../engines'
import { run, runInStep } from './run'

const depthDb = 12

/** Noise alone, learned and suppressed; the first two seconds, in which the floor settles, left out. */
const removedFrom = (sound: Float32Array, depth: number): number => {
  const profiler = new NoiseProfiler(materialRateHz, 1)
  profiler.push([sound], sound.length)
  const profile = profiler.finish(new Float64Array(sound.length / 480), depth)
  assert.ok(profile)
  const { sound: out } = runInStep('de-noise', profile.params, [sound])
  return dbOf(rmsOf(sound, 96000)) - dbOf(rmsOf(out[0], 96000))
}

const learned = (scene: NoisyVoice): Record<string, number> => learnedFrom(scene, depthDb)

const suppressed = (sound: Float32Array, params: Record<string, number>): Float32Array => {
  const processor = engines
    .simd()
    .createProcessor('de-noise', params, { sampleRateHz: materialRateHz, channels: 1, maxBlock: 1 << 19 })
  const longer = joined(sound, new Float32Array(processor.latencySamples))
  processor.process([longer], longer.length)
  return longer.slice(processor.latencySamples)
}

describe('the suppressor of steady noise', () => {
  it('takes half of its depth and more from white and from pink noise, at 6 and at 12 dB', () => {
    for (const depth of [6, 12]) {
      for (const sound of [noise(3, 240000, 0.1), pinkNoise(4, 240000, 0.1)]) {
        const removed = removedFrom(sound, depth)
        assert.ok(removed > 0.5 * depth && removed <= depth + 0.1, `${removed} of ${depth} dB`)
      }
    }
  })
  it('tells how much it took', () => {
    const sound = noise(3, 240000, 0.1)
    const { readings } = run('de-noise', { depthDb }, [sound])
    assert.ok(Math.abs(readings.amountRemovedDb - readings.meanAmountRemovedDb) < 1)
    assert.ok(
      readings.amountRemovedDb > 7 && readings.amountRemovedDb <= depthDb,
      String(readings.amountRemovedDb),
    )
  })
  it('leaves a tone 20 dB over the noise within 0.2 dB, and takes the noise from under it', () => {
    const bed = noise(5, 240000, 0.05)
    const tone = sine({ hz: 1000, dbfs: -9, lengthSamples: 144000 })
    const sound = bed.map((value, i) => value + (i >= 96000 ? tone[i - 96000] : 0))
    const speech = Float64Array.from({ length: 500 }, (_, step) => (step >= 199 ? 1 : 0))
    const profiler = new NoiseProfiler(materialRateHz, 1)
    profiler.push([sound], sound.length)
    const profile = profiler.finish(speech, depthDb)
    assert.ok(profile)
    const { sound: out } = runInStep('de-noise', { ...profile.params, depthDb }, [sound])
    const [a, b] = [tone.slice(24000, 96000), out[0].slice(120000, 192000)]
    const scale =
      a.reduce((sum, value, i) => sum + value * b[i], 0) / a.reduce((sum, value) => sum + value * value, 0)
    assert.ok(Math.abs(dbOf(scale)) < 0.2, String(dbOf(scale)))
    const gained = siSdr(a, b) - siSdr(a, sound.slice(120000, 192000))
    assert.ok(gained > 5, String(gained))
  })
  it('keeps the picture: both channels are turned down alike', () => {
    const [left, right] = [pinkNoise(6, 96000, 0.3), noise(7, 96000, 0.02)]
    const { sound } = runInStep('de-noise', { depthDb }, [left, right])
    const one = dbOf(rmsOf(left, 48000)) - dbOf(rmsOf(sound[0], 48000))
    const alone = runInStep('de-noise', { depthDb }, [left]).sound[0]
    assert.ok(Math.abs(one - (dbOf(rmsOf(left, 48000)) - dbOf(rmsOf(alone, 48000)))) < 1)
  })
  it('does not twinkle: what is left of noise is hardly more peaked than the noise was (kurtosis of its spectrum)', () => {
    // Musical noise is what raises it: Uemura et al., IWAENC 2008.
    const sound = noise(8, 240000, 0.1)
    const { sound: out } = runInStep('de-noise', { depthDb }, [sound])
    const ratio = spectralKurtosis(out[0].slice(96000)) / spectralKurtosis(sound.slice(96000))
    assert.ok(ratio < 2.5, String(ratio))
  })
})

/** Kurtosis of the power of bins over time, mean of all bins: 6 for white noise. */
const spectralKurtosis = (x: Float32Array): number => {
  const size = 512
  const sums = [0, 0, 0]
  for (let start = 0; start + size <= x.length; start += size) {
    for (const hz of [1500, 3000, 5000, 8000, 12000]) {
      let [re, im] = [0, 0]
      for (let i = 0; i < size; i++) {
        const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size)
        re += window * x[start + i] * Math.cos((2 * Math.PI * hz * i) / 48000)
        im += window * x[start + i] * Math.sin((2 * Math.PI * hz * i) / 48000)
      }
      const power = re * re + im * im
      sums[0]++
      sums[1] += power ** 2
      sums[2] += power ** 4
    }
  }
  return sums[2] / sums[0] / (sums[1] / sums[0]) ** 2
}

describe('a learned noise profile', () => {
  it('tells the level of each band of white noise within 1 dB, at any rate', () => {
    for (const rate of [16000, 44100, 48000, 96000]) {
      const sound = noise(9, 4 * rate, 0.2)
      const profiler = new NoiseProfiler(rate, 1)
      profiler.push([sound], sound.length)
      const profile = profiler.finish(new Float64Array(400), depthDb)
      assert.ok(profile)
      bandNames.forEach((name, band) => {
        const width = Math.min(rate / 2, bandEdgesHz[band + 1]) - bandEdgesHz[band]
        if (width <= 0) return
        const wanted = dbOf(rmsOf(sound)) + 10 * Math.log10(width / (rate / 2))
        assert.ok(
          Math.abs(profile.params[name] - wanted) < 1,
          `${rate} ${name}: ${profile.params[name]}, ${wanted}`,
        )
      })
    }
  })
  it('does not care what is said between the pauses, nor where blocks are cut', () => {
    const bed = pinkNoise(10, 192000, 0.1)
    const speech = Float64Array.from({ length: 400 }, (_, step) => (step >= 100 && step < 250 ? 1 : 0))
    const voice = noise(11, 192000).map((value, i) => (speech[Math.floor(i / 480)] ? value : 0))
    const learn = (sound: Float32Array, block: number) => {
      const profiler = new NoiseProfiler(48000, 1)
      for (let start = 0; start < sound.length; start += block) {
        const part = sound.subarray(start, start + block)
        profiler.push([part], part.length)
      }
      return profiler.finish(speech, depthDb)
    }
    const alone = learn(bed, 192000)
    const spoken = learn(
      bed.map((value, i) => value + voice[i]),
      1000,
    )
    assert.ok(alone && spoken)
    assert.deepEqual({ ...spoken, audibleShare: 0 }, { ...alone, audibleShare: 0, params: spoken.params })
    for (const name of bandNames) assert.equal(spoken.params[name], alone.params[name])
  })
  it('leaves noise alone that is not steady, and says so', () => {
    const gusts = noise(12, 192000, 0.1).map((value, i) => value * (0.1 + Math.sin(i / 9000) ** 2))
    const profiler = new NoiseProfiler(48000, 1)
    profiler.push([gusts], gusts.length)
    const profile = profiler.finish(new Float64Array(400), depthDb)
    assert.ok(profile && profile.unsteadyDb > 2, String(profile?.unsteadyDb))
    assert.equal(profile.params.depthDb, 0)
  })
  it('is none where nobody ever pauses', () => {
    const profiler = new NoiseProfiler(48000, 1)
    profiler.push([noise(13, 96000)], 96000)
    assert.equal(profiler.finish(new Float64Array(200).fill(1), depthDb), null)
  })
})

describeWithData(
  'recorded voices in noise, its profile learned from the pauses',
  function (this: Mocha.Suite) {
    this.timeout(600000)
    it('are nowhere less intelligible (ESTOI) at 0, 5, 10 and 15 dB, in any noise', () => {
      assert.ok(hasMaterial)
      for (const voice of voices(60, 9)) {
        for (const [place, bed] of [...madeNoises(), ...recordedNoises()].entries()) {
          for (const snrDb of [0, 5, 10, 15]) {
            // Every other noise at each level, in turns; the bench has them all.
            if ((place + snrDb / 5) % 2 > 0) continue
            const scene = noisyVoice(voice, bed, snrDb)
            const params = learned(scene)
            // Noise that is left alone leaves the voice as it was: the contract holds that.
            if (params.depthDb === 0) continue
            const before = estoi(scene.clean, scene.noisy, materialRateHz)
            const after = estoi(scene.clean, suppressed(scene.noisy, params), materialRateHz)
            assert.ok(after >= before, `${voice.name} in ${bed.name} at ${snrDb} dB: ${before} -> ${after}`)
          }
        }
      }
    })
    it('gain 4 dB of SI-SDR and more at 5 dB in stationary noise: the mean of voices, and none under 2', () => {
      for (const bed of madeNoises()) {
        const gains = voices(20, 4).map((voice) => {
          const scene = noisyVoice(voice, bed, 5)
          const out = suppressed(scene.noisy, learned(scene))
          return siSdr(scene.clean, out) - siSdr(scene.clean, scene.noisy)
        })
        const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
        assert.ok(mean >= 4 && Math.min(...gains) >= 2, `${bed.name}: ${gains.join(' ')}`)
      }
    })
  },
)
