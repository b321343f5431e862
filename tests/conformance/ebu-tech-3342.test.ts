// EBU Tech 3342 v4: loudness range, cases 1 to 4.
import assert from 'node:assert/strict'
import { joined, sine } from '../signals'
import { measure } from './measure'

const segments = (levels: number[], sampleRateHz: number) =>
  joined(...levels.map((dbfs) => sine({ hz: 1000, dbfs, lengthSamples: 20 * sampleRateHz, sampleRateHz })))

describe('EBU Tech 3342: loudness range', () => {
  const cases: [number[], number][] = [
    [[-20, -30], 10],
    [[-20, -15], 5],
    [[-40, -20], 20],
    [[-50, -35, -20, -35, -50], 15],
  ]
  for (const [levels, range] of cases) {
    it(`of tones at ${levels.join(', ')} dBFS is ${range} LU, once and repeated`, () => {
      const x = segments(levels, 48000)
      for (const sound of [x, joined(x, x)]) {
        const { loudnessRangeLu } = measure([sound, sound])
        assert.ok(Math.abs(loudnessRangeLu - range) <= 1, String(loudnessRangeLu))
      }
    })
  }
  it('is the same at 44.1 kHz', () => {
    const x = segments([-20, -30], 44100)
    const { loudnessRangeLu } = measure([x, x], 44100)
    assert.ok(Math.abs(loudnessRangeLu - 10) <= 0.1, String(loudnessRangeLu))
  })
})
