// Spreads jobs over workers: each takes the next job when it is free, is fed from a media store, and its results
// are handed on. What a job makes does not depend on which worker had it, so neither does the result.
import {
  lentBuffers,
  type GivenSound,
  type JobRequest,
  type JobValue,
  type KernelModules,
  type LendBytes,
  type MediaRange,
  type MediaStore,
} from '../../dsp-core/index'
import { ProblemError } from '../problem'
import { BufferShelf } from './bufferShelf'
import type { FromWorker, RenderWorker } from './protocol'

export interface JobRun {
  store: MediaStore
  /** Called for every block of every job; in order within a job. */
  onValue(job: number, value: JobValue): void | Promise<void>
  signal?: AbortSignal
}

/** A worker, and the buffers of its results, which it gets back with what it is fed next, be it for another job. */
interface Hand {
  worker: RenderWorker
  spent: ArrayBuffer[]
}

export class WorkerPool {
  private readonly idle: Hand[] = []
  private readonly all: RenderWorker[] = []
  private readonly shelf = new BufferShelf()

  constructor(
    private readonly spawn: () => RenderWorker,
    readonly size: number,
    private readonly kernels: KernelModules = null,
  ) {}

  /** Runs all jobs; rejects with the first failure (all workers are then stopped) or when cancelled. */
  async run(requests: JobRequest[], run: JobRun): Promise<void> {
    let next = 0
    const lanes = Math.min(this.size, requests.length)
    const lane = async (): Promise<void> => {
      const hand = this.take()
      while (next < requests.length) {
        const job = next++
        await this.runOne(hand, job, requests[job], run)
      }
      this.idle.push(hand)
    }
    try {
      await Promise.all(Array.from({ length: lanes }, lane))
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Stops all workers; the pool makes new ones when it is used again. */
  close(): void {
    for (const worker of this.all) worker.stop()
    this.all.length = 0
    this.idle.length = 0
    this.shelf.clear()
  }

  private take(): Hand {
    const idle = this.idle.pop()
    if (idle) return idle
    const worker = this.spawn()
    worker.post({ type: 'open', kernels: this.kernels }, [])
    this.all.push(worker)
    return { worker, spent: [] }
  }

  private runOne({ worker, spent }: Hand, job: number, request: JobRequest, run: JobRun): Promise<void> {
    return new Promise((resolve, reject) => {
      // Results are handled one after the other, blocks are fed in order, and none while an earlier result waits:
      // so memory holds few blocks a worker, however slow the disk is.
      let handled: Promise<void> = Promise.resolve()
      let fed: Promise<void> = Promise.resolve()
      const stop = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)))
      const cancelled = (): void => stop(new ProblemError({ code: 'cancelled', where: '' }))
      if (run.signal?.aborted) return cancelled()
      run.signal?.addEventListener('abort', cancelled, { once: true })
      worker.onError(stop)
      worker.onMessage((message) => {
        if (message.job !== job) return
        if (message.type === 'failed') return stop(failure(message))
        if (message.type === 'need') {
          const { block, ranges } = message
          const [made, before] = [handled, fed]
          const lend = this.shelf.lender()
          fed = Promise.all(ranges.map((range) => this.read(run.store, range, lend)))
            .then((sound) => made.then(() => before).then(() => sound))
            .then((sound) => {
              const back = spent.splice(0)
              worker.post({ type: 'feed', job, block, sound, spent: back }, [...buffersOf(sound), ...back])
            })
          fed.catch(stop)
          return
        }
        this.shelf.give(message.spent)
        for (const damage of message.damage) run.store.noteDamage?.(damage)
        handled = handled
          .then(() => run.onValue(job, message.value))
          .then(() => void spent.push(...lentBuffers(message.value)))
        handled.catch(stop)
        if (message.last)
          void handled.then(() => {
            run.signal?.removeEventListener('abort', cancelled)
            resolve()
          }, stop)
      })
      worker.post({ type: 'start', job, request }, [])
    })
  }

  /** As the file has it, where the store can: unpacking is the workers'. */
  private async read(store: MediaStore, range: MediaRange, lend: LendBytes): Promise<GivenSound> {
    const packed = (await store.readPacked?.(range, lend)) ?? null
    return packed ?? store.read(range.media, range.startSample, range.lengthSamples)
  }
}

const failure = ({ message, missing }: Extract<FromWorker, { type: 'failed' }>): ProblemError =>
  new ProblemError(
    missing === undefined
      ? { code: 'internal', where: 'render', values: { reason: message } }
      : { code: 'processor-cannot-run', where: missing, values: { reason: message } },
  )

const buffersOf = (sound: GivenSound[]): ArrayBuffer[] => [
  ...new Set(
    sound.flatMap((of) =>
      Array.isArray(of) ? of.map((channel) => channel.buffer as ArrayBuffer) : [of.bytes.buffer],
    ),
  ),
]
