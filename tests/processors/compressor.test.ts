// What the compressor promises beyond the contract: its curve and its times, measured.
import assert from 'node:assert/strict'
import { constant, dbOf, gainOf, joined, largestDifference, noise, peakOf, sine } from '../signals'
import { run, runInStep } from './run'

/** Level of a steady tone that comes out, dB of its peak. */
const steadyLevel = (params: Record<string, number>, dbfs: number, hz = 1000) => {
  const { sound } = run('compressor', params, [sine({ hz, dbfs, lengthSamples: 48000 })])
  return dbOf(peakOf(sound[0], 40000))
}

/** The published formula (Giannoulis et al., eq. 4). */
const curve = (level: number, threshold: number, ratio: number, knee: number): number => {
  const over = level - threshold
  if (2 * over <= -knee) return level
  if (2 * over >= knee) return threshold + over / ratio
  return level + ((1 / ratio - 1) * (over + knee / 2) ** 2) / (2 * knee)
}

/** Samples of gain in dB: a constant makes the gain readable. */
const gains = (params: Record<string, number>, levels: [number, number][]): Float64Array => {
  const x = joined(...levels.map(([lengthSamples, dbfs]) => constant(lengthSamples, gainOf(dbfs))))
  const { sound } = run('compressor', { rmsMs: 0, ...params }, [x])
  return Float64Array.from(x, (value, i) => dbOf(sound[0][i] / value))
}

/** Milliseconds after `from` until 63 % of the way between the values at `from` and at the end. */
const timeTo63 = (gain: Float64Array, from: number): number => {
  const start = gain[from]
  const aim = start + (1 - Math.exp(-1)) * (gain[gain.length - 1] - start)
  const rising = aim > start
  let i = from
  while (rising ? gain[i] < aim : gain[i] > aim) i++
  return (i - from) / 48
}

describe('the compressor', () => {
  it('follows its published curve within 0.05 dB, knee included, looking at peaks', () => {
    for (const [thresholdDb, ratio, kneeDb] of [
      [-20, 4, 0],
      [-20, 4, 12],
      [-30, 2, 6],
      [-10, 20, 24],
      [-40, 1.5, 3],
    ]) {
      for (let level = -50; level <= 0; level += 2.5) {
        const params = { thresholdDb, ratio, kneeDb, rmsMs: 0, attackMs: 0.1, releaseMs: 3000 }
        const measured = steadyLevel(params, level, 12000)
        assert.ok(
          Math.abs(measured - curve(level, thresholdDb, ratio, kneeDb)) < 0.05,
          `${level} dB: ${measured}`,
        )
      }
    }
  })
  it('looks at RMS 3 dB under the peak of a tone, so it compresses that much later', () => {
    const params = { thresholdDb: -20, ratio: 4, kneeDb: 0, rmsMs: 20, attackMs: 1, releaseMs: 500 }
    for (const level of [-30, -20, -10, -3]) {
      const wanted = curve(level - 3.01, -20, 4, 0) + 3.01
      assert.ok(Math.abs(steadyLevel(params, level) - wanted) < 0.1, String(steadyLevel(params, level)))
    }
  })
  it('reaches 63 % of a reduction in its attack time and gives 63 % back in its release time, within 5 %', () => {
    const params = { ratio: 20, kneeDb: 0, thresholdDb: -20 }
    for (const [attackMs, releaseMs] of [
      [2, 50],
      [10, 300],
      [50, 1000],
    ]) {
      // Wherever in a control step the sound changes.
      for (let late = 0; late < 8; late++) {
        const [soft, loud] = [4800 + late, 48000 + late]
        const gain = gains({ ...params, attackMs, releaseMs }, [
          [soft, -40],
          [48000, -8],
        ])
        const down = timeTo63(gain, soft)
        assert.ok(Math.abs(down / attackMs - 1) < 0.05, `${down} ms, not ${attackMs}`)
        const back = gains({ ...params, attackMs, releaseMs }, [
          [loud, -8],
          [releaseMs * 48 * 8, -40],
        ])
        const up = timeTo63(back, loud)
        assert.ok(Math.abs(up / releaseMs - 1) < 0.05, `${up} ms, not ${releaseMs}`)
      }
    }
  })
  it('looking at RMS takes its window longer, and follows a tone without rippling at its period', () => {
    const x = joined(
      sine({ hz: 100, dbfs: -40, lengthSamples: 4800 }),
      sine({ hz: 100, dbfs: -6, lengthSamples: 96000 }),
    )
    const params = { ratio: 20, kneeDb: 0, thresholdDb: -30, attackMs: 1, releaseMs: 5 }
    const ripple = (rmsMs: number) => {
      const { sound } = run('compressor', { ...params, rmsMs }, [x])
      const levels = Array.from({ length: 40 }, (_, i) => {
        const at = 90000 + i * 48
        return dbOf(Math.abs(sound[0][at] / x[at]))
      }).filter(Number.isFinite)
      return Math.max(...levels) - Math.min(...levels)
    }
    assert.ok(ripple(0) > 2 && ripple(50) < 0.1, `${ripple(0)}, ${ripple(50)}`)
  })
  it('is no other than its input below the threshold, to the last bit, whatever the look-ahead', () => {
    const x = noise(3, 24000, 0.05)
    for (const lookAheadMs of [0, 5]) {
      const { sound } = runInStep('compressor', { thresholdDb: -10, ratio: 20, kneeDb: 6, lookAheadMs }, [x])
      assert.equal(largestDifference(sound[0], x), 0)
    }
  })
  it('with look-ahead has already turned down when the loud part comes', () => {
    const x = joined(constant(9600, gainOf(-40)), constant(9600, gainOf(-6)))
    const params = { thresholdDb: -20, ratio: 20, kneeDb: 0, rmsMs: 0, attackMs: 1 }
    const late = runInStep('compressor', params, [x]).sound[0]
    const early = runInStep('compressor', { ...params, lookAheadMs: 5 }, [x]).sound[0]
    assert.ok(dbOf(late[9600]) > -7)
    assert.ok(dbOf(early[9600]) < -18)
  })
  it('is driven by the side-chain where there is one, in blocks of any size', () => {
    const main = [constant(20000, 0.1), constant(20000, 0.1)]
    const silent = [new Float32Array(20000)]
    const loud = [joined(new Float32Array(10000), constant(10000, 0.5))]
    const params = { thresholdDb: -30, ratio: 10, attackMs: 1, rmsMs: 0 }
    assert.ok(
      largestDifference(run('compressor', params, main, { sidechain: silent }).sound[0], main[0]) === 0,
    )
    const driven = run('compressor', params, main, { sidechain: loud }).sound[0]
    assert.equal(driven[9999], main[0][9999])
    assert.ok(driven[19999] < 0.02)
    assert.deepEqual(run('compressor', params, main, { sidechain: loud, blockSamples: 333 }).sound[0], driven)
  })
  it('does not hear rumble with the detector high-pass on', () => {
    const params = { thresholdDb: -30, ratio: 4, rmsMs: 10 }
    const rumble = sine({ hz: 30, dbfs: -6, lengthSamples: 48000 })
    const deaf = run('compressor', { ...params, sidechainHighPassHz: 300 }, [rumble]).readings
    const hearing = run('compressor', params, [rumble]).readings
    assert.ok(deaf.gainReductionDb < 1 && hearing.gainReductionDb > 10, JSON.stringify([deaf, hearing]))
  })
  it('keeps the stereo image: one gain for both channels', () => {
    const [left, right] = [noise(1, 24000, 0.8), noise(2, 24000, 0.05)]
    const { sound } = run('compressor', { thresholdDb: -30, ratio: 4 }, [left, right])
    for (let i = 1000; i < 24000; i++) {
      if (Math.abs(left[i]) < 0.05 || Math.abs(right[i]) < 0.005) continue
      assert.ok(Math.abs(sound[0][i] / left[i] - sound[1][i] / right[i]) < 1e-4)
    }
  })
  it('adds makeup gain from the first sample on', () => {
    const { sound } = run('compressor', { ratio: 1, makeupDb: 6 }, [constant(100, 0.1)])
    assert.ok(Math.abs(dbOf(sound[0][0] / 0.1) - 6) < 0.001)
  })
})
