// What the system said when it would not write, as a problem the user can act on.
import { ProblemError } from '../problem'

export const writeProblem = (error: unknown, path: string): ProblemError => {
  if (error instanceof ProblemError) return error
  const code = errorCode(error)
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
  return new ProblemError({
    code: full ? 'disk-full' : 'cannot-write',
    where: path,
    values: { reason: code },
  })
}

export const errorCode = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'unknown'
}
