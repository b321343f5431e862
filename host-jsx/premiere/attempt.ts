// Members that throw for items they make no sense for (the media path of a merged clip, settings of an empty
// sequence) are worth no more than their absence.

export const attempt = <T>(read: () => T, otherwise: T): T => {
  try {
    const value = read()
    return value === undefined || value === null ? otherwise : value
  } catch {
    return otherwise
  }
}
