// The same sequence as the editor hears it today: every strip without chain, trim or duck. Rendered and measured, it
// is the "before" that a report may speak of.
import type { RenderPlan } from './plan'

export const untouchedPlan = (plan: RenderPlan): RenderPlan => ({
  ...plan,
  sources: plan.sources.map((source) => ({
    ...source,
    clips: source.clips.map(({ clip }) => ({ clip, trimDb: 0 })),
  })),
  strips: plan.strips.map((strip) => ({
    ...strip,
    chain: [],
    inputs: strip.inputs.map((input) =>
      'source' in input ? { ...input, delaySamples: 0 } : { ...input, gainDb: 0, delaySamples: 0 },
    ),
  })),
  signals: {},
  master: { ...plan.master, chain: [], gainDb: 0 },
})
