// Where an ffmpeg may be. A panel started from the Dock or the Start menu has a bare PATH, so the folders where
// package managers put programs are looked into as well.
import { delimiter, dirname, isAbsolute, join } from 'node:path'

export type FfmpegFrom =
  'setting' | 'environment' | 'bundled' | 'ffmpeg-static' | 'path' | 'usual-folder' | 'ffmpeg-installer'

export interface FfmpegPlace {
  path: string
  from: FfmpegFrom
}

type Environment = Record<string, string | undefined>

/** From dist/ or client/media/ up to where node_modules and bin lie. */
const LEVELS_UP = 5

export const ffmpegPlaces = (
  setting: string | undefined,
  env: Environment,
  startFolder: string,
): FfmpegPlace[] => {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
  const platform = `${process.platform}-${process.arch}`
  const own = foldersUp(startFolder)
  const named = [env.DUBSTAGE_FFMPEG, env.FFMPEG_BIN].filter((path): path is string => Boolean(path))
  const from = (kind: FfmpegFrom, paths: string[]): FfmpegPlace[] =>
    paths.map((path) => ({ path, from: kind }))
  return [
    ...from('setting', setting ? [setting] : []),
    ...from('environment', named),
    ...from(
      'bundled',
      own.map((folder) => join(folder, 'bin', platform, name)),
    ),
    ...from(
      'ffmpeg-static',
      own.map((folder) => join(folder, 'node_modules', 'ffmpeg-static', name)),
    ),
    ...from(
      'path',
      pathFolders(env).map((folder) => join(folder, name)),
    ),
    ...from(
      'usual-folder',
      usualFolders(env).map((folder) => join(folder, name)),
    ),
    ...from(
      'ffmpeg-installer',
      own.map((folder) => join(folder, 'node_modules', '@ffmpeg-installer', platform, name)),
    ),
  ]
}

const foldersUp = (start: string): string[] => {
  const folders = [start]
  while (folders.length < LEVELS_UP && dirname(folders[folders.length - 1]) !== folders[folders.length - 1]) {
    folders.push(dirname(folders[folders.length - 1]))
  }
  return folders
}

/** Relative entries would run what lies in the folder one happens to be in. */
const pathFolders = (env: Environment): string[] =>
  (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder))

const usualFolders = (env: Environment): string[] => {
  if (process.platform === 'darwin') return ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin']
  if (process.platform !== 'win32') return ['/usr/local/bin', '/usr/bin', '/snap/bin']
  const under = (root: string | undefined, ...parts: string[]): string[] =>
    root ? [join(root, ...parts)] : []
  return [
    ...under(env.ProgramFiles, 'ffmpeg', 'bin'),
    ...under(env.SystemDrive && `${env.SystemDrive}\\`, 'ffmpeg', 'bin'),
    ...under(env.LOCALAPPDATA, 'Microsoft', 'WinGet', 'Links'),
    ...under(env.ProgramData, 'chocolatey', 'bin'),
    ...under(env.USERPROFILE, 'scoop', 'shims'),
  ]
}
