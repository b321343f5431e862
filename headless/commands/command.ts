// What a command is, and how its arguments are read.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { WordedProblem } from '../../client/app/problems'
import type { Progress } from '../../client/app/progress'

export interface Terminal {
  /** A line for the person or program that reads standard output. */
  print(text: string): void
  /** A line beside the output, that must not get into a file the output is sent to. */
  remark?(text: string): void
  progress: Progress
  signal: AbortSignal
}

export interface Command {
  help: string
  /** Resolves to the exit code. */
  run(args: string[], terminal: Terminal): Promise<number>
}

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>
>

/** Reads options and exactly the named positional arguments ("<file>...": one or more); all else is a usage error. */
export const readArgs = <O extends Options>(args: string[], options: O, positionals: string[]): Parsed<O> => {
  const parsed = parse(args, options)
  const open = positionals.length > 0 && positionals[positionals.length - 1].endsWith('...')
  if (open && parsed.positionals.length > positionals.length) return parsed
  if (parsed.positionals.length !== positionals.length)
    throw new UsageError(
      parsed.positionals.length < positionals.length
        ? `Missing: ${positionals.slice(parsed.positionals.length).join(' ')}.`
        : `Too much: ${parsed.positionals.slice(positionals.length).join(' ')}.`,
    )
  return parsed
}

const parse = <O extends Options>(args: string[], options: O): Parsed<O> => {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** Numbers as a person reads them; "-inf" for silence. */
export const decimal = (value: number | null, digits = 1): string =>
  value === null || value === -Infinity ? '-inf' : value.toFixed(digits)

/** A problem on a line, as all commands tell it. */
export const problemLine = ({ where, message, remedy }: WordedProblem): string =>
  `! ${where ? `${where}: ` : ''}${message} ${remedy}`

/** JSON has no infinity: silence is null there. */
export const toJson = (value: unknown): string =>
  JSON.stringify(
    value,
    (_, item: unknown) => (typeof item === 'number' && !Number.isFinite(item) ? null : item),
    2,
  )
