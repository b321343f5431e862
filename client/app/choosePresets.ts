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
  type ReadPreset,
  type Simulation,
} from '../../dsp-core/index'
import { fail } from '../problem'
import { choosePresetFile, isPresetFile } from './presetFile'

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
    ? choosePresetFile(asked, 'genre')
    : valid(asked, findGenre(asked) ?? fail('genre-unknown', asked, { names: genreIds.join(', ') }))

const chooseDelivery = async (asked: string): Promise<Delivery> =>
  isPresetFile(asked)
    ? choosePresetFile(asked, 'delivery')
    : valid(asked, findDelivery(asked) ?? fail('delivery-unknown', asked, { names: deliveryIds.join(', ') }))

export const chooseSimulation = async (asked: string): Promise<Simulation> =>
  isPresetFile(asked)
    ? choosePresetFile(asked, 'simulation')
    : valid(
        asked,
        findSimulation(asked) ?? fail('simulation-unknown', asked, { names: simulationIds.join(', ') }),
      )
