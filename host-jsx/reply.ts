// How every call answers: { ok: true, value } or { ok: false, problem }, as JSON text. The one place that catches.
import type { HostProblem, HostProblemCode } from './contract'
import { encode } from './es3/json'

/** Thrown by adapters, never seen outside. */
class HostFailure {
  constructor(readonly problem: HostProblem) {}
}

type Fail = (code: HostProblemCode, where: string, detail: string) => never

export const fail: Fail = (code, where, detail) => failWith({ code, where, detail })

export const failWith: (problem: HostProblem) => never = (problem) => {
  // A class that extends Error needs more of an engine than ES3 has.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw new HostFailure(problem)
}

export const reply = (work: () => unknown): string => {
  try {
    return encode({ ok: true, value: work() })
  } catch (error) {
    return encode({ ok: false, problem: problemOf(error) })
  }
}

export const problemOf = (error: unknown): HostProblem => {
  if (error instanceof HostFailure) return error.problem
  return { code: 'host-script-error', where: '', detail: describe(error) }
}

/** ExtendScript's errors know their line. */
const describe = (error: unknown): string => {
  const known = error as { message?: string; line?: number } | null
  if (known === null || typeof known !== 'object' || known.message === undefined) return String(error)
  return String(known.message) + (known.line === undefined ? '' : ' (line ' + String(known.line) + ')')
}
