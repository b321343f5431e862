// The proof that stems add up: the job's numbers against sums that are known.
import assert from 'node:assert/strict'
import type { ResidualRequest } from '../../dsp-core/render/jobs'
import { ResidualJob } from '../../dsp-core/render/residualJob'

const lengthSamples = 70_000

const tone = (amplitude: number): Float32Array =>
  Float32Array.from({ length: lengthSamples }, (_, i) => amplitude * Math.sin(i / 9))

/** Runs over all blocks; returns the last value. */
const measured = (gainDb: number, whole: Float32Array, parts: Float32Array[]) => {
  const request: ResidualRequest = {
    kind: 'residual',
    sum: parts.map((_, index) => `s${index}`),
    of: 'w',
    gainDb,
    channels: 1,
    lengthSamples,
  }
  const job = new ResidualJob(request)
  let value = { peak: NaN, wholePeak: NaN }
  for (let block = 0; block < job.blocks; block++) {
    const sound = job
      .needs(block)
      .map(({ startSample, lengthSamples: length }, index) => [
        (index === 0 ? whole : parts[index - 1]).subarray(startSample, startSample + length),
      ])
    const given = job.run(block, sound)
    if (given.kind === 'residual') value = given
  }
  return value
}

describe('the residual of the stems', () => {
  it('finds one sample that differs by a thousandth, in the last block', () => {
    const part = tone(0.5)
    part[lengthSamples - 1] += 1e-3
    assert(Math.abs(measured(0, tone(0.5), [part]).peak - 1e-3) < 1e-7)
  })

  it('knows the peak of the pre-master at the gain the stems carry', () => {
    const whole = tone(0.5)
    whole[66_000] = -0.75
    const { wholePeak } = measured(20, whole, [whole.map((x) => x * 10)])
    assert(Math.abs(wholePeak - 7.5) < 1e-6)
  })

  it('stays 120 dB under the peak of stems 36 dB over full scale, where it is not 120 dB under full scale', () => {
    const gain = 10 ** (36 / 20)
    const [a, b] = [tone(0.6), tone(0.3).map((x, i) => x * Math.cos(i / 700))]
    const whole = a.map((x, i) => x + b[i])
    const { peak, wholePeak } = measured(
      36,
      whole,
      [a, b].map((part) => part.map((x) => x * gain)),
    )
    assert(peak > 1e-6, `${peak}`)
    assert(peak < 1e-6 * wholePeak, `${peak} of ${wholePeak}`)
  })
})
