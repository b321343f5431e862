// The host script: publishes the adapter of the host it runs in under one private name of the shared engine.
// Loading again replaces it. An error while loading is kept and told by every call, since hosts swallow it.
import type { HostAdapter } from './contract'
import './globals'
import { fail, reply } from './reply'
import { premiere } from './premiere/index'

type Call = (...values: unknown[]) => unknown

const findAdapter = (): HostAdapter => {
  if (typeof app === 'undefined' || typeof app.isDocumentOpen !== 'function') {
    fail('host-script-error', '', 'this host is not known')
  }
  return premiere
}

/** The name is checked against the adapter's own functions, never looked up further. */
const call = (name: string, values: unknown[]): string =>
  reply(() => {
    const adapter = findAdapter()
    if (!Object.prototype.hasOwnProperty.call(adapter, name)) {
      fail('host-script-error', name, 'no such function')
    }
    return (adapter[name as keyof HostAdapter] as Call).apply(adapter, values)
  })

$.global.__dubstage = { call }
