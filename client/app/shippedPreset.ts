// One of the presets that ship, by its id or by kind and id, or a problem that names what was probably meant.
import { nearestOf, shippedPresets, type ShippedPreset } from '../../dsp-core/index'
import { fail } from '../problem'

const fullName = ({ kind, id }: ShippedPreset): string => `${kind}/${id}`

const folders = { genre: 'genres', delivery: 'deliveries', simulation: 'simulations' }

/** Where it lies in the sources. */
export const fileOfShipped = ({ kind, id }: ShippedPreset): string =>
  `dsp-core/presets/${folders[kind]}/${id}.json`

export const chooseShipped = (
  asked: string,
  all: readonly ShippedPreset[] = shippedPresets(),
): ShippedPreset => {
  const found = all.filter((preset) => preset.id === asked || fullName(preset) === asked)
  if (found.length > 1) fail('preset-ambiguous', asked, { names: found.map(fullName).join(', ') })
  const names = asked.includes('/') ? all.map(fullName) : [...new Set(all.map(({ id }) => id))]
  return found[0] ?? fail('preset-unknown', asked, { hint: nearestOf(asked, names) })
}
