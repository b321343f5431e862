// What somebody probably meant who wrote a name that is not known.

/** Longer names are typed by no one. */
const longest = 64

/** Insertions, deletions, replacements and swaps of neighbours (Damerau and Levenshtein, each place changed once). */
const editsBetween = (from: string, to: string): number => {
  let [before, row] = [[] as number[], Array.from({ length: to.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, replaced)
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1)
    }
    ;[before, row] = [row, next]
  }
  return row[to.length]
}

/** The one with fewest changes, whatever its capitals, if at most a third of it was mistyped; or null. */
const nearest = (name: string, known: readonly string[]): string | null => {
  if (name.length > longest) return null
  const scored = known.map((candidate) => ({
    candidate,
    edits: editsBetween(name.toLowerCase(), candidate.toLowerCase()),
  }))
  const best = scored.reduce((a, b) => (b.edits < a.edits ? b : a), { candidate: '', edits: Infinity })
  return best.edits <= Math.max(2, Math.floor(best.candidate.length / 3)) ? best.candidate : null
}

/** More names than these help nobody. */
const mostNames = 24

/** As a hint: the nearest, or all there are. */
export const nearestOf = (name: unknown, known: readonly string[]): string => {
  const near = typeof name === 'string' ? nearest(name, known) : null
  if (near !== null) return `did you mean "${near}"?`
  const more = known.length - mostNames
  return `there are: ${known.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
