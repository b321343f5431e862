// The same plan gives the same files, whoever computes: one, two, three or seven workers.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderFiles } from '../../client/app/renderFiles'
import { openMediaStore } from '../../client/media/nodeMedia'
import { openWavWriter } from '../../client/media/wavWriter'
import { inlineWorker } from '../../client/workers/inlineWorker'
import { WorkerPool } from '../../client/workers/pool'
import type { ProblemError } from '../../client/problem'
import type { KernelModules, RenderPlan } from '../../dsp-core/index'
import { modulesOf } from '../engines'
import { madeClip, madePlan, madeTimeline, madeTrack, noise } from '../render/madePlans'

/** Four stretches at 8 kHz. */
const rateHz = 8000
const lengthSamples = 200 * rateHz

const compressor = { use: 'compressor', params: { thresholdDb: -24, ratio: 3 } }

const planOf = (chain: RenderPlan['master']['chain']): RenderPlan => {
  const made = madePlan([
    madeTimeline([madeTrack([madeClip({ endSample: lengthSamples })])], {
      lengthSamples,
      sampleRateHz: rateHz,
    }),
  ])
  const stem = {
    kind: 'stem',
    role: 'music',
    strip: 't0',
    file: 'stem.wav',
    bitDepth: 24,
    layout: 'mono',
  } as const
  const mix = {
    kind: 'mix',
    role: null,
    strip: 'sum',
    file: 'mix.wav',
    bitDepth: 24,
    layout: 'mono',
  } as const
  return {
    ...made,
    master: {
      strip: 'sum',
      chain,
      gainDb: null,
      limiter: { use: 'limiter', params: { ceilingDbtp: -1 } },
    },
    outputs: [mix, stem],
    promises: [{ id: 'integrated-loudness', text: '', target: -14, tolerance: 0.5 }],
  }
}

const hashes = async (
  plan: RenderPlan,
  media: string,
  folder: string,
  workers: number,
  kernels: KernelModules = null,
): Promise<string[]> => {
  const store = await openMediaStore([{ id: 'm', path: media }], { cacheFolder: folder })
  const pool = new WorkerPool(inlineWorker, workers, kernels)
  try {
    const control = { workers: pool, progress: () => undefined }
    const { files, plan: settled } = await renderFiles(plan, store, folder, control)
    // Silence would be the same bytes, too.
    assert.ok(Number.isFinite(settled.master.gainDb), `a gain of ${settled.master.gainDb} dB`)
    return files.map(({ path }) => createHash('sha256').update(readFileSync(path)).digest('hex'))
  } finally {
    pool.close()
    await store.close()
  }
}

describe('a render', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dubstage-bytes-'))
  const path = join(folder, 'm.wav')
  before(async () => {
    const writer = await openWavWriter({ path, sampleRateHz: rateHz, channels: 1, bitDepth: 24 })
    const swelling = noise(lengthSamples).map((x, i) => 0.5 * x * Math.sin((Math.PI * i) / (7 * rateHz)) ** 2)
    await writer.write([swelling], lengthSamples)
    await writer.commit()
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('writes the same bytes with one, two, three and seven workers', async () => {
    const plan = planOf([compressor])
    for (const kernels of [null, modulesOf('simd')]) {
      const one = await hashes(plan, path, folder, 1, kernels)
      assert.equal(one.length, 2)
      for (const workers of [2, 3, 7])
        assert.deepEqual(await hashes(plan, path, folder, workers, kernels), one)
    }
  })

  it('does so too where a processor runs what others compiled, and names it where that is missing', async () => {
    const plan = planOf([{ use: 'voice-denoise', params: { depthDb: 12 } }])
    const one = await hashes(plan, path, folder, 1, modulesOf('simd'))
    assert.deepEqual(await hashes(plan, path, folder, 3, modulesOf('simd')), one)
    await assert.rejects(
      hashes(plan, path, folder, 2),
      ({ problem }: ProblemError) =>
        problem.code === 'processor-cannot-run' && problem.where === 'voice-denoise',
    )
  })
})
