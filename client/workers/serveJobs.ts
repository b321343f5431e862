// The worker's side: asks for the sound of the block after the next before computing this one, so that there is always
// one to go on with.
import {
  engineOpener,
  makeJob,
  MissingKernel,
  SoundInlet,
  transferables,
  type Engine,
  type GivenSound,
  type KernelModules,
  type RenderJob,
} from '../../dsp-core/index'
import { BufferShelf } from './bufferShelf'
import type { FromWorker, Port, ToWorker } from './protocol'

/** Blocks that are asked for beside the one that is computed. */
const blocksAhead = 2

export const serveJobs = (port: Port<FromWorker, ToWorker>): void => {
  let job: RenderJob | null = null
  let number = -1
  let kernels: KernelModules = null
  let openEngine: (() => Engine) | null = null
  const inlet = new SoundInlet()
  const shelf = new BufferShelf()
  let lend = shelf.lender()

  const ask = (block: number): void => {
    if (job && block < job.blocks)
      port.post({ type: 'need', job: number, block, ranges: job.needs(block) }, [])
  }
  const make = (block: number, given: GivenSound[]): void => {
    if (!job) return
    ask(block + blocksAhead)
    const sound = inlet.take(job.needs(block), given)
    const { damage } = inlet
    const spent = [...new Set(given.flatMap((of) => (Array.isArray(of) ? [] : [of.bytes.buffer])))]
    lend = shelf.lender()
    const value = job.run(block, sound)
    port.post({ type: 'made', job: number, block, last: block === job.blocks - 1, value, damage, spent }, [
      ...transferables(value),
      ...spent,
    ])
  }

  port.onMessage((message) => {
    try {
      if (message.type === 'open') kernels = message.kernels
      else if (message.type === 'start') {
        number = message.job
        // Not before there is a job: what fails here has somebody to be told.
        openEngine ??= engineOpener(kernels)
        const engine = openEngine()
        inlet.use(engine)
        job = makeJob(message.request, engine, (bytes) => lend(bytes))
        for (let block = 0; block < blocksAhead; block++) ask(block)
      } else if (message.job === number) {
        shelf.give(message.spent)
        make(message.block, message.sound)
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      const missing = error instanceof MissingKernel ? error.use : undefined
      port.post({ type: 'failed', job: number, message, missing }, [])
      job = null
    }
  })
}
