// How often a role is right over many sequences. By hand: npx tsx tests/roles/accuracy.ts [sequences] [held]
import { assignRoles, type Role } from '../../dsp-core/timeline/roles'
import { Chance } from '../listen/chance'
import { named, SequenceMaker, type KnownSequence, type NameStyle } from './sequences'

export interface Accuracy {
  clips: number
  right: number
  wrong: { clip: string; truth: Role; said: Role; reason: string }[]
}

export const accuracyOf = (sequences: KnownSequence[], style: NameStyle, seed: number): Accuracy => {
  const chance = new Chance(seed)
  const accuracy: Accuracy = { clips: 0, right: 0, wrong: [] }
  for (const known of sequences) {
    const { timeline, truth, measurements } = named(known, style, chance)
    const assigned = assignRoles({ timeline, measurements, corrections: {} })
    for (const [clip, role] of truth) {
      const { role: said, reason } = assigned.clips[clip]
      accuracy.clips++
      if (said === role) accuracy.right++
      else accuracy.wrong.push({ clip, truth: role, said, reason })
    }
  }
  return accuracy
}

export const makeSequences = (count: number, seed: number, heldOutOnly: boolean): KnownSequence[] => {
  const maker = new SequenceMaker(new Chance(seed), (recording) => recording.heldOut || !heldOutOnly)
  return Array.from({ length: count }, (_, i) => maker.make(i))
}

if (require.main === module) {
  const sequences = makeSequences(Number(process.argv[2] ?? 60), 7, process.argv[3] === 'held')
  for (const style of ['neutral', 'hostile', 'helpful'] as const) {
    const { clips, right, wrong } = accuracyOf(sequences, style, 11)
    console.log(`${style}: ${right} of ${clips} clips right, ${((100 * right) / clips).toFixed(1)} %`)
    if (style !== 'hostile')
      for (const one of wrong) console.log(`  ${one.truth} taken for ${one.said}: ${one.reason}`)
  }
}
