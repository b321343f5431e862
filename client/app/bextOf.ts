// The Broadcast Wave chunk of a file we render. No date and no clock: the same plan gives the same bytes.
import type { RenderPlan } from '../../dsp-core/index'
import type { Bext } from '../media/bext'

export const bextOf = (plan: RenderPlan, what: string): Bext => ({
  description: `${plan.sequence.name}: ${what}`,
  originator: plan.product,
  originatorReference: '',
  date: '',
  time: '',
  timeReferenceSamples: plan.sequence.timeReferenceSamples,
  loudness: null,
  codingHistory: '',
})
