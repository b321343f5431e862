// The genre, the delivery or the listening simulation that was asked for, by name or as a file of the user's own; or a
// problem that names those there are.
import {
  deliveryIds,
  findDelivery,
  findGenre,
  findSimulation,
  genreIds,
  simulationIds,
  type Delivery,
  type Genre,
  type PresetKind,
  type PresetOf,
  type ReadPreset,
  type Simulation,
} from '../../dsp-core/index'
import { fail } from '../problem'

/** A file is told apart from an id by its look. */
export const isPresetFile = (asked: string): boolean => /[\\/]|\.json$/i.test(asked)

/** Loaded only for those who have one. */
const ofFile = async <K extends PresetKind>(path: string, kind: K): Promise<PresetOf[K]> =>
  (await import('./presetFile')).choosePresetFile(path, kind)

export const choosePresets = async (
  genre: string,
  delivery: string,
): Promise<{ genre: Genre; delivery: Delivery }> => ({
  genre: await choose(genre, 'genre', findGenre, genreIds),
  delivery: await choose(delivery, 'delivery', findDelivery, deliveryIds),
})

/** Ours are valid (tests/presets.test.ts); should one not be, it says so. */
const choose = async <K extends PresetKind>(
  asked: string,
  kind: K,
  find: (id: string) => ReadPreset<PresetOf[K]> | null,
  ids: readonly string[],
): Promise<PresetOf[K]> => {
  if (isPresetFile(asked)) return ofFile(asked, kind)
  const read = find(asked) ?? fail(`${kind}-unknown`, asked, { names: ids.join(', ') })
  return 'faults' in read ? fail('preset-invalid', asked, { reason: read.faults.join('; ') }) : read.value
}

export const chooseSimulation = (asked: string): Promise<Simulation> =>
  choose(asked, 'simulation', findSimulation, simulationIds)
