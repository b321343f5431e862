// The render worker of the command line: a thread, with the same code and messages as the panel's web worker.
import { parentPort } from 'node:worker_threads'
import { serveJobs } from '../client/workers/serveJobs'

if (parentPort) {
  const port = parentPort
  serveJobs({
    post: (message, transfer) => port.postMessage(message, transfer),
    onMessage: (listener) => port.on('message', listener),
  })
}
