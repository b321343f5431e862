// One call of the host script: the program text that goes over, and what the text that comes back means.
import type { HostProblem, Reply } from '../../host-jsx/contract'
import { fail } from '../problem'

export type EvalScript = (script: string) => Promise<string>

/** CEP's answer to every failure of a script. */
const failedReply = 'EvalScript error.'

/**
 * Arguments are JSON, which is ES3 as well once the two separators that ES3 takes for line ends are escaped. The
 * script tells when it is not loaded, since a missing name would only give CEP's one answer to everything.
 */
export const scriptFor = (name: string, values: unknown[]): string =>
  `(function(){var d=$.global.__dubstage;if(!d){return ${JSON.stringify(notLoaded)};}` +
  `return d.call(${literal(name)},${literal(values)});})()`

const notLoaded = JSON.stringify({
  ok: false,
  problem: { code: 'host-script-error', where: '', detail: 'the host script is not loaded' },
})

const literal = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')

/** The value, or the problem thrown. */
export const valueOf = <T>(name: string, text: string): T => {
  const reply = parse(text)
  if (isReply<T>(reply)) return reply.ok ? reply.value : raise(reply.problem)
  return fail('host-script-error', name, { detail: faultOf(text) })
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

const isReply = <T>(reply: unknown): reply is Reply<T> => {
  if (typeof reply !== 'object' || reply === null || !('ok' in reply)) return false
  if (reply.ok === true) return 'value' in reply
  return (
    reply.ok === false && 'problem' in reply && typeof reply.problem === 'object' && reply.problem !== null
  )
}

/** An empty reply is the bridge's failure, not an empty result: the work may have been done all the same. */
const faultOf = (text: string): string => {
  if (text === failedReply) return 'the host could not run the script'
  if (typeof text !== 'string' || text === '') return 'no reply came back: whether it was done is unknown'
  return 'the reply was cut off or is not ours'
}

const raise = ({ code, where, detail }: HostProblem): never =>
  fail(code, String(where), { detail: String(detail) })
