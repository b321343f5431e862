// Problems as they are found, bounded: after the first twenty of a kind the rest are counted.
import type { Problem, ProblemCode } from '../problem'

const shownOfEachKind = 20

export class CountedProblems {
  private readonly shown: Problem[] = []
  private readonly counts = new Map<ProblemCode, number>()

  add(code: ProblemCode, where: string, values?: Problem['values']): void {
    const count = (this.counts.get(code) ?? 0) + 1
    this.counts.set(code, count)
    if (count <= shownOfEachKind) this.shown.push({ code, where, values })
  }

  /** All that were shown, and one line for each kind that had more. */
  all(): Problem[] {
    const rest = [...this.counts]
      .filter(([, count]) => count > shownOfEachKind)
      .map(([code, count]): Problem => {
        const last = this.shown.filter((problem) => problem.code === code).pop()
        return {
          code,
          where: `${count - shownOfEachKind} more`,
          values: { ...last?.values, more: count - shownOfEachKind },
        }
      })
    return [...this.shown, ...rest]
  }
}
