// The chain of each source: what the genre says for its role, every parameter written out, so that a plan stays the
// same sound when a processor's initial values change; and the cuts that its own measurement asks for.
import type { GenreRole, PresetNode } from '../presets/schema'
import type { ProcessorDescription } from '../processors/processor'
import { cutsFor, cutsSentence, octaveQ, type Cut } from './correction'
import type { PlanDecision, PlanNode } from './plan'
import type { HeardClip, Source } from './sources'
import { plain } from './words'

/** Every parameter of a node, in the processor's order. */
export const completeNode = (node: PresetNode, processors: readonly ProcessorDescription[]): PlanNode => {
  const processor = processors.find((known) => known.id === node.use)
  if (!processor) throw new Error(`no processor ${node.use}`)
  const params: Record<string, number> = {}
  for (const name of Object.keys(processor.params))
    params[name] = node.params[name] ?? processor.params[name].initial
  return { use: processor.id, params }
}

const withCuts = (chain: PresetNode[], cuts: Cut[]): PresetNode[] => {
  if (cuts.length === 0) return chain
  const bells: Record<string, number> = {}
  cuts.forEach((cut, index) => {
    bells[`bell${index + 1}Hz`] = cut.hz
    bells[`bell${index + 1}GainDb`] = cut.gainDb
    bells[`bell${index + 1}Q`] = octaveQ
  })
  const at = chain.findIndex(
    (node) => node.use === 'equalizer' && !Object.keys(node.params).some((name) => name in bells),
  )
  if (at < 0) return [{ use: 'equalizer', params: bells }, ...chain]
  return chain.map((node, index) => (index === at ? { ...node, params: { ...node.params, ...bells } } : node))
}

/** "equalizer (high-pass 80 Hz), compressor (threshold -17 dB, ratio 3)": only what the genre set. */
const described = (node: PresetNode, processors: readonly ProcessorDescription[]): string => {
  const processor = processors.find((known) => known.id === node.use)!
  const set = Object.keys(node.params).map((name) => {
    const unit = /(Db|Hz|Ms|Lu)$/.exec(name)?.[1]
    const written = { Db: 'dB', Hz: 'Hz', Ms: 'ms', Lu: 'LU' }[unit ?? ''] ?? ''
    return `${processor.params[name].title.replace(/ \(.*\)$/, '').toLowerCase()} ${node.params[name]} ${written}`.trim()
  })
  return `${processor.title.toLowerCase()}${set.length > 0 ? ` (${set.join(', ')})` : ''}`
}

export const describedChain = (chain: PresetNode[], processors: readonly ProcessorDescription[]): string =>
  chain.length === 0 ? 'nothing' : chain.map((node) => described(node, processors)).join(', ')

export interface SourceChain {
  chain: PlanNode[]
  decision: PlanDecision
}

export const decideChain = (
  source: Source,
  rule: GenreRole,
  genreTitle: string,
  processors: readonly ProcessorDescription[],
): SourceChain => {
  const heard = source.clips.map((entry) => entry.heard).filter((clip): clip is HeardClip => clip !== null)
  const cuts = rule.correction ? cutsFor(heard, rule.correction.maxCutDb) : []
  const measured =
    cuts.length > 0
      ? `; too much for speech by measurement, so ${cutsSentence(cuts)} (${plain(rule.correction!.maxCutDb, 'dB')} at most)`
      : rule.correction
        ? '; its spectrum needs no cut'
        : ''
  return {
    chain: withCuts(rule.chain, cuts).map((node) => completeNode(node, processors)),
    decision: {
      about: source.id,
      kind: 'chain',
      text: `${source.label} ${source.role} passes ${describedChain(rule.chain, processors)}, as ${genreTitle} has it${measured}.`,
    },
  }
}
