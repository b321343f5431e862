// The problems met while reading: collected, bounded, each place and code once.
import type { Problem, ProblemCode } from '../problem'
import { projectLimits } from './limits'

export class ProblemList {
  readonly items: Problem[] = []
  private readonly seen = new Set<string>()

  add(code: ProblemCode, where: string, values?: Problem['values']): void {
    const key = `${code}\n${where}\n${values ? JSON.stringify(values) : ''}`
    if (this.items.length >= projectLimits.problems || this.seen.has(key)) return
    this.seen.add(key)
    this.items.push(values ? { code, where, values } : { code, where })
  }
}
