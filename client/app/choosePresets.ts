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
  genre: await chooseGenre(genre),
  delivery: await chooseDelivery(delivery),
})

/** Ours are valid (tests/presets.test.ts); should one not be, it says so. */
const valid = <T>(id: string, read: ReadPreset<T>): T =>
  'faults' in read ? fail('preset-invalid', id, { reason: read.faults.join('; ') }) : read.value

const chooseGenre = async (asked: string): Promise<Genre> =>
  isPresetFile(asked)
    ? ofFile(asked, 'genre')
    : valid(asked, findGenre(asked) ?? fail('genre-unknown', asked, { names: genreIds.join(', ') }))

const chooseDelivery = async (asked: string): Promise<Delivery> =>
  isPresetFile(asked)
    ? ofFile(asked, 'delivery')
    : valid(asked, findDelivery(asked) ?? fail('delivery-unknown', asked, { names: deliveryIds.join(', ') }))

export const chooseSimulation = async (asked: string): Promise<Simulation> =>
  isPresetFile(asked)
    ? ofFile(asked, 'simulation')
    : valid(
        asked,
        findSimulation(asked) ?? fail('simulation-unknown', asked, { names: simulationIds.join(', ') }),
      )
