// ExtendScript's File, as far as the host script uses it. Its argument is read as a URI.

interface FileConstructor {
  new (path: string): { readonly exists: boolean; readonly fsName: string }
}

export const fileClass = (fileExists: (path: string) => boolean): FileConstructor =>
  class File {
    readonly fsName: string

    constructor(path: string) {
      this.fsName = decoded(path)
    }

    get exists(): boolean {
      return fileExists(this.fsName)
    }
  }

/** A % that begins no escape stays. */
const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path.replace(/%(?![0-9a-fA-F]{2})/g, '%25'))
  } catch {
    return path
  }
}
