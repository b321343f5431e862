// The table that signal/transform.ts turns by, for `design`.

/** cos of 2 pi k / size for k = 0 ... size / 2 - 1, then sin. */
export const unitCircle = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) =>
    i < size / 2 ? Math.cos((2 * Math.PI * i) / size) : Math.sin((2 * Math.PI * (i - size / 2)) / size),
  )
