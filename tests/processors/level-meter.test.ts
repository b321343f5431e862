// The level meter: what can be said by hand of floors, offsets and likeness.
import assert from 'node:assert/strict'
import { joined, noise, sine, speechLike } from '../signals'
import { run } from './run'

const read = (sound: Float32Array[], sampleRateHz = 48000) =>
  run('level-meter', {}, sound, { sampleRateHz }).readings

const near = (value: number, target: number, tolerance: number) =>
  assert.ok(Math.abs(value - target) <= tolerance, `${value}, not ${target} ±${tolerance}`)

const tone = (dbfs: number, seconds: number, rate = 48000) =>
  sine({ hz: 1000, dbfs, lengthSamples: seconds * rate, sampleRateHz: rate })

describe('the level meter', () => {
  it('finds the room tone between words: half a second at -63 dB RMS in a minute of voice', () => {
    for (const rate of [44100, 48000]) {
      const voice = speechLike(1, 20 * rate, rate).map((value) => value + 0.01)
      const room = tone(-60, 0.5, rate)
      const { noiseFloorDbfs } = read([joined(voice, room, voice)], rate)
      near(noiseFloorDbfs, -63.01, 0.1)
    }
  })
  it('does not take a gap of 0.3 s for the floor', () => {
    const { noiseFloorDbfs } = read([joined(tone(-20, 3), tone(-80, 0.3), tone(-20, 3))])
    assert.ok(noiseFloorDbfs > -40, String(noiseFloorDbfs))
  })
  it('takes all channels together for the floor, and all of a sound shorter than 0.4 s', () => {
    near(read([tone(-60, 2), new Float32Array(96000)]).noiseFloorDbfs, -66.02, 0.01)
    near(read([tone(-20, 0.2)]).noiseFloorDbfs, -23.01, 0.05)
  })
  it('says how much of a sound is digital silence', () => {
    const { silencePercent, noiseFloorDbfs } = read([joined(tone(-20, 3), new Float32Array(48000))])
    near(silencePercent, 25, 0.1)
    assert.equal(noiseFloorDbfs, -Infinity)
  })
  it('reads an offset of -26 dB under a tone', () => {
    const x = tone(-20, 2).map((value) => value - 0.05)
    near(read([tone(-20, 2), x]).dcOffset, -0.05, 1e-6)
  })
  it('finds the second of a song that is out of phase', () => {
    const mono = noise(3, 10 * 48000, 0.5)
    const right = mono.map((value, i) => (i > 5 * 48000 && i < 6 * 48000 ? -value : value))
    const { correlation, lowestCorrelation } = read([mono, right])
    near(correlation, 0.8, 0.01)
    near(lowestCorrelation, -1, 0.001)
  })
  it('does not call what is inaudible out of phase', () => {
    const loud = noise(1, 96000, 0.5)
    const soft = noise(2, 96000, 1e-4)
    const { lowestCorrelation } = read([
      joined(loud, soft),
      joined(
        loud,
        soft.map((value) => -value),
      ),
    ])
    assert.ok(lowestCorrelation > 0.99, String(lowestCorrelation))
  })
  it('is 1 for one channel and for the same on two, 0 for strangers', () => {
    const [a, b] = [noise(1, 96000), noise(2, 96000)]
    assert.equal(read([a]).lowestCorrelation, 1)
    near(read([a, a]).lowestCorrelation, 1, 1e-9)
    near(read([a, b]).correlation, 0, 0.01)
  })
})
