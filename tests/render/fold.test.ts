// Folding against the standard's own table: Recommendation ITU-R BS.775-4 (12/2022), Annex 4, Table 2, coefficients of
// L, R, C, Ls, Rs as printed there; and the laws around it.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { foldMatrix, formatOfChannels, multiplyMatrices, trackMatrix } from '../../dsp-core/render/fold'
import type { ChannelLayout } from '../../dsp-core/timeline/timeline'

const mono = formatOfChannels(1)
const stereo = formatOfChannels(2)
const surround = formatOfChannels(6)
const db = (gain: number): number => 20 * Math.log10(gain)

/** Our order is L R C LFE Ls Rs; the table has no LFE, because it is left out. */
const asPrinted = (row: number[]): number[] => [row[0], row[1], row[2], row[4], row[5]]
const close = (a: number[], b: number[]): boolean =>
  a.length === b.length && a.every((value, i) => Math.abs(value - b[i]) < 5e-5)

describe('folding', () => {
  it('5.1 to stereo has the coefficients of BS.775-4, and no LFE', () => {
    const [left, right] = foldMatrix(surround, stereo)
    assert.ok(close(asPrinted(left), [1, 0, 0.7071, 0.7071, 0]))
    assert.ok(close(asPrinted(right), [0, 1, 0.7071, 0, 0.7071]))
    assert.deepEqual([left[3], right[3]], [0, 0])
  })

  it('5.1 to mono has the coefficients of BS.775-4, and no LFE', () => {
    const [only] = foldMatrix(surround, mono)
    assert.ok(close(asPrinted(only), [0.7071, 0.7071, 1, 0.5, 0.5]))
    assert.equal(only[3], 0)
  })

  it('by way of stereo mono is the same: the standard is of one piece', () => {
    const direct = foldMatrix(surround, mono)
    const byStereo = multiplyMatrices(foldMatrix(stereo, mono), foldMatrix(surround, stereo))
    assert.ok(close(direct[0], byStereo[0]))
  })

  it('mono on stereo is 3.01 dB down a side, and comes back as it was', () => {
    const up = foldMatrix(mono, stereo)
    up.forEach(([gain]) => assert.ok(Math.abs(db(gain) + 3.0103) < 0.001))
    assert.ok(close(multiplyMatrices(foldMatrix(stereo, mono), up)[0], [1]))
  })

  it('mono and stereo in 5.1 keep their speakers, and fold back as they were', () => {
    assert.deepEqual(foldMatrix(mono, surround), [[0], [0], [1], [0], [0], [0]])
    const back = multiplyMatrices(foldMatrix(surround, stereo), foldMatrix(stereo, surround))
    assert.deepEqual(back, [
      [1, 0],
      [0, 1],
    ])
    assert.ok(close(multiplyMatrices(foldMatrix(surround, mono), foldMatrix(mono, surround))[0], [1]))
  })

  it('is never scaled: full scale everywhere reaches +7.7 dB in stereo and +10.7 dB in mono, left to the limiter', () => {
    const highest = (matrix: number[][]): number =>
      Math.max(...matrix.map((row) => db(row.reduce((sum, gain) => sum + Math.abs(gain), 0))))
    assert.ok(Math.abs(highest(foldMatrix(surround, stereo)) - 7.66) < 0.01)
    assert.ok(Math.abs(highest(foldMatrix(surround, mono)) - 10.67) < 0.01)
  })

  it('any count of channels goes to any layout: as many rows and columns as there are, every gain within 0 and 1', () => {
    const layouts: [ChannelLayout, number][] = [
      ['mono', 1],
      ['stereo', 2],
      ['5.1', 6],
      ['multichannel', 4],
      ['multichannel', 32],
    ]
    const property = fc.property(
      fc.integer({ min: 1, max: 64 }),
      fc.constantFrom(...layouts),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (count, [layout, channels], pan) => {
        const from = formatOfChannels(count)
        const plain = foldMatrix(from, { layout, channels })
        const panned = trackMatrix({ ...from, faderDb: 0, pan }, { layout, channels })
        for (const matrix of [plain, panned]) {
          assert.equal(matrix.length, channels)
          for (const row of matrix) {
            assert.equal(row.length, count)
            assert.ok(row.every((gain) => gain >= 0 && gain <= 1))
          }
        }
      },
    )
    fc.assert(property, { seed: 5, numRuns: 400 })
  })
})
