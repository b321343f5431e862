// The pool: what is made does not depend on who made it, and an end in the middle is an end for all.
import assert from 'node:assert/strict'
import { inlineWorker } from '../../client/workers/inlineWorker'
import { WorkerPool } from '../../client/workers/pool'
import { ProblemError } from '../../client/problem'
import { integratedLufs, type JobRequest, type MediaStore } from '../../dsp-core/index'

const rateHz = 48000
const lengthSamples = rateHz * 3

/** A sine whose level is its number in dB; reading takes longer the lower the number. */
const tones: MediaStore = {
  read: async (id, startSample, count) => {
    await new Promise((done) => setTimeout(done, 3 - (Number(id) % 3)))
    const amplitude = 10 ** (-Number(id) / 20)
    return [
      Float32Array.from(
        { length: count },
        (_, i) => amplitude * Math.sin((2 * Math.PI * 997 * (startSample + i)) / rateHz),
      ),
    ]
  },
}

const requests = [10, 20, 30, 40, 15, 25].map((level): JobRequest => ({
  kind: 'sound',
  media: String(level),
  sampleRateHz: rateHz,
  channels: 1,
  lengthSamples,
  stretch: { startSample: 0, endSample: lengthSamples },
}))

const loudnessWith = async (workers: number): Promise<number[]> => {
  const pool = new WorkerPool(inlineWorker, workers)
  const found: number[] = []
  await pool.run(requests, {
    store: tones,
    onValue: (job, value) => {
      if (value.kind === 'sound' && value.part) found[job] = integratedLufs(value.part.energies)
    },
  })
  pool.close()
  return found
}

describe('the worker pool', () => {
  it('gives the same results with one, two and seven workers, each to its own job', async () => {
    const one = await loudnessWith(1)
    assert.deepEqual(await loudnessWith(2), one)
    assert.deepEqual(await loudnessWith(7), one)
    // 0 dBFS of 997 Hz in one channel reads -3.01 LUFS (BS.1770-5).
    one.forEach((lufs, job) =>
      assert(Math.abs(lufs + 3.01 + [10, 20, 30, 40, 15, 25][job]) < 0.05, String(lufs)),
    )
  })

  it('ends as cancelled within half a second, whatever the jobs are doing', async () => {
    const pool = new WorkerPool(inlineWorker, 2)
    const abort = new AbortController()
    const started = Date.now()
    setTimeout(() => abort.abort(), 20)
    await assert.rejects(
      pool.run([...requests, ...requests, ...requests], {
        store: tones,
        onValue: () => undefined,
        signal: abort.signal,
      }),
      (error) => error instanceof ProblemError && error.problem.code === 'cancelled',
    )
    assert(Date.now() - started < 500)
  })

  it('passes on what a job could not do, and can be used again', async () => {
    const pool = new WorkerPool(inlineWorker, 2)
    const broken = { ...requests[0], sampleRateHz: -1 } as JobRequest
    await assert.rejects(pool.run([broken], { store: tones, onValue: () => undefined }), ProblemError)
    await pool.run(requests.slice(0, 1), { store: tones, onValue: () => undefined })
  })

  it('passes on a store that cannot read', async () => {
    const pool = new WorkerPool(inlineWorker, 1)
    const lost: MediaStore = { read: () => Promise.reject(new Error('the drive is gone')) }
    await assert.rejects(pool.run(requests, { store: lost, onValue: () => undefined }), /drive is gone/)
  })

  it('gets along with a few buffers, however many jobs there are', async () => {
    const pool = new WorkerPool(inlineWorker, 1)
    const met = new Set<ArrayBuffer>()
    const stem: JobRequest = {
      kind: 'stem',
      media: '10',
      stretch: { startSample: 0, endSample: lengthSamples },
      gainDb: 0,
      bitDepth: 24,
      ditherSeed: 1,
    }
    await pool.run(Array<JobRequest>(12).fill(stem), {
      store: tones,
      onValue: (_, value) => void (value.kind === 'stem' && met.add(value.bytes.buffer)),
    })
    pool.close()
    // One that is filled, one that is written, and one on its way back.
    assert(met.size > 0 && met.size <= 3, `${met.size} buffers`)
  })
})
