// A worker that runs in the caller's own thread: for tests, and where no worker can be started.
import { serveJobs } from './serveJobs'
import type { FromWorker, RenderWorker, ToWorker } from './protocol'

export const inlineWorker = (): RenderWorker => {
  let toOwner: (message: FromWorker) => void = () => undefined
  let toWorker: (message: ToWorker) => void = () => undefined
  let running = true
  serveJobs({
    post: (message) => setImmediate(() => running && toOwner(message)),
    onMessage: (listener) => (toWorker = listener),
  })
  return {
    post: (message) => setImmediate(() => running && toWorker(message)),
    onMessage: (listener) => (toOwner = listener),
    onError: () => undefined,
    stop: () => (running = false),
  }
}
