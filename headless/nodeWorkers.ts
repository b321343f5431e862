// Render workers as threads of this process.
import { cpus } from 'node:os'
import { Worker } from 'node:worker_threads'
import { WorkerPool } from '../client/workers/pool'
import type { RenderWorker } from '../client/workers/protocol'
import { loadKernels } from './kernels'

/** A worker's sound lies in its kernels' memory; what little JavaScript makes by the way must not pile up for 48 MB. */
const resourceLimits = { maxYoungGenerationSizeMb: 3 }

const threadWorker = (script: string): RenderWorker => {
  const thread = new Worker(script, { resourceLimits })
  return {
    post: (message, transfer) => thread.postMessage(message, transfer),
    onMessage: (listener) => void thread.removeAllListeners('message').on('message', listener),
    onError: (listener) => void thread.removeAllListeners('error').on('error', listener),
    stop: () => void thread.terminate(),
  }
}

/** One a core, or as many as DUBSTAGE_WORKERS says: what is made is the same. */
const wantedWorkers = (wanted = Number(process.env.DUBSTAGE_WORKERS)): number =>
  Number.isInteger(wanted) && wanted >= 1 && wanted <= 64 ? wanted : Math.max(1, cpus().length)

/** `script` is the built render worker. */
export const nodeWorkers = (script: string, size = wantedWorkers()): WorkerPool =>
  new WorkerPool(() => threadWorker(script), size, loadKernels())
