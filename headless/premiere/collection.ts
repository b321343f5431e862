// Premiere's collections: not arrays, read by index, with a count of their own name, and live.

export type Collection<T, Count extends string> = { readonly [index: number]: T } & {
  readonly [count in Count]: number
}

/** An index beyond the end reads as undefined. */
export const collection = <T, Count extends string>(
  countName: Count,
  count: () => number,
  at: (index: number) => T,
): Collection<T, Count> =>
  new Proxy({} as Collection<T, Count>, {
    get: (_target, name) => {
      if (name === countName) return count()
      const index = typeof name === 'string' && /^\d+$/.test(name) ? Number(name) : -1
      return index >= 0 && index < count() ? at(index) : undefined
    },
  })
