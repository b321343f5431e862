// The genre, the delivery or the listening simulation that was asked for, or a problem that names those there are.
import {
  deliveryIds,
  findDelivery,
  findGenre,
  findSimulation,
  genreIds,
  simulationIds,
  type Delivery,
  type Genre,
  type Simulation,
} from '../../dsp-core/index'
import { fail } from '../problem'

export const choosePresets = (genreId: string, deliveryId: string): { genre: Genre; delivery: Delivery } => {
  const genre = findGenre(genreId) ?? fail('genre-unknown', genreId, { names: genreIds.join(', ') })
  const delivery =
    findDelivery(deliveryId) ?? fail('delivery-unknown', deliveryId, { names: deliveryIds.join(', ') })
  if ('faults' in genre) return fail('preset-invalid', genreId, { reason: genre.faults.join('; ') })
  if ('faults' in delivery) return fail('preset-invalid', deliveryId, { reason: delivery.faults.join('; ') })
  return { genre: genre.value, delivery: delivery.value }
}

export const chooseSimulation = (id: string): Simulation => {
  const simulation = findSimulation(id) ?? fail('simulation-unknown', id, { names: simulationIds.join(', ') })
  return 'faults' in simulation
    ? fail('preset-invalid', id, { reason: simulation.faults.join('; ') })
    : simulation.value
}
