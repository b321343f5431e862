// What de-clip promises beyond the contract.
import assert from 'node:assert/strict'
import { gainOf, noise, peakOf, sine, speechLike } from '../signals'
import { describeWithRecordings, medianOf, recordedSounds, snrDb } from './recorded'
import { run, runInStep } from './run'

const clipped = (x: Float32Array, high: number, low: number): Float32Array =>
  x.map((value) => Math.max(-low, Math.min(high, value)))

/** Clipped on both sides so that what is left of the truth is `wantedDb` over what was lost. */
const clippedTo = (x: Float32Array, wantedDb: number): Float32Array => {
  let [low, high] = [0, peakOf(x)]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (snrDb(clipped(x, middle, middle), x) > wantedDb) high = middle
    else low = middle
  }
  return clipped(x, high, high)
}

const gainOfRepair = (x: Float32Array, wantedDb: number): number => {
  const broken = clippedTo(x, wantedDb)
  return snrDb(runInStep('de-clip', {}, [broken]).sound[0], x) - snrDb(broken, x)
}

/** Three tones that no period of the frame fits. */
const chord = (lengthSamples: number): Float32Array => {
  const tones = [220.7, 563.1, 1410.3].map((hz, i) => sine({ hz, dbfs: -8 - 3 * i, lengthSamples }))
  return tones[0].map((value, i) => value + tones[1][i] + tones[2][i])
}

describe('de-clip', function () {
  this.timeout(240000)
  it('gives a clipped chord its tops back, 20 dB closer to the truth', () => {
    const x = chord(48000)
    const broken = clipped(x, 0.5, 0.5)
    const { sound } = runInStep('de-clip', {}, [broken])
    const gain = snrDb(sound[0].slice(4000, 44000), x.slice(4000, 44000)) - snrDb(broken, x)
    assert.ok(gain > 20, String(gain))
  })
  it('finds the clipping of each side by itself, far below full scale', () => {
    const x = chord(48000).map((value) => 0.1 * value)
    for (const [high, low] of [
      [0.05, 1],
      [1, 0.05],
      [0.06, 0.045],
    ]) {
      const broken = clipped(x, high, low)
      const { sound, readings } = runInStep('de-clip', {}, [broken])
      const share = x.filter((value) => value > high || value < -low).length / x.length
      assert.ok(snrDb(sound[0], x) - snrDb(broken, x) > 15)
      assert.ok(Math.abs(readings.clippedPercent / (100 * share) - 1) < 0.1, `${readings.clippedPercent}`)
    }
  })
  it('finds it after 16 bits and a change of gain, too', () => {
    const x = chord(48000)
    const broken = clipped(x, 0.5, 0.5).map((value) => (Math.round(value * 32768) / 32768) * 0.37)
    const truth = x.map((value) => 0.37 * value)
    assert.ok(snrDb(runInStep('de-clip', {}, [broken]).sound[0], truth) - snrDb(broken, truth) > 15)
  })
  it('goes above full scale where the truth did, but no higher than it was told', () => {
    const x = chord(48000).map((value) => 2 * value)
    const broken = clipped(x, 1, 1)
    const free = peakOf(runInStep('de-clip', {}, [broken]).sound[0])
    const held = peakOf(runInStep('de-clip', { depthDb: 2 }, [broken]).sound[0])
    assert.ok(free > 0.95 * peakOf(x) && free < 1.1 * peakOf(x), `${free}, truth ${peakOf(x)}`)
    assert.ok(held <= gainOf(2) + 1e-5 && held > gainOf(1.9), String(held))
  })
  it('never leaves less than what was cut, and leaves all samples that were not cut bit for bit', () => {
    const x = speechLike(4, 48000)
    const broken = clipped(x, 0.25, 0.3)
    const { sound, readings } = runInStep('de-clip', {}, [broken])
    assert.ok(readings.clippedPercent > 0.5)
    sound[0].forEach((value, i) => {
      if (x[i] > 0.25) assert.ok(value >= 0.2499)
      else if (x[i] < -0.3) assert.ok(value <= -0.2999)
      else if (x[i] < 0.2499 && x[i] > -0.2999) assert.equal(value, x[i])
    })
  })
  it('takes low tones, noise and full scale between samples for no clipping', () => {
    const sounds = [
      sine({ hz: 20, dbfs: 0, lengthSamples: 48000 }),
      sine({ hz: 60, dbfs: -0.1, lengthSamples: 48000 }),
      sine({ hz: 997, dbfs: 0, lengthSamples: 48000 }).map((v) => Math.round(v * 32767) / 32768),
      noise(3, 48000, 1),
      speechLike(5, 48000),
    ]
    for (const x of sounds) assert.deepEqual(runInStep('de-clip', {}, [x]).sound[0], x)
  })
  it('takes bounded time however much is clipped', () => {
    const time = (x: Float32Array) => {
      const before = process.cpuUsage()
      run('de-clip', {}, [x])
      return process.cpuUsage(before).user / 1000
    }
    // 8 us per sample, in plain TypeScript on a slow machine: one channel in less than half of its own time.
    for (const share of [0.1, 0.3, 0.6]) {
      const x = clipped(chord(48000), share, share)
      assert.ok(time(x) < 500, `${share}: ${time(x)} ms for a second`)
    }
  })
})

describeWithRecordings('de-clip on recorded speech', () => {
  // One of them had its tops squeezed before: to give them back moves it away from its own truth.
  it('comes 9 dB closer to the truth from 15 dB, and 6 dB from 10 dB (medians)', () => {
    const speech = recordedSounds('speech', 12, 4)
    for (const [clippedDb, wantedDb] of [
      [20, 10],
      [15, 9],
      [10, 6],
    ]) {
      const gains = speech.map((x) => gainOfRepair(x, clippedDb))
      assert.ok(
        medianOf(gains) >= wantedDb && gains.filter((g) => g < 0).length <= 1,
        gains.map((g) => g.toFixed(1)).join(' '),
      )
    }
  }).timeout(240000)
  it('finds nothing in speech that is not clipped', () => {
    const changed = recordedSounds('speech', 5, 4).filter(
      (x) => run('de-clip', {}, [x]).readings.clippedPercent > 0.001,
    )
    assert.equal(changed.length, 0)
  }).timeout(240000)
  it('changes music that is not clipped by less than -80 dB', () => {
    const changes = recordedSounds('music', 2, 4).map((x) => run('de-clip', {}, [x]).readings.amountRemovedDb)
    assert.ok(Math.max(...changes) < -80, changes.map((c) => c.toFixed(0)).join(' '))
  }).timeout(240000)
})
