// Reads sources between their samples in WebAssembly: coefficients are copied into its memory once, sound piece by
// piece. What it holds stays small, however many speeds and channels a timeline has; where there is no room for it
// without moving sound that others hold, plain TypeScript reads.
import type { PhaseRows } from '../signal/phaseRows'
import { stepOf, typescriptWeigher, type RowWeigher, type Weighing } from './rowWeigher'
import type { KernelMemory, OwnSound } from './wasmEngine'

/** Of the source, for one piece: 64 KB a channel stay in the cache. */
const pieceSamples = 16384
/** Coefficients of so many steps at once, at most 4 MB each. */
const mostTables = 4

/** A table in the kernels' memory, and the rows of it that are there: classes of `every`, by their first row. */
interface Held {
  rows: PhaseRows
  sound: OwnSound
  classes: Set<number>
}

export class WasmWeigher implements RowWeigher {
  private readonly filter: number
  /** Latest used last. */
  private tables: Held[] = []
  private readonly plain = typescriptWeigher()
  /** By their channels. */
  private readonly places = new Map<number, { sources: OwnSound; out: OwnSound }>()

  constructor(private readonly memory: KernelMemory) {
    this.filter = memory.call.createRowFilter()
  }

  onRows(weighing: Weighing, positions: Parameters<RowWeigher['onRows']>[1]): void {
    const { index, phase, stepParts } = positions
    const { rows } = weighing
    if (!this.hasRoom(weighing, Math.abs(stepParts) / rows.parts))
      return this.plain.onRows(weighing, positions)
    const table = this.hold(rows, phase)
    const { whole, rest } = stepOf(stepParts, rows.parts)
    const partsAt = (n: number): number => phase + n * stepParts
    const at = (n: number): number => index + Math.floor(partsAt(n) / rows.parts)
    this.inPieces(weighing, table, Math.abs(stepParts) / rows.parts, at, (n, moved, samples) => {
      const row = partsAt(n) - Math.floor(partsAt(n) / rows.parts) * rows.parts
      this.memory.call.onRows(this.filter, at(n) - moved, row, whole, rest, samples)
    })
  }

  betweenRows(weighing: Weighing, positions: Parameters<RowWeigher['betweenRows']>[1]): void {
    const { start, step, first, offset } = positions
    if (!this.hasRoom(weighing, Math.abs(step))) return this.plain.betweenRows(weighing, positions)
    const table = this.hold(weighing.rows, 0)
    const at = (n: number): number => Math.floor(start + (first + n) * step) + offset
    this.inPieces(weighing, table, Math.abs(step), at, (n, moved, samples) => {
      this.memory.call.betweenRows(this.filter, start, step, first + n, offset - moved, samples)
    })
  }

  /** `at`: where the rows of sample n begin in the sources; `run` makes samples, after sources were moved down. */
  private inPieces(
    { rows, sources, out, samples }: Weighing,
    table: OwnSound,
    step: number,
    at: (n: number) => number,
    run: (n: number, moved: number, samples: number) => void,
  ): void {
    const { most, sourceSamples } = pieceOf(rows, step)
    const place = this.place(sources.length, sourceSamples, most)
    for (let n = 0; n < samples; n += most) {
      const count = Math.min(most, samples - n)
      const [one, other] = [at(n), at(n + count - 1)]
      const [low, high] = [Math.min(one, other), Math.max(one, other) + rows.taps]
      sources.forEach((source, c) => place.sources.channels[c].set(source.subarray(low, high)))
      const { call } = this.memory
      const [from, to] = [place.sources.address, place.out.address]
      call.layRowFilter(this.filter, table.address, rows.taps, rows.parts, from, to, sources.length)
      run(n, low, count)
      out.forEach((channel, c) => channel.set(place.out.channels[c].subarray(0, count), n))
    }
  }

  private place(
    channels: number,
    sourceSamples: number,
    outSamples: number,
  ): { sources: OwnSound; out: OwnSound } {
    const known = this.known(channels, sourceSamples, outSamples)
    if (known) return known
    const sources = this.memory.create(channels, roomForSources(sourceSamples))
    const made = { sources, out: this.memory.create(channels, roomFor(outSamples)) }
    this.places.set(channels, made)
    return made
  }

  private known(
    channels: number,
    sourceSamples: number,
    outSamples: number,
  ): { sources: OwnSound; out: OwnSound } | null {
    const place = this.places.get(channels)
    if (!place || place.sources.lengthSamples < sourceSamples || place.out.lengthSamples < outSamples)
      return null
    return place
  }

  /** For all that this takes, without moving anything. */
  private hasRoom({ rows, sources: { length: channels } }: Weighing, step: number): boolean {
    const { most, sourceSamples } = pieceOf(rows, step)
    const held = this.tables.some((table) => table.rows === rows)
    const table = held ? 0 : roomFor(rows.table.length)
    const place = this.known(channels, sourceSamples, most)
      ? 0
      : channels * (roomForSources(sourceSamples) + roomFor(most))
    return this.memory.hasRoom(1 + 2 * channels, table + place)
  }

  /** The table with all rows that are reached from this one. */
  private hold(rows: PhaseRows, phase: number): OwnSound {
    const held = this.tables.find((known) => known.rows === rows) ?? this.makeRoom(rows)
    this.tables = [...this.tables.filter((known) => known !== held), held]
    const { first, every } = rows.reach(phase)
    if (!held.classes.has(first)) {
      const [to] = held.sound.channels
      const { table, taps } = rows
      if (every === 1) to.set(table)
      else
        for (let at = first * taps; at < table.length; at += every * taps)
          to.set(table.subarray(at, at + taps), at)
      held.classes.add(first)
    }
    return held.sound
  }

  /** In the place of the table that was not used for longest, if there is no more room. */
  private makeRoom(rows: PhaseRows): Held {
    const { length } = rows.table
    const old = this.tables.length < mostTables ? undefined : this.tables.shift()
    const fits = old && old.sound.lengthSamples >= length
    return { rows, sound: fits ? old.sound : this.memory.create(1, roomFor(length)), classes: new Set() }
  }
}

/** Samples that are made at once, and what they take of the source. */
const pieceOf = (rows: PhaseRows, step: number): { most: number; sourceSamples: number } => {
  const most = Math.max(1, Math.floor(pieceSamples / Math.max(1, step)))
  return { most, sourceSamples: Math.ceil(most * step) + rows.taps + 2 }
}

const roomForSources = (samples: number): number => roomFor(Math.max(samples, 2 * pieceSamples))

/** Memory is never given back, so what grows doubles. */
const roomFor = (samples: number): number => 2 ** Math.ceil(Math.log2(samples))
