// Reading untrusted JSON: each reader takes what was found at a path, notes what is wrong, and gives back a fresh
// value. Nothing is copied that was not asked for: an unknown key is a fault, so none reaches a prototype. Each also
// says what it takes, so that what is checked and what an editor is told cannot differ.
import { allowed } from './allowed'
import { shown, shownName, type Faults } from './faults'
import { nearestOf } from './nearest'

/** What may stand there, in the words of JSON Schema 2020-12. */
export type JsonSchema = Record<string, unknown>

export interface Read<T> {
  (value: unknown, path: string, faults: Faults): T
  /** What it takes, made when asked for: editors get it whole, faults quote it (allowed.ts). */
  says?: () => JsonSchema
}

const saying = <T>(says: () => JsonSchema, read: Read<T>): Read<T> => Object.assign(read, { says })

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

export const has = (record: object, key: string): boolean => Object.prototype.hasOwnProperty.call(record, key)

export const text = (limits: {
  most: number
  least?: number
  pattern?: RegExp
  like?: string
}): Read<string> =>
  saying(
    () => ({
      type: 'string',
      minLength: limits.least ?? 0,
      maxLength: limits.most,
      ...(limits.pattern && { pattern: limits.pattern.source }),
    }),
    (value, path, faults) => {
      const least = limits.least ?? 0
      if (typeof value !== 'string') faults.add(path, `must be text, is ${shown(value)}`)
      else if (value.length > limits.most) faults.add(path, `is longer than ${limits.most} characters`)
      else if (value.length < least)
        faults.add(path, value === '' ? 'is empty' : `is shorter than ${least} characters`)
      else if (limits.pattern && !limits.pattern.test(value))
        faults.add(path, `must be ${limits.like ?? 'well formed'}, is ${shown(value)}`)
      else return value
      return ''
    },
  )

export const number = (min: number, max: number): Read<number> => {
  const says = (): JsonSchema => ({ type: 'number', minimum: min, maximum: max })
  return saying(says, (value, path, faults) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      faults.add(path, `must be a number, is ${shown(value)}`, () => `allowed is ${allowed(says())}`)
    else if (value < min || value > max) faults.add(path, `must lie in ${min} … ${max}, is ${value}`)
    else return value
    return min
  })
}

export const whole = (min: number, max: number): Read<number> =>
  saying(
    () => ({ type: 'integer', minimum: min, maximum: max }),
    (value, path, faults) => {
      if (typeof value === 'number' && !Number.isInteger(value))
        faults.add(path, `must be whole, is ${value}`, () => `allowed is ${min} … ${max}`)
      return number(min, max)(value, path, faults)
    },
  )

export const flag: Read<boolean> = saying(
  () => ({ type: 'boolean' }),
  (value, path, faults) => {
    if (typeof value !== 'boolean') faults.add(path, `must be true or false, is ${shown(value)}`)
    return value === true
  },
)

export const oneOf = <T extends string | number>(choices: readonly T[]): Read<T> =>
  saying(
    () => ({ enum: [...choices] }),
    (value, path, faults) => {
      if (!choices.includes(value as T))
        faults.add(path, `must be one of ${choices.join(', ')}, is ${shown(value)}`)
      return choices.includes(value as T) ? (value as T) : choices[0]
    },
  )

export const orNull = <T>(read: Read<T>): Read<T | null> =>
  saying(
    () => ({ anyOf: [{ type: 'null' }, read.says?.() ?? {}] }),
    (value, path, faults) => (value === null ? null : read(value, path, faults)),
  )

export const list = <T>(read: Read<T>, most: number): Read<T[]> =>
  saying(
    () => ({ type: 'array', items: read.says?.() ?? {}, maxItems: most }),
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
    },
  )

/** Marks a key that may be absent. */
export const optional = <T>(read: Read<T>): Read<T | undefined> => {
  const either: Read<T | undefined> = (value, path, faults) =>
    value === undefined ? undefined : read(value, path, faults)
  return Object.assign(either, { optional: true, says: read.says })
}

const isOptional = (read: object): boolean => 'optional' in read

type Shape<T> = { [K in keyof T]-?: Read<T[K]> }

const sayObject = (shape: Record<string, Read<unknown>>): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(shape).map(([key, read]) => [key, read.says?.() ?? {}])),
  required: Object.keys(shape).filter((key) => !isOptional(shape[key])),
  additionalProperties: false,
})

export const pathTo = (path: string, name: string): string =>
  path === '' ? shownName(name) : `${path}.${shownName(name)}`

/** Exactly these keys, in this order. */
export const object = <T extends object>(shape: Shape<T>): Read<T> => {
  const known = Object.keys(shape) as (keyof T & string)[]
  return saying(
    () => sayObject(shape),
    (value, path, faults) => {
      const found = isRecord(value) ? value : {}
      if (!isRecord(value)) faults.add(path, `must be an object, is ${shown(value)}`)
      for (const key of Object.keys(found))
        if (!has(shape, key)) faults.add(pathTo(path, key), 'is not known', () => nearestOf(key, known))
      const made: Partial<T> = {}
      for (const key of known) {
        const read = shape[key]
        const given = has(found, key)
        if (!given && isRecord(value) && !isOptional(read))
          faults.add(pathTo(path, key), 'is missing', () => `it must be ${allowed(read.says?.())}`)
        else if (given) made[key] = read(found[key], pathTo(path, key), faults)
      }
      return made as T
    },
  )
}

/** What must hold between the fields of what was read; `says` where a schema can say it too. */
export const also = <T>(
  read: Read<T>,
  check: (made: T, path: string, faults: Faults) => void,
  says?: JsonSchema,
): Read<T> =>
  saying(
    () => ({ ...read.says?.(), ...says }),
    (value, path, faults) => {
      const made = read(value, path, faults)
      const before = faults.entries.length
      check(made, path, faults)
      if (!says) for (const fault of faults.entries.slice(before)) fault.across = true
      return made
    },
  )

/** Kept once in a schema, under this name. */
export const named = <T>(name: string, read: Read<T>): Read<T> =>
  saying(
    () => ({ $ref: `#/$defs/${name}`, $defs: { [name]: read.says?.() ?? {} } }),
    (value, path, faults) => read(value, path, faults),
  )

const forbiddenNames = ['__proto__', 'constructor', 'prototype']

/** Any names, one kind of value. */
export const record = <T>(read: Read<T>, most: number, longestName = 200): Read<Record<string, T>> =>
  saying(
    () => ({
      type: 'object',
      additionalProperties: read.says?.() ?? {},
      maxProperties: most,
      propertyNames: { maxLength: longestName, not: { enum: forbiddenNames } },
    }),
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
        if (forbiddenNames.includes(name) || name.length > longestName)
          faults.add(pathTo(path, name), 'is no name that may be used')
        else made[name] = read(value[name], pathTo(path, name), faults)
      }
      return made
    },
  )
