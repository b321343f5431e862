// The delays that keep parallel paths together: processors that look ahead are late, so everything beside them is
// held back by as much, and a side-chain is never later than what it drives.
import { processors as allProcessors } from '../processors/index'
import type { ProcessorContext, ProcessorDescription } from '../processors/processor'
import type { PlanNode, PlanStrip, RenderPlan } from './plan'

/** How late a node of this plan is, in samples. */
export type NodeLatency = (node: PlanNode) => number

/** The plan with `delaySamples` set so that all inputs of every strip meet. */
export const alignLatency = (
  plan: RenderPlan,
  latencyOf: NodeLatency = describedLatency(plan.sequence),
): RenderPlan => {
  const latencies = new Map<string, number>()
  const strips = plan.strips.map((strip): PlanStrip => {
    // A strip that nothing goes into is silent and has no time of its own.
    if (strip.inputs.length === 0) {
      latencies.set(strip.id, 0)
      return strip
    }
    const arrivals = strip.inputs.map((input) =>
      'source' in input ? 0 : latencyBefore(input.strip, latencies),
    )
    const latest = Math.max(...arrivals, ...sidechainNeeds(strip, latencies, latencyOf))
    latencies.set(strip.id, latest + chainLatency(strip.chain, latencyOf))
    return {
      ...strip,
      inputs: strip.inputs.map((input, i) => ({ ...input, delaySamples: latest - arrivals[i] })),
    }
  })
  return { ...plan, strips }
}

/** As the processors describe themselves. */
export const describedLatency =
  (context: ProcessorContext, processors: readonly ProcessorDescription[] = allProcessors): NodeLatency =>
  (node) => {
    const processor = processors.find(({ id }) => id === node.use)
    if (!processor) throw new Error(`There is no processor ${node.use}`)
    const params: Record<string, number> = {}
    for (const [name, { initial }] of Object.entries(processor.params))
      params[name] = node.params[name] ?? initial
    return processor.latencySamples(params, context)
  }

const chainLatency = (chain: PlanNode[], latencyOf: NodeLatency): number =>
  chain.reduce((sum, node) => sum + latencyOf(node), 0)

/** For each side-chain of a strip, how late the strip's input must be for the two to meet at the node. */
const sidechainNeeds = (
  strip: PlanStrip,
  latencies: Map<string, number>,
  latencyOf: NodeLatency,
): number[] => {
  let before = 0
  return strip.chain.map((node) => {
    const needed = node.sidechain === undefined ? 0 : latencyBefore(node.sidechain, latencies) - before
    before += latencyOf(node)
    return needed
  })
}

const latencyBefore = (strip: string, latencies: Map<string, number>): number => {
  const latency = latencies.get(strip)
  if (latency === undefined) throw new Error(`Strip ${strip} is used before it is computed`)
  return latency
}
