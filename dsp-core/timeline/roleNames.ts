// What names say about a role, by the words of roleNames.json.
import { nameTokens, type NameTokens } from './nameTokens'
import names from './roleNames.json'
import { roles, type Role } from './roleList'

export interface NameHint {
  role: Role
  /** 1: the name says it; less: it only hints. */
  strength: number
  /** The word that said so, as in the table. */
  word: string
}

const weakStrength = 0.1
/** Scripts that write without spaces are searched for anywhere in the name. */
const unspaced = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/

interface Entry {
  role: Role
  strength: number
}

const singles = new Map<string, Entry[]>()
const inside: { text: string; entry: Entry }[] = []
const groups: { words: string[]; entry: Entry }[] = []

const enter = (word: string, entry: Entry): void => {
  if (unspaced.test(word)) inside.push({ text: word, entry })
  else if (word.includes(' ')) groups.push({ words: word.split(' '), entry })
  else singles.set(word, [...(singles.get(word) ?? []).filter((other) => other.role !== entry.role), entry])
}

for (const role of roles)
  for (const [kind, words] of Object.entries(names[role]))
    for (const word of words.split(', ')) enter(word, { role, strength: kind === 'weak' ? weakStrength : 1 })
inside.sort((a, b) => b.text.length - a.text.length)

const findInside = (text: string, hints: NameHint[]): void => {
  let rest = text
  for (const { text: word, entry } of inside) {
    if (!rest.includes(word)) continue
    rest = rest.split(word).join(' ')
    hints.push({ ...entry, word })
  }
}

/** Groups of words first; a word counts once. */
const findWords = ({ words }: NameTokens, hints: NameHint[]): void => {
  const used = new Set<number>()
  for (const group of groups)
    for (let i = 0; i + group.words.length <= words.length; i++)
      if (group.words.every((word, k) => words[i + k] === word && !used.has(i + k))) {
        group.words.forEach((_, k) => used.add(i + k))
        hints.push({ ...group.entry, word: group.words.join(' ') })
      }
  words.forEach((word, i) => {
    if (!used.has(i)) for (const entry of singles.get(word) ?? []) hints.push({ ...entry, word })
  })
}

/** All that a name says, strongest first; nothing for generic and machine-made names. */
export const nameHints = (name: string): NameHint[] => {
  const tokens = nameTokens(name)
  const hints: NameHint[] = []
  findInside(tokens.text, hints)
  findWords(tokens, hints)
  return hints.sort((a, b) => b.strength - a.strength)
}
