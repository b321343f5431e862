// What de-hum promises beyond the contract.
import assert from 'node:assert/strict'
import { noise, sine } from '../signals'
import { describeWithRecordings, differenceOf, energyOf, medianOf, ratioDb, recordedSounds } from './recorded'
import { run } from './run'

const second = 48000

/** Nine harmonics, from -40 dBFS down; the fundamental drifts by 0.04 Hz from beginning to end. */
const hum = (hz: number, lengthSamples: number): Float32Array => {
  let turn = 0
  return Float32Array.from({ length: lengthSamples }, (_, i) => {
    turn += (2 * Math.PI * (hz + (0.04 * i) / lengthSamples)) / second
    let sum = 0
    for (let k = 1; k <= 9; k++) sum += (0.01 / k) * Math.sin(k * turn + k * k)
    return sum
  })
}

describe('de-hum', function () {
  this.timeout(240000)
  for (const hz of [46.5, 50.03, 60.02]) {
    it(`finds ${hz} Hz within 0.02 Hz while it drifts, and lowers nine harmonics by 25 dB`, () => {
      const x = hum(hz, 14 * second)
      const { sound, readings } = run('de-hum', {}, [x])
      assert.ok(Math.abs(readings.fundamentalHz - hz - 0.04) < 0.02, String(readings.fundamentalHz))
      const change = ratioDb(energyOf(sound[0], 8 * second), energyOf(x, 8 * second))
      assert.ok(change < -25, String(change))
    })
  }
  it('lowers it by no more than its depth', () => {
    const x = hum(50, 14 * second)
    const { sound } = run('de-hum', { depthDb: 10 }, [x])
    const change = ratioDb(energyOf(sound[0], 8 * second), energyOf(x, 8 * second))
    assert.ok(Math.abs(change + 10) < 1, String(change))
  })
  it('leaves noise, a gliding voice and a note of 3 s bit for bit', () => {
    const length = 8 * second
    let turn = 0
    const glide = Float32Array.from({ length }, (_, i) => {
      turn += (2 * Math.PI * (110 + 15 * Math.sin((2 * Math.PI * i) / (2 * second)))) / second
      return 0.1 * (Math.sin(turn) + Math.sin(2 * turn) + 0.5 * Math.sin(3 * turn))
    })
    const note = new Float32Array(length)
    note.set(sine({ hz: 110, dbfs: -20, lengthSamples: 3 * second }), second)
    for (const x of [noise(1, length, 0.3), glide, note]) {
      const { sound, readings } = run('de-hum', {}, [x])
      assert.equal(readings.fundamentalHz, 0)
      assert.deepEqual(sound[0], x)
    }
  })
  it('is silent half a second after a clip with hum has ended', () => {
    const x = new Float32Array(10 * second)
    x.set(hum(50, 8 * second))
    const { sound } = run('de-hum', {}, [x])
    assert.equal(energyOf(sound[0], 8.5 * second), 0)
  })
})

describeWithRecordings('de-hum on recorded speech', function () {
  it('changes nine in ten of the voices in which the hum meter finds no hum by less than -40 dB', () => {
    const changes = recordedSounds('speech', 1, 12)
      .filter((x) => run('hum-meter', {}, [x]).readings.humLinesCount === 0)
      .map((x) => run('de-hum', {}, [x]).readings.amountRemovedDb)
    const loud = changes.filter((change) => change >= -40)
    assert.ok(
      changes.length > 0 && loud.length <= 0.1 * changes.length,
      changes.map((c) => c.toFixed(0)).join(' '),
    )
  })
  for (const [title, params, lowest] of [
    ['by 9 dB (median) when it has to be found', {}, -9],
    ['by 12 dB (median) when its fundamental is given', { fundamentalHz: 50 }, -12],
  ] as const) {
    it(`lowers a drifting hum 20 dB under the voice ${title}, from the eighth second on`, () => {
      const changes = recordedSounds('speech', 2, 12).map((x) => {
        const scale = Math.sqrt(energyOf(x) / x.length) / 0.1
        const added = hum(50.03, x.length).map((value) => value * scale)
        const { sound } = run('de-hum', params, [x.map((value, i) => value + added[i])])
        const from = 8 * second
        return ratioDb(energyOf(differenceOf(sound[0], x), from), energyOf(added, from))
      })
      assert.ok(medianOf(changes) < lowest, changes.map((c) => c.toFixed(1)).join(' '))
    })
  }
})
