// Where decoded media is kept between runs: the user's cache folder, as each platform has it.
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

export const cacheFolder = (): string => {
  if (process.env.DUBSTAGE_CACHE) return process.env.DUBSTAGE_CACHE
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? tmpdir(), 'dubstage', 'cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dubstage')
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dubstage')
}
