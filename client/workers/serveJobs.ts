// The worker's side: asks for the next block's sound before computing this one, so that reading and computing overlap.
import { makeJob, openEngine, transferables, type KernelModule, type RenderJob } from '../../dsp-core/index'
import type { FromWorker, Port, ToWorker } from './protocol'

export const serveJobs = (port: Port<FromWorker, ToWorker>): void => {
  let job: RenderJob | null = null
  let number = -1
  let kernels: KernelModule = null

  const ask = (block: number): void => {
    if (job && block < job.blocks)
      port.post({ type: 'need', job: number, block, ranges: job.needs(block) }, [])
  }
  const make = (block: number, sound: Float32Array[][]): void => {
    if (!job) return
    ask(block + 1)
    const value = job.run(block, sound)
    port.post(
      { type: 'made', job: number, block, last: block === job.blocks - 1, value },
      transferables(value),
    )
  }

  port.onMessage((message) => {
    try {
      if (message.type === 'open') kernels = message.kernels
      else if (message.type === 'start') {
        number = message.job
        job = makeJob(message.request, openEngine(kernels))
        ask(0)
      } else if (message.job === number) make(message.block, message.sound)
    } catch (error) {
      port.post(
        { type: 'failed', job: number, message: error instanceof Error ? error.message : String(error) },
        [],
      )
      job = null
    }
  })
}
