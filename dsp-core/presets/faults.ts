// What is wrong with untrusted JSON: where, why, and what may stand there instead. Short, whatever was found.

export interface Fault {
  /** `roles.dialogue.chain[1].ratio`; empty for the whole. */
  path: string
  /** Goes on where the path ends: "must lie in 1 … 20, is 99". */
  reason: string
  /** What may stand there, or what was probably meant, where the reason does not say it. */
  hint?: string
  /** Between fields, where no schema can see it. */
  across?: true
}

/** What went wrong so far; reading goes on so that one look shows all faults. */
export class Faults {
  readonly entries: Fault[] = []
  /** There was more than is listed. */
  more = false
  /** After so many it stops listing: a hostile file must not fill memory with complaints. */
  static readonly most = 50

  add(path: string, reason: string, hint?: () => string): void {
    if (this.entries.length < Faults.most) this.entries.push({ path, reason, hint: hint?.() })
    else this.more = true
  }

  /** As lines. */
  get list(): string[] {
    const lines = this.entries.map(({ path, reason }) => `${path === '' ? 'it' : path} ${reason}`)
    return this.more ? [...lines, 'and more'] : lines
  }
}

/** Would move the cursor, turn the text around or break the line where it is shown. */
const unseen = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Shown in a fault: what was found, short and on one line. */
export const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (value !== null && typeof value === 'object') return 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value)
  return (text.length > 60 ? `${text.slice(0, 60)}…` : text).replace(unseen, escaped)
}

/** A name as part of a path. */
export const shownName = (name: string): string => shown(name).slice(1, -1)
