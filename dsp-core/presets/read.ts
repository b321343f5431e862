// Reading untrusted JSON: each reader takes what was found at a path, notes what is wrong, and gives back a fresh
// value. Nothing is copied that was not asked for: an unknown key is a fault, so none reaches a prototype.

/** What went wrong so far; reading goes on so that one look shows all faults. */
export class Faults {
  readonly list: string[] = []
  /** After so many it stops listing: a hostile file must not fill memory with complaints. */
  static readonly most = 50

  add(path: string, reason: string): void {
    if (this.list.length < Faults.most) this.list.push(`${path === '' ? 'it' : path} ${reason}`)
    else if (this.list.length === Faults.most) this.list.push('and more')
  }
}

export type Read<T> = (value: unknown, path: string, faults: Faults) => T

/** Shown in a fault: what was found, short and on one line. */
export const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (value !== null && typeof value === 'object') return 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

export const text =
  (limits: { most: number; least?: number; pattern?: RegExp; like?: string }): Read<string> =>
  (value, path, faults) => {
    if (typeof value !== 'string') faults.add(path, `must be text, is ${shown(value)}`)
    else if (value.length > limits.most) faults.add(path, `is longer than ${limits.most} characters`)
    else if (value.length < (limits.least ?? 0)) faults.add(path, 'is empty')
    else if (limits.pattern && !limits.pattern.test(value))
      faults.add(path, `must be ${limits.like ?? 'well formed'}, is ${shown(value)}`)
    else return value
    return ''
  }

export const number =
  (min: number, max: number): Read<number> =>
  (value, path, faults) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      faults.add(path, `must be a number, is ${shown(value)}`)
    else if (value < min || value > max) faults.add(path, `must lie in ${min} … ${max}, is ${value}`)
    else return value
    return min
  }

export const whole =
  (min: number, max: number): Read<number> =>
  (value, path, faults) => {
    if (typeof value === 'number' && !Number.isInteger(value)) faults.add(path, `must be whole, is ${value}`)
    return number(min, max)(value, path, faults)
  }

export const flag: Read<boolean> = (value, path, faults) => {
  if (typeof value !== 'boolean') faults.add(path, `must be true or false, is ${shown(value)}`)
  return value === true
}

export const oneOf =
  <T extends string | number>(choices: readonly T[]): Read<T> =>
  (value, path, faults) => {
    if (!choices.includes(value as T))
      faults.add(path, `must be one of ${choices.join(', ')}, is ${shown(value)}`)
    return choices.includes(value as T) ? (value as T) : choices[0]
  }

export const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value, path, faults) =>
    value === null ? null : read(value, path, faults)

export const list =
  <T>(read: Read<T>, most: number): Read<T[]> =>
  (value, path, faults) => {
    if (!Array.isArray(value)) {
      faults.add(path, `must be a list, is ${shown(value)}`)
      return []
    }
    if (value.length > most) {
      faults.add(path, `has ${value.length} entries, more than ${most}`)
      return []
    }
    return Array.from(value, (entry, index) => read(entry, `${path}[${index}]`, faults))
  }

/** Marks a key that may be absent. */
export const optional = <T>(read: Read<T>): Read<T | undefined> =>
  Object.assign(
    ((value, path, faults) => (value === undefined ? undefined : read(value, path, faults))) as Read<
      T | undefined
    >,
    { optional: true },
  )

const isOptional = (read: object): boolean => 'optional' in read

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

type Shape<T> = { [K in keyof T]-?: Read<T[K]> }

/** Exactly these keys, in this order. */
export const object =
  <T extends object>(shape: Shape<T>): Read<T> =>
  (value, path, faults) => {
    const found = isRecord(value) ? value : {}
    if (!isRecord(value)) faults.add(path, `must be an object, is ${shown(value)}`)
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`)
    for (const key of Object.keys(found))
      if (!Object.prototype.hasOwnProperty.call(shape, key))
        faults.add(at(shown(key).slice(1, -1)), 'is not known')
    const made: Partial<T> = {}
    for (const key of Object.keys(shape) as (keyof T & string)[]) {
      const has = Object.prototype.hasOwnProperty.call(found, key)
      if (!has && isRecord(value) && !isOptional(shape[key])) faults.add(at(key), 'is missing')
      else if (has) made[key] = shape[key](found[key], at(key), faults)
    }
    return made as T
  }

const forbiddenNames = ['__proto__', 'constructor', 'prototype']

/** Any names, one kind of value. */
export const record =
  <T>(read: Read<T>, most: number, longestName = 200): Read<Record<string, T>> =>
  (value, path, faults) => {
    const made: Record<string, T> = {}
    if (!isRecord(value)) {
      faults.add(path, `must be an object, is ${shown(value)}`)
      return made
    }
    const names = Object.keys(value)
    if (names.length > most) {
      faults.add(path, `has ${names.length} entries, more than ${most}`)
      return made
    }
    for (const name of names) {
      const at = `${path}.${shown(name).slice(1, -1)}`
      if (forbiddenNames.includes(name) || name.length > longestName)
        faults.add(at, 'is no name that may be used')
      else made[name] = read(value[name], at, faults)
    }
    return made
  }
