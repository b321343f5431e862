// Paths as other systems write them: a project from Windows opened on a Mac, and the other way round.

export interface PathPrefix {
  /** "D:\\Projects" */
  from: string
  /** "/Volumes/Projects" */
  to: string
}

/** "\\?\D:\a\b" and "D:/a/b" and "/Volumes/x/a" in their folders and name, without what names the disk. */
export const pathParts = (path: string): string[] =>
  path
    .replace(/^\\\\\?\\/, '')
    .replace(/^[A-Za-z]:(?=[\\/])/, '')
    .split(isWindowsPath(path) || !path.includes('/') ? /[\\/]+/ : /\/+/)
    .filter((part) => part !== '' && part !== '.')

/** A drive letter, or a server's name: no such path exists on a Mac or under Linux. */
export const isWindowsPath = (path: string): boolean =>
  /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\\\')

export const isAbsolutePath = (path: string): boolean => isWindowsPath(path) || path.startsWith('/')

/** Names compare without case and however their accents are composed: disks differ in both. */
export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase()

/** How many parts at the end agree. */
export const commonTail = (a: string[], b: string[]): number => {
  const most = Math.min(a.length, b.length)
  for (let count = 0; count < most; count++) {
    if (foldedName(a[a.length - 1 - count]) !== foldedName(b[b.length - 1 - count])) return count
  }
  return most
}

/** The path with the first prefix that fits exchanged; null when none fits. */
export const withPrefix = (path: string, prefixes: PathPrefix[]): string | null => {
  const parts = pathParts(path)
  for (const { from, to } of prefixes) {
    const head = pathParts(from)
    const fits =
      head.length <= parts.length && head.every((part, i) => foldedName(part) === foldedName(parts[i]))
    const sameDisk = !/^[A-Za-z]:/.test(from) || from[0].toLowerCase() === path[0].toLowerCase()
    if (fits && sameDisk) return [to.replace(/[\\/]+$/, ''), ...parts.slice(head.length)].join('/')
  }
  return null
}
