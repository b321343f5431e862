// The forecast of loudness after gain and limiter, held against the limiter itself; and the search for a gain by it.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { integratedLufs } from '../../dsp-core/processors/loudness-meter/gating'
import { createLoudnessMeter } from '../../dsp-core/processors/loudness-meter/loudnessMeter'
import { gainTowards, limiterForecast } from '../../dsp-core/render/limiterForecast'
import { PeakLine } from '../../dsp-core/render/peakLine'
import { engines } from '../engines'
import { Chance } from '../listen/chance'
import { madeSpeech } from '../listen/madeSounds'
import { noise } from './madePlans'

const rateHz = 48000
const lengthSamples = 20 * rateHz
const settings = { ceilingDbtp: -1, releaseMs: 80 }

/** Words of different loudness, so that a limiter has peaks to hold. */
const programme = madeSpeech(new Chance(3), rateHz, 20).map((x, i) => x * (1 + (Math.floor(i / rateHz) % 4)))

const linesOf = (sound: Float32Array) => {
  const meter = createLoudnessMeter({ sampleRateHz: rateHz, channels: 1 })
  const peaks = new PeakLine(rateHz)
  meter.push([sound], sound.length)
  peaks.push([sound], sound.length)
  return { energies: meter.finish(), peaks: peaks.take(true) }
}

const lufsAfterLimiter = (gainDb: number): number => {
  const sound = programme.map((x) => x * 10 ** (gainDb / 20))
  const setup = { sampleRateHz: rateHz, channels: 1, maxBlock: lengthSamples }
  engines.simd().createProcessor('limiter', settings, setup).process([sound], lengthSamples)
  return integratedLufs(linesOf(sound).energies)
}

describe('The forecast of a limiter', () => {
  const lines = linesOf(programme)
  const plainLufs = integratedLufs(lines.energies)
  const forecastAt = limiterForecast(lines, settings)

  it('is exact where nothing is limited', () => {
    const forecast = forecastAt(-6)
    assert.ok(Math.abs(forecast - (plainLufs - 6)) < 1e-5, `${forecast}`)
  })

  for (const gainDb of [3, 6, 9, 12])
    it(`at ${gainDb} dB of gain is within 0.2 LU of what the limiter makes`, () => {
      const made = lufsAfterLimiter(gainDb)
      assert.ok(made < plainLufs + gainDb - 0.05 || gainDb === 3, 'the limiter has nothing to do')
      const forecast = forecastAt(gainDb)
      assert.ok(Math.abs(forecast - made) < 0.2, `${forecast} for ${made}`)
    })

  it('leads to the target in two renders: the second knows what the first one missed', () => {
    const target = plainLufs + 5
    const first = gainTowards(target, plainLufs, forecastAt)
    const missed = lufsAfterLimiter(first) - forecastAt(first)
    const second = gainTowards(target - missed, plainLufs, forecastAt)
    const made = lufsAfterLimiter(second)
    assert.ok(Math.abs(made - target) < 0.02, `${made} for ${target}`)
  })
})

describe('The search for a gain', () => {
  it('finds it for any target that the limiter lets through', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: -5, noNaN: true }), (target) => {
        // A limiter that takes half of what stands over -10 LUFS.
        const lufsAt = (gainDb: number): number => {
          const lufs = -23 + gainDb
          return lufs < -10 ? lufs : -10 + (lufs + 10) / 2
        }
        assert.ok(Math.abs(lufsAt(gainTowards(target, -23, lufsAt)) - target) < 0.001)
      }),
    )
  })

  it('stops where more gain makes nothing louder, stays within 60 dB, and leaves silence alone', () => {
    assert.ok(gainTowards(-5, -23, (gainDb) => Math.min(-10, -23 + gainDb)) < 30)
    assert.equal(
      gainTowards(-5, -90, (gainDb) => -90 + gainDb),
      60,
    )
    assert.equal(
      gainTowards(-16, -Infinity, () => -Infinity),
      0,
    )
  })
})

describe('The line of peaks', () => {
  it('is the same however the sound is cut, four peaks for each step of loudness', () => {
    for (const sampleRateHz of [44100, 48000, 11025]) {
      const sound = noise(sampleRateHz * 2 + 123)
      const whole = new PeakLine(sampleRateHz)
      whole.push([sound], sound.length)
      const expected = whole.take(true)
      assert.equal(expected.length, Math.ceil(sound.length / (sampleRateHz / 400)))
      const cut = new PeakLine(sampleRateHz)
      const found: number[] = []
      for (let at = 0, n = 1; at < sound.length; at += n, n = (n * 7) % 1999) {
        const piece = sound.subarray(at, at + n)
        cut.push([piece], piece.length)
        found.push(...cut.take(false))
      }
      found.push(...cut.take(true))
      assert.deepEqual(Float32Array.from(found), expected)
      for (const open of Object.values(engines)) {
        const engine = open()
        const lent = engine.createSound(2, sound.length)
        lent[1].set(sound)
        const inEngine = new PeakLine(sampleRateHz, engine.vectors)
        for (
          let at = 0, n = 8192;
          at < sound.length;
          at += n, n = Math.min(8192 + (at % 5), sound.length - at)
        )
          inEngine.push(
            lent.map((channel) => channel.subarray(at, at + n)),
            Math.min(n, sound.length - at),
          )
        assert.deepEqual(inEngine.take(true), expected)
      }
      const loudest = sound.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
      assert.equal(Math.max(...expected), loudest)
    }
  })
})
