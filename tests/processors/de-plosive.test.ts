// What de-plosive promises beyond the contract.
import assert from 'node:assert/strict'
import { noise, rmsOf, sine } from '../signals'
import { describeWithRecordings, energyOf, medianOf, ratioDb, recordedSounds } from './recorded'
import { runInStep } from './run'

/** Four poles. */
const below = (hz: number, x: Float32Array): Float32Array => {
  const share = 1 - Math.exp((-2 * Math.PI * hz) / 48000)
  const poles = [0, 0, 0, 0]
  return x.map((value) => poles.reduce((input, pole, i) => (poles[i] = pole + share * (input - pole)), value))
}

const burstSamples = 5000

/** Breath: noise below 50 Hz, there within 8 ms, gone with 30; its peak level 10 dB over the voice's RMS. */
const bursts = (x: Float32Array, seed: number): { sound: Float32Array; begins: number[] } => {
  const breath = below(50, noise(seed, x.length))
  const height = (3 * rmsOf(x)) / rmsOf(breath)
  const sound = new Float32Array(x.length)
  const begins: number[] = []
  for (let t = 24000; t < x.length - 9000; t += 31000) {
    begins.push(t)
    for (let i = 0; i < burstSamples; i++) {
      const ms = i / 48
      sound[t + i] = height * breath[t + i] * (ms < 8 ? ms / 8 : Math.exp(-(ms - 8) / 30))
    }
  }
  return { sound, begins }
}

/** Energy below 150 Hz while the bursts last. */
const lowEnergy = (x: Float32Array, begins: number[]): number => {
  const low = below(150, x)
  return begins.reduce((sum, t) => sum + energyOf(low, t, t + burstSamples), 0)
}

const withBursts = (x: Float32Array, seed: number) => {
  const { sound, begins } = bursts(x, seed)
  const broken = x.map((value, i) => value + sound[i])
  const { sound: out } = runInStep('de-plosive', {}, [broken])
  return ratioDb(lowEnergy(out[0], begins), lowEnergy(broken, begins))
}

/** Three harmonics in syllables of a quarter of a second. */
const voice = (hz: number, lengthSamples: number): Float32Array =>
  Float32Array.from({ length: lengthSamples }, (_, i) => {
    const turn = (2 * Math.PI * hz * i) / 48000
    const sum = 0.08 * Math.sin(turn) + 0.1 * Math.sin(2 * turn) + 0.06 * Math.sin(3 * turn)
    return sum * Math.sin((Math.PI * i) / 12000) ** 2
  })

describe('de-plosive', () => {
  it('lowers bursts by 5 dB and more below 150 Hz, and the sound above 300 Hz by less than 0.3', () => {
    const x = voice(130, 192000)
    const change = withBursts(x, 5)
    assert.ok(change < -5, String(change))
    const tone = sine({ hz: 400, dbfs: -20, lengthSamples: 96000 })
    const { sound: burst } = bursts(tone, 6)
    const out = runInStep('de-plosive', {}, [tone.map((v, i) => v + burst[i])]).sound[0]
    const alone = runInStep('de-plosive', { depthDb: 0 }, [tone]).sound[0]
    const at400 = (y: Float32Array) => {
      let [re, im] = [0, 0]
      for (let i = 24000; i < 28800; i++) {
        re += y[i] * Math.cos((2 * Math.PI * 400 * i) / 48000)
        im += y[i] * Math.sin((2 * Math.PI * 400 * i) / 48000)
      }
      return 20 * Math.log10(Math.hypot(re, im))
    }
    assert.ok(Math.abs(at400(out) - at400(alone)) < 0.3, `${at400(out) - at400(alone)}`)
  })
  it('leaves a deep voice alone, and steady rumble', () => {
    const deep = voice(90, 96000)
    assert.deepEqual(runInStep('de-plosive', {}, [deep]).sound[0], deep)
    const rumble = below(60, noise(4, 192000))
    const { sound } = runInStep('de-plosive', {}, [rumble])
    const change = ratioDb(energyOf(sound[0], 48000), energyOf(rumble, 48000))
    assert.ok(change > -1, String(change))
  })
  it('has the shelf down when the burst comes: its first 10 ms are 6 dB softer, too', () => {
    const x = new Float32Array(48000)
    for (let i = 24000; i < 27000; i++) x[i] = 0.3 * Math.sin((2 * Math.PI * 50 * (i - 24000)) / 48000)
    const { sound } = runInStep('de-plosive', {}, [x])
    assert.ok(ratioDb(energyOf(sound[0], 24000, 24480), energyOf(x, 24000, 24480)) < -6)
  })
})

describeWithRecordings('de-plosive on recorded speech', () => {
  it('takes 6 dB (median) off the low end of bursts', () => {
    const changes = recordedSounds('speech', 6, 4).map((x, i) => withBursts(x, i + 1))
    assert.ok(medianOf(changes) < -6, changes.map((c) => c.toFixed(1)).join(' '))
  })
  it('changes the low end of speech without bursts by less than 1 dB in 9 of 10 recordings', () => {
    const changes = recordedSounds('speech', 5, 4)
      .map((x) => {
        const { sound } = runInStep('de-plosive', {}, [x])
        return Math.abs(ratioDb(energyOf(below(150, sound[0])), energyOf(below(150, x))))
      })
      .sort((a, b) => a - b)
    assert.ok(changes[Math.floor(0.9 * changes.length)] < 1, changes.map((c) => c.toFixed(1)).join(' '))
  })
})
