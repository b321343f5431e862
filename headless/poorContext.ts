// A context to run scripts in that is as poor as ExtendScript: ES3's built-ins, and what the host puts beside them.
import vm from 'node:vm'
import { es3Globals, es3Members, impoverish } from './es3Builtins'

export type Evaluate = (script: string, fileName?: string) => unknown

/** `hostObjects` become globals; `$.global` is the global object itself. */
export const poorContext = (hostObjects: Record<string, unknown>): Evaluate => {
  const context = vm.createContext({})
  const evaluate: Evaluate = (script, fileName = 'script') =>
    vm.runInContext(script, context, { filename: fileName })
  const strip = evaluate(impoverish) as (globals: string[], members: Record<string, string>) => void
  const root = evaluate('this') as Record<string, unknown>
  strip.call(root, es3Globals.split(' '), es3Members)
  for (const [name, value] of Object.entries(hostObjects)) root[name] = value
  root.$ = { global: root, sleep: () => {} }
  return evaluate
}
