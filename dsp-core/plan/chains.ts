// The chain of each source: what the genre says for its role, every parameter written out, so that a plan stays the
// same sound when a processor's initial values change; and the cuts that its own measurement asks for.
import type { GenreRole, PresetNode } from '../presets/schema'
import type { ProcessorDescription } from '../processors/processor'
import { compressionLu } from './compression'
import { cutsFor, cutsSentence, octaveQ, type Cut } from './correction'
import type { PlanDecision, PlanNode } from './plan'
import { isVoice, type HeardClip, type Source } from './sources'
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

/** Compressors of a voice give back what they take, so that the balance decided before the chain holds after it. */
const withMakeup = (
  chain: PlanNode[],
  rule: GenreRole,
  clips: { heard: HeardClip; trimDb: number }[],
  channels: number,
): { chain: PlanNode[]; takenLu: number } => {
  const at = chain.findIndex(({ use }) => use === 'compressor')
  const set = rule.chain.find(({ use }) => use === 'compressor')
  if (at < 0 || (set && 'makeupDb' in set.params)) return { chain, takenLu: 0 }
  const takenLu = -compressionLu(clips, chain[at], channels)
  const makeupDb = Math.min(24, Math.round(takenLu * 10) / 10)
  if (!(makeupDb > 0)) return { chain, takenLu: 0 }
  const node = { ...chain[at], params: { ...chain[at].params, makeupDb } }
  return { chain: chain.map((other, index) => (index === at ? node : other)), takenLu: makeupDb }
}

interface SourceChain {
  chain: PlanNode[]
  decision: PlanDecision
}

interface ChainContext {
  genreTitle: string
  channels: number
  processors: readonly ProcessorDescription[]
  trimDb: (clip: string) => number
}

const cutsClause = (cuts: Cut[], rule: GenreRole): string => {
  if (!rule.correction) return ''
  return cuts.length > 0
    ? `; too much for speech by measurement, so ${cutsSentence(cuts)} (${plain(rule.correction.maxCutDb, 'dB')} at most)`
    : '; its spectrum needs no cut'
}

export const decideChain = (source: Source, rule: GenreRole, context: ChainContext): SourceChain => {
  const { genreTitle, processors, channels, trimDb } = context
  const heard = source.clips.map((entry) => entry.heard).filter((clip): clip is HeardClip => clip !== null)
  const cuts = rule.correction ? cutsFor(heard, rule.correction.maxCutDb) : []
  const nodes = withCuts(rule.chain, cuts).map((node) => completeNode(node, processors))
  const trimmed = heard.map((clip) => ({ heard: clip, trimDb: trimDb(clip.clip.id) }))
  const made = isVoice(source.role)
    ? withMakeup(nodes, rule, trimmed, channels)
    : { chain: nodes, takenLu: 0 }
  const makeup =
    made.takenLu > 0
      ? `; compression takes about ${plain(made.takenLu, 'LU')} off the speech and makeup gives it back`
      : ''
  return {
    chain: made.chain,
    decision: {
      about: source.id,
      kind: 'chain',
      text: `${source.label} ${source.role} passes ${describedChain(rule.chain, processors)}, as ${genreTitle} has it${cutsClause(cuts, rule)}${makeup}.`,
    },
  }
}
