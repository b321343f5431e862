// A preset of whatever kind, told by its field `schema`.
import { processors as allProcessors } from '../processors/index'
import type { ProcessorDescription } from '../processors/processor'
import { shown, type Fault } from './faults'
import { has, isRecord } from './read'
import {
  presetKinds,
  readDelivery,
  readGenre,
  readSimulation,
  type Delivery,
  type Genre,
  type PresetKind,
  type ReadPreset,
  type Simulation,
} from './schema'

export interface PresetOf {
  genre: Genre
  delivery: Delivery
  simulation: Simulation
}

export type AnyPreset = { [K in PresetKind]: { kind: K; preset: PresetOf[K] } }[PresetKind]

/** Every kind has one version so far. */
const schemas = presetKinds.map((kind) => `${kind}/1`)

const faulty = (fault: Fault): ReadPreset<never> => ({
  faults: [`${fault.path || 'it'} ${fault.reason}`],
  parts: [fault],
  more: false,
})

/** Which kind it says it is; one fault if it says none, for all others would follow from that. */
const kindOf = (value: unknown, wanted: readonly PresetKind[]): PresetKind | Fault => {
  if (!isRecord(value)) return { path: '', reason: `must be an object, is ${shown(value)}` }
  const hint = `it must be ${wanted.map((kind) => `"${kind}/1"`).join(' or ')}`
  if (!has(value, 'schema')) return { path: 'schema', reason: 'is missing', hint }
  const found = wanted.find((kind) => value.schema === `${kind}/1`)
  if (found) return found
  const known = schemas.includes(value.schema as string)
  return { path: 'schema', reason: `is ${known ? '' : 'not known: '}${shown(value.schema)}`, hint }
}

export const readAnyPreset = (
  value: unknown,
  wanted: readonly PresetKind[] = presetKinds,
  processors: readonly ProcessorDescription[] = allProcessors,
): ReadPreset<AnyPreset> => {
  const kind = kindOf(value, wanted)
  if (typeof kind !== 'string') return faulty(kind)
  const read = { genre: readGenre, delivery: readDelivery, simulation: readSimulation }[kind](
    value,
    processors,
  )
  return 'value' in read ? { value: { kind, preset: read.value } as AnyPreset } : read
}
