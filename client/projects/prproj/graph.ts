// The records of a .prproj as a graph: references followed, numbers read, whatever is missing is the default.
import { LARGEST_TICKS, ticksOfText } from '../frames'
import type { ProblemList } from '../problemList'
import type { ProjectRecord } from './records'

export class Graph {
  constructor(
    readonly records: Map<string, ProjectRecord>,
    readonly version: number,
    readonly problems: ProblemList,
  ) {}

  *all(kind: string): Generator<ProjectRecord> {
    for (const record of this.records.values()) if (record.kind === kind) yield record
  }

  follow(record: ProjectRecord | undefined, field: string): ProjectRecord | undefined {
    const target = record?.[field]
    return typeof target === 'string' ? this.records.get(target) : undefined
  }

  list(record: ProjectRecord | undefined, field: string): ProjectRecord[] {
    const targets = record?.[field]
    if (!Array.isArray(targets)) return []
    return targets
      .map((id) => this.records.get(id))
      .filter((found): found is ProjectRecord => found !== undefined)
  }
}

export const textOf = (record: ProjectRecord | undefined, field: string): string => {
  const value = record?.[field]
  return typeof value === 'string' ? value : ''
}

/** Omitted is 0; null when it is no number or beyond all clocks. */
export const ticksOf = (record: ProjectRecord | undefined, field: string): bigint | null => {
  const text = textOf(record, field)
  if (text === '') return 0n
  const ticks = ticksOfText(text)
  return ticks !== null && ticks < LARGEST_TICKS && ticks > -LARGEST_TICKS ? ticks : null
}

export const isTrue = (record: ProjectRecord | undefined, field: string): boolean =>
  /^(true|1)$/i.test(textOf(record, field).trim())

/** Channels of an AudioChannelLayout, which is JSON: [{"channellabel":100},…]. */
export const channelsOfLayout = (layout: string): number => (layout.match(/"channellabel"/g) ?? []).length
