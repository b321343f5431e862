// From sources to stems to the pre-master: the strips, in the order they are computed.
import type { Genre } from '../presets/schema'
import type { ProcessorDescription } from '../processors/processor'
import { roles, type Role } from '../timeline/roles'
import { completeNode, decideChain } from './chains'
import type { PlanDecision, PlanStrip } from './plan'
import type { Source } from './sources'
import { capital } from './words'

export const masterStrip = 'master'

export const presentRoles = (sources: Source[]): Role[] =>
  roles.filter((role) => sources.some((source) => source.role === role))

export const duckSignal = (role: Role): string => `duck-${role}`

const stem = (
  role: Role,
  sources: Source[],
  ducked: boolean,
  all: readonly ProcessorDescription[],
): PlanStrip => ({
  id: role,
  title: capital(role),
  role,
  inputs: sources
    .filter((source) => source.role === role)
    .map((source) => ({ strip: source.id, gainDb: 0, delaySamples: 0 })),
  chain: ducked ? [{ ...completeNode({ use: 'gain', params: {} }, all), signal: duckSignal(role) }] : [],
})

interface StripsContext {
  ducked: (role: Role) => boolean
  trimDb: (source: Source, clip: string) => number
  channels: number
  processors: readonly ProcessorDescription[]
}

export const decideStrips = (
  sources: Source[],
  genre: Genre,
  { ducked, trimDb, channels, processors }: StripsContext,
): { strips: PlanStrip[]; decisions: PlanDecision[] } => {
  const decisions: PlanDecision[] = []
  const single = sources.map((source): PlanStrip => {
    const { chain, decision } = decideChain(source, genre.roles[source.role], {
      genreTitle: genre.title,
      channels,
      processors,
      trimDb: (clip) => trimDb(source, clip),
    })
    decisions.push(decision)
    return {
      id: source.id,
      title: `${source.label} ${source.role}`,
      role: source.role,
      inputs: [{ source: source.id, delaySamples: 0 }],
      chain,
    }
  })
  const present = presentRoles(sources)
  const stems = present.map((role) => stem(role, sources, ducked(role), processors))
  const sum: PlanStrip = {
    id: masterStrip,
    title: 'Sum of all stems',
    role: null,
    inputs: present.map((role) => ({ strip: role, gainDb: 0, delaySamples: 0 })),
    chain: [],
  }
  return { strips: [...single, ...stems, sum], decisions }
}
