// What a render worker and the page say to each other. Workers compute and never touch files: they ask for the
// sound they need, block by block, and hand back what they made. Buffers travel by transfer.
import type {
  DamagedRun,
  GivenSound,
  JobRequest,
  JobValue,
  KernelModules,
  MediaRange,
} from '../../dsp-core/index'

export type ToWorker =
  /** First of all: what its processors run in. */
  | { type: 'open'; kernels: KernelModules }
  | { type: 'start'; job: number; request: JobRequest }
  | {
      type: 'feed'
      job: number
      block: number
      sound: GivenSound[]
      /** Given back: what results came in. */
      spent: ArrayBuffer[]
    }

export type FromWorker =
  | { type: 'need'; job: number; block: number; ranges: MediaRange[] }
  | {
      type: 'made'
      job: number
      block: number
      last: boolean
      value: JobValue
      damage: DamagedRun[]
      /** Given back: what packed sound came in. */
      spent: ArrayBuffer[]
    }
  /** `missing`: the processor that cannot run here, where that is the reason. */
  | { type: 'failed'; job: number; message: string; missing?: string }

/** One end of the line, in a page, a web worker or a thread alike. */
export interface Port<Sent, Received> {
  post(message: Sent, transfer: ArrayBuffer[]): void
  onMessage(listener: (message: Received) => void): void
}

/** A worker as its owner sees it. */
export interface RenderWorker extends Port<ToWorker, FromWorker> {
  onError(listener: (error: Error) => void): void
  stop(): void
}
