// Lends a pool of render workers to one piece of work and stops them afterwards, whatever happened.
import type { WorkerPool } from '../client/workers/pool'
import { builtFile } from './built'
import { nodeWorkers } from './nodeWorkers'

export const withWorkers = async <T>(work: (workers: WorkerPool) => Promise<T>): Promise<T> => {
  const workers = nodeWorkers(builtFile('renderWorker.js'))
  try {
    return await work(workers)
  } finally {
    workers.close()
  }
}
