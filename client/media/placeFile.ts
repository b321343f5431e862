// Giving a finished file its name, and asking beforehand whether the disk has room for it.
import { promises as files } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from './fileProblem'

/**
 * Atomically, over what was there. On Windows a virus scanner or an indexer may hold either file for a moment:
 * five tries in a second and a half, then it is the user's to close what holds it.
 */
export const replaceFile = async (from: string, to: string): Promise<void> => {
  for (const waitMs of [50, 150, 400, 900, 0]) {
    try {
      return await files.rename(from, to)
    } catch (error) {
      const busy = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error))
      if (!busy || waitMs === 0) throw error
      await new Promise((wake) => setTimeout(wake, waitMs))
    }
  }
}

/** Throws ENOSPC before hours of work instead of after. Where the system cannot tell (Node < 18.15), says nothing. */
export const roomFor = async (path: string, bytes: number): Promise<void> => {
  if (typeof files.statfs !== 'function') return
  const disk = await files.statfs(dirname(path)).catch(() => null)
  if (disk === null || disk.blocks === 0 || disk.bavail * disk.bsize >= bytes) return
  throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
}
