// What the saturator promises beyond the contract: its curves, what it leaves alone, and that nothing folds back.
import assert from 'node:assert/strict'
import { dbOf, gainOf, largestDifference, noise, peakOf, pinkNoise, sine } from '../signals'
import { linesOf } from '../spectrum'
import { run, runInStep } from './run'

const size = 65536

/** Two tones near 19 and 20 kHz that fill whole bins, together at full scale, and the bins where products may be. */
const twoTones = (sampleRateHz: number) => {
  const low = Math.round((19000 / sampleRateHz) * size)
  // Odd, so that what folds at a multiple of the rate falls beside what belongs there.
  const apart = 2 * Math.round((500 / sampleRateHz) * size) + 1
  const tone = (bin: number) =>
    sine({ hz: (bin * sampleRateHz) / size, dbfs: -6.0206, lengthSamples: 2 * size, sampleRateHz })
  const other = tone(low + apart)
  const products = new Set<number>()
  for (let order = -60; order <= 60; order++)
    for (let k = -200; k <= 200; k++) products.add(Math.abs(order * low + k * apart))
  return { x: tone(low).map((value, i) => value + other[i]), products }
}

const worstAlias = (params: Record<string, number>, sampleRateHz: number): number => {
  const { x, products } = twoTones(sampleRateHz)
  const lines = linesOf(run('saturator', params, [x], { sampleRateHz }).sound[0], size)
  const top = Math.min(size / 2, Math.floor((20000 / sampleRateHz) * size))
  return dbOf(
    lines.reduce((worst, line, bin) => (bin < top && !products.has(bin) ? Math.max(worst, line) : worst), 0),
  )
}

const soft = (v: number) => v / Math.sqrt(1 + v * v)
const clip = (v: number) => Math.min(1, Math.max(-1, v))

describe('the saturator', function () {
  this.timeout(240000)
  for (const rate of [44100, 48000, 96000]) {
    it(`keeps what folds back below -90 dBFS for full-scale tones of 19 and 20 kHz, at ${rate} Hz`, () => {
      for (const driveDb of [6, 24])
        for (const hardnessPercent of [0, 100])
          for (const asymmetryPercent of [0, 50]) {
            const params = { driveDb, hardnessPercent, asymmetryPercent }
            const alias = worstAlias(params, rate)
            assert.ok(alias < -90, `${alias} dBFS with ${JSON.stringify(params)}`)
          }
    })
  }
  it('as a clipper passes every bit of what stays under the ceiling, and of what is far from a peak', () => {
    const x = noise(1, 20000, 0.4)
    assert.deepEqual(runInStep('saturator', { driveDb: 0, hardnessPercent: 100 }, [x]).sound[0], x)
    x[10000] = 3
    const { sound } = runInStep('saturator', { driveDb: 0, hardnessPercent: 100 }, [x])
    assert.ok(sound[0][10000] < 1.5)
    assert.deepEqual(sound[0].slice(0, 9800), x.slice(0, 9800))
    assert.deepEqual(sound[0].slice(10200), x.slice(10200))
  })
  it('draws its curves within 0.02 dB of the ceiling: soft, hard and between', () => {
    const x = sine({ hz: 50, dbfs: 0, lengthSamples: 9600 })
    for (const [driveDb, ceilingDb] of [
      [0, 0],
      [6, -6],
      [12, -3],
    ])
      for (const hardnessPercent of [0, 40, 100]) {
        const params = { driveDb, ceilingDb, hardnessPercent }
        const { sound } = runInStep('saturator', params, [x])
        const [g, c, h] = [gainOf(driveDb), gainOf(ceilingDb), hardnessPercent / 100]
        const curve = x.map((value) => c * ((1 - h) * soft((g * value) / c) + h * clip((g * value) / c)))
        assert.ok(largestDifference(sound[0], curve) < 0.0025 * c, JSON.stringify(params))
      }
  })
  it('as a clipper keeps its ceiling within 0.01 dB on a low tone, and within 0.5 dB on noise 3 dB over it', () => {
    const over = (x: Float32Array, driveDb: number) => {
      const params = { driveDb, hardnessPercent: 100, ceilingDb: -1 }
      return dbOf(peakOf(run('saturator', params, [x]).sound[0])) + 1
    }
    assert.ok(Math.abs(over(sine({ hz: 60, dbfs: 0, lengthSamples: 48000 }), 12)) < 0.01)
    const pink = pinkNoise(3, 48000)
    const whole = pink.map((value) => value / peakOf(pink))
    assert.ok(over(whole, 3) < 0.5, String(over(whole, 3)))
  })
  it('makes odd harmonics only, until the halves are unequal: then even ones, and no constant', () => {
    const bin = 683
    const x = sine({ hz: (bin * 48000) / size, dbfs: -3, lengthSamples: 3 * size })
    const harmonics = (asymmetryPercent: number) => {
      const lines = linesOf(run('saturator', { driveDb: 9, asymmetryPercent }, [x]).sound[0], size)
      return [0, 2, 3].map((order) => dbOf(lines[order * bin] / lines[bin]))
    }
    const [, second, third] = harmonics(0)
    assert.ok(second < -120 && third > -30, `${second} ${third}`)
    const [constant, unequal] = harmonics(50)
    assert.ok(unequal > -30 && constant < -90, `${unequal} ${constant}`)
  })
  it('is gentle where it is quiet: a tone at -40 dBFS has a third harmonic below -80 dB, and all of its drive', () => {
    const bin = 683
    const x = sine({ hz: (bin * 48000) / size, dbfs: -40, lengthSamples: 2 * size })
    const lines = linesOf(run('saturator', { driveDb: 6 }, [x]).sound[0], size)
    assert.ok(Math.abs(dbOf(lines[bin]) - -34) < 0.01)
    assert.ok(dbOf(lines[3 * bin] / lines[bin]) < -80, String(dbOf(lines[3 * bin] / lines[bin])))
  })
  it('mixes in step: half of it is the mean of nothing and all of it', () => {
    const x = noise(5, 9000, 0.8)
    const [dry, half, whole] = [0, 50, 100].map(
      (mixPercent) => run('saturator', { driveDb: 12, mixPercent }, [x]).sound[0],
    )
    assert.ok(
      largestDifference(
        half,
        dry.map((value, i) => (value + whole[i]) / 2),
      ) < 1e-6,
    )
  })
  it('tells how much of the time the sound was over the ceiling', () => {
    const over = (dbfs: number) =>
      run('saturator', { driveDb: 0 }, [sine({ hz: 100, dbfs, lengthSamples: 48000 })]).readings
        .overCeilingPercent
    assert.equal(over(-1), 0)
    // |sin| > 1/2 for two thirds of the time.
    assert.ok(Math.abs(over(6.0206) - 66.67) < 0.3, String(over(6.0206)))
  })
})
