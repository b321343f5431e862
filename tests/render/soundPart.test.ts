// A file is measured in parts at once: what they say together is what the whole says.
import assert from 'node:assert/strict'
import { typescriptEngine } from '../../dsp-core/processors/engine'
import { joinSoundParts, SoundMeasure } from '../../dsp-core/render/measureSound'
import { SoundJob } from '../../dsp-core/render/soundJob'
import type { SoundPart } from '../../dsp-core/render/soundPart'
import type { Stretch } from '../../dsp-core/render/stretches'
import { pinkNoise, sine } from '../signals'

const sampleRateHz = 44100
const setup = { sampleRateHz, channels: 2 }

const cutAt = (ends: number[]): Stretch[] =>
  ends.map((endSample, index) => ({ startSample: index ? ends[index - 1] : 0, endSample }))

const partOf = (sound: Float32Array[], stretch: Stretch): SoundPart => {
  const request = { kind: 'sound' as const, media: '', ...setup, lengthSamples: sound[0].length, stretch }
  const job = new SoundJob(request, typescriptEngine)
  for (let block = 0; ; block++) {
    const [{ startSample, lengthSamples }] = job.needs(block)
    const heard = sound.map((channel) => channel.slice(startSample, startSample + lengthSamples))
    const value = job.run(block, [heard])
    if (value.kind === 'sound' && value.part) return value.part
  }
}

const check = (sound: Float32Array[], stretches: Stretch[]): void => {
  const whole = new SoundMeasure(setup)
  whole.push(sound, sound[0].length)
  const wanted = whole.result()
  const { measurement, energies } = joinSoundParts(
    stretches.map((stretch) => partOf(sound, stretch)),
    setup,
  )
  assert.equal(energies.length, Math.floor((sound[0].length * 100) / sampleRateHz))
  for (const name of Object.keys(wanted) as (keyof typeof wanted)[]) {
    const [a, b] = [measurement[name], wanted[name]].map((value) => [value].flat())
    assert.equal(a.length, b.length)
    a.forEach((value, i) =>
      assert.ok(value === b[i] || Math.abs(value - b[i]) < 1e-6, `${name}: ${value}, ${b[i]}`),
    )
  }
}

describe('a sound measured in parts', () => {
  const lengthSamples = 7 * sampleRateHz + 1234
  const stretches = cutAt([2 * sampleRateHz, 3 * sampleRateHz, 6 * sampleRateHz, lengthSamples])

  it('reads as the whole does: noise that rises by 20 dB', () => {
    const rising = (seed: number) =>
      pinkNoise(seed, lengthSamples, 0.5).map((x, i) => x * (0.1 + (0.9 * i) / lengthSamples))
    check([rising(1), rising(2)], stretches)
  })
  it('finds no peak at an edge that is not there: a tone near a quarter of the rate, just out of phase', () => {
    const tone = sine({ hz: 11024, dbfs: -3, lengthSamples, sampleRateHz, phaseDegrees: 45 })
    check([tone, tone.map((x) => -0.5 * x)], stretches)
  })
  it('finds the peak that lies between the last sample of a part and the first of the next', () => {
    const sound = new Float32Array(lengthSamples)
    sound.fill(0.7, 3 * sampleRateHz - 2, 3 * sampleRateHz + 2)
    check([sound, new Float32Array(lengthSamples)], stretches)
  })
  it('reads a constant and silence as the whole does', () => {
    check([new Float32Array(lengthSamples).fill(0.25), new Float32Array(lengthSamples)], stretches)
  })
})
