// Louder or softer by a constant, and by a signal where one is given (ducking curves are drawn before the render).
import { gainFromDb } from '../../signal/decibels'
import { defineProcessor } from '../processor'

export const gain = defineProcessor({
  id: 'gain',
  title: 'Gain',
  ports: ['main', 'signal'],
  signal: 'gain',
  params: {
    gainDb: { title: 'Gain', min: -120, max: 60, initial: 0 },
  },
  neutral: { gainDb: 0 },
  readings: [],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: (p) => ({ gain: gainFromDb(p.gainDb) }),
})
