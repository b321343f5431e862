// The render worker of the panel: a web worker, without Node.
import type { ToWorker } from './protocol'
import { serveJobs } from './serveJobs'

serveJobs({
  post: (message, transfer) => self.postMessage(message, { transfer }),
  onMessage: (listener) =>
    self.addEventListener('message', (event: MessageEvent<ToWorker>) => listener(event.data)),
})
