// What de-click promises beyond the contract.
import assert from 'node:assert/strict'
import { gainOf, noise, rmsOf, sine, speechLike } from '../signals'
import { describeWithRecordings, energyOf, medianOf, ratioDb, recordedSounds, snrDb } from './recorded'
import { run, runInStep } from './run'

/** Clicks of 1 to 60 samples (1.3 ms), 2 to 8 times the sound's RMS, about 20 a second, and where they begin. */
const clicks = (x: Float32Array, seed: number): { sound: Float32Array; begins: number[] } => {
  const chance = noise(seed, 20000)
  const sound = new Float32Array(x.length)
  const begins: number[] = []
  const rms = rmsOf(x)
  let at = 0
  for (let t = 3000; t < x.length - 3000; t += 2400 + Math.floor(1200 * chance[at++])) {
    const length = 1 + Math.floor(chance[at++] ** 2 * 60)
    const height = rms * (2 + 6 * Math.abs(chance[at++])) * Math.sign(chance[at++])
    for (let i = 0; i < length; i++) {
      const shape = length === 1 ? 1 : Math.cos((Math.PI * i) / (2 * length)) * (0.6 + 0.4 * chance[at++])
      sound[t + i] = height * shape
    }
    begins.push(t)
  }
  return { sound, begins }
}

const added = (a: Float32Array, b: Float32Array) => a.map((value, i) => value + b[i])

const gainOfRepair = (x: Float32Array, seed: number): number => {
  const { sound } = clicks(x, seed)
  const repaired = runInStep('de-click', {}, [added(x, sound)]).sound[0]
  return snrDb(repaired, x) - ratioDb(energyOf(x), energyOf(sound))
}

/** A hi-hat: noise above 7 kHz or so, there at once, gone in 40 ms. */
const hiHats = (lengthSamples: number): Float32Array => {
  const hiss = noise(4, lengthSamples, 0.5)
  return hiss.map((value, i) =>
    i % 12000 < 200 ? 0 : (value - (hiss[i - 1] ?? 0)) * Math.exp(-((i % 12000) - 200) / 1900),
  )
}

describe('de-click', function () {
  this.timeout(240000)
  it('takes single samples out of a tone and puts back what was there, within -55 dB', () => {
    const x = sine({ hz: 440, dbfs: -12, lengthSamples: 48000 })
    const broken = x.slice()
    for (let i = 5000; i < 46000; i += 4111) broken[i] = 0.9
    const { sound, readings } = runInStep('de-click', {}, [broken])
    assert.ok(snrDb(sound[0], x) > 55, String(snrDb(sound[0], x)))
    assert.ok(readings.repairedPercent > 0.05 && readings.repairedPercent < 1)
  })
  it('fills 1.4 ms that are lost in a voice-like sound, and leaves all else bit for bit', () => {
    const x = speechLike(3, 96000).map((value) => 0.3 * value)
    const broken = x.slice()
    broken.set(noise(5, 66, 0.9), 30000)
    const { sound } = runInStep('de-click', {}, [broken])
    assert.deepEqual(sound[0].subarray(0, 29980), x.subarray(0, 29980))
    assert.deepEqual(sound[0].subarray(30110), x.subarray(30110))
    const lost = energyOf(broken.map((value, i) => value - x[i]))
    const left = ratioDb(energyOf(sound[0].map((value, i) => value - x[i])), lost)
    assert.ok(left < -15, String(left))
  })
  it('removes only as much as its depth says', () => {
    const x = new Float32Array(20000)
    x[9000] = 0.8
    const { sound } = runInStep('de-click', { depthDb: 12 }, [x])
    assert.ok(Math.abs(sound[0][9000] / (0.8 * gainOf(-12)) - 1) < 0.02, String(sound[0][9000]))
  })
  it('does not touch hi-hats: they do not end as clicks do', () => {
    const x = hiHats(96000)
    assert.deepEqual(runInStep('de-click', {}, [x]).sound[0], x)
  })
  it('does not touch a longer burst than it was told to', () => {
    const x = speechLike(6, 48000).map((value) => 0.05 * value)
    const burst = x.slice()
    burst.set(noise(2, 240, 0.5), 20000)
    const { sound } = runInStep('de-click', { longestMs: 2 }, [burst])
    assert.ok(snrDb(sound[0], burst) > 40)
  })
  it('takes bounded time for noise that is nothing but clicks', () => {
    const calm = speechLike(1, 96000)
    const crackle = calm.map((value, i) => (i % 97 < 2 ? 0.9 * Math.sign(value + 0.01) : value))
    const time = (x: Float32Array) => {
      const before = process.cpuUsage()
      run('de-click', { thresholdDb: 6 }, [x])
      return process.cpuUsage(before).user
    }
    time(calm)
    assert.ok(time(crackle) < 4 * time(calm) + 20000)
  })
})

describeWithRecordings('de-click on recordings', function () {
  it('makes speech with 20 clicks a second cleaner by 9 dB (median), and none less clean than it was', () => {
    const gains = recordedSounds('speech', 12, 4).map((x, i) => gainOfRepair(x, i + 1))
    assert.ok(medianOf(gains) >= 9 && Math.min(...gains) > 0, gains.map((g) => g.toFixed(1)).join(' '))
  }).timeout(240000)
  it('makes music with clicks cleaner by 8 dB (median)', () => {
    const gains = recordedSounds('music', 4, 4).map((x, i) => gainOfRepair(x, i + 51))
    assert.ok(medianOf(gains) >= 8 && Math.min(...gains) > 0, gains.map((g) => g.toFixed(1)).join(' '))
  }).timeout(240000)
  it('changes clean speech by less than -60 dB in 9 of 10 recordings, never by more than -30', () => {
    const changes = recordedSounds('speech', 5, 4)
      .map((x) => run('de-click', {}, [x]).readings.amountRemovedDb)
      .sort((a, b) => a - b)
    const shown = changes.map((c) => c.toFixed(0)).join(' ')
    assert.ok(changes[Math.floor(0.9 * changes.length)] < -60 && changes[changes.length - 1] < -30, shown)
  }).timeout(240000)
  it('changes music without clicks, drums and all, by less than -35 dB in 4 of 5 pieces', () => {
    const changes = recordedSounds('music', 1, 4)
      .map((x) => run('de-click', {}, [x]).readings.amountRemovedDb)
      .sort((a, b) => a - b)
    const shown = changes.map((c) => c.toFixed(0)).join(' ')
    assert.ok(changes[Math.floor(0.8 * changes.length)] < -35 && changes[changes.length - 1] < -20, shown)
  }).timeout(240000)
})
