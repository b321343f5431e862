// What the system said when it would not read or write, as a problem the user can act on.
import { fail, ProblemError } from '../problem'

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

export const unreadable = (path: string, error: unknown): never => {
  if (error instanceof ProblemError) throw error
  return fail('media-not-readable', path, { reason: readWords[errorCode(error)] ?? errorCode(error) })
}

const readWords: Record<string, string | undefined> = {
  ENOENT: 'it is not there',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EISDIR: 'it is a folder',
  empty: 'it is empty',
  EIO: 'the disk reports an error',
}

export const errorCode = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'unknown'
}
