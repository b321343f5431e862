// The command line: finds the command, catches every problem once, and turns the outcome into an exit code.
import { inWords } from '../client/app/problems'
import { ProblemError, type ProblemCode } from '../client/problem'
import { UsageError, type Command, type Terminal } from './commands/command'
import { progressLine } from './terminal'
import { product } from './product'

/** 0 every promise kept; 1 done, but a promise failed or media was offline; 2 usage; 3 the input cannot be processed. */
const exitCodes = { kept: 0, broken: 1, usage: 2, stopped: 3, interrupted: 130 } as const

const usageProblems: ProblemCode[] = [
  'genre-unknown',
  'delivery-unknown',
  'simulation-unknown',
  'preset-unknown',
  'preset-ambiguous',
  'role-unknown',
  'track-unknown',
  'chain-invalid',
  'would-overwrite',
]

/** What a command needs is loaded when it is called: a program's text costs memory and time. */
const commands: Record<string, { summary: string; load(): Promise<Command> }> = {
  inspect: {
    summary: 'says what is on a timeline',
    load: async () => (await import('./commands/inspect')).inspect,
  },
  polish: {
    summary: 'mixes and masters a sequence and puts it back on the timeline',
    load: async () => (await import('./commands/polish')).polishCommand,
  },
  render: {
    summary: 'renders a plan again',
    load: async () => (await import('./commands/render')).render,
  },
  measure: {
    summary: 'measures loudness and peaks of a file',
    load: async () => (await import('./commands/measure')).measure,
  },
  process: {
    summary: 'runs a file through processors by themselves',
    load: async () => (await import('./commands/process')).processSound,
  },
  presets: {
    summary: 'lists, shows and checks genres, deliveries and listening simulations',
    load: async () => (await import('./commands/presets')).presets,
  },
  demo: {
    summary: 'makes a small project and polishes it',
    load: async () => (await import('./commands/demo')).demo,
  },
}

const overview = (): string =>
  [
    `${product}: mixes and masters the sound of a timeline, measures what it made, and puts it back in sync.`,
    '',
    'Usage: dubstage <command> [options]',
    '',
    ...Object.keys(commands).map((name) => `  ${name.padEnd(9)} ${commands[name].summary}`),
    '',
    '"dubstage <command> --help" tells more. Exit codes: 0 every promise kept; 1 done, but a promise failed or media',
    'was offline; 2 wrong usage; 3 the input cannot be processed.',
  ].join('\n')

const explain = (error: ProblemError): string => {
  const { message, remedy, where } = inWords(error.problem)
  return `${where ? `${where}: ` : ''}${message}\n${remedy}`
}

const report = (error: unknown, json: boolean): number => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\nSee "dubstage --help".\n`)
    return exitCodes.usage
  }
  const problem =
    error instanceof ProblemError
      ? error
      : new ProblemError({
          code: 'internal',
          where: '',
          values: { reason: error instanceof Error ? error.message : String(error) },
        })
  if (json) process.stdout.write(`${JSON.stringify({ problems: [inWords(problem.problem)] }, null, 2)}\n`)
  process.stderr.write(`${explain(problem)}\n`)
  if (process.env.DUBSTAGE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  if (problem.problem.code === 'cancelled') return exitCodes.interrupted
  return usageProblems.includes(problem.problem.code) ? exitCodes.usage : exitCodes.stopped
}

export const main = async (args: string[]): Promise<number> => {
  const [name, ...rest] = args
  if (name === '--version') return print(product)
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(overview())
    return name === undefined ? exitCodes.usage : exitCodes.kept
  }
  if (!Object.keys(commands).includes(name))
    return report(new UsageError(`There is no command "${name}".`), false)
  const command = await commands[name].load()
  if (rest.includes('--help') || rest.includes('-h')) return print(command.help)
  const line = progressLine(process.stderr)
  const abort = new AbortController()
  const interrupt = (): void => abort.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const terminal: Terminal = {
    print: (text) => {
      line.clear()
      print(text)
    },
    remark: (text) => {
      line.clear()
      process.stderr.write(`${text}\n`)
    },
    progress: line.show,
    signal: abort.signal,
  }
  try {
    return await command.run(rest, terminal)
  } catch (error) {
    line.clear()
    return report(error, rest.includes('--json'))
  } finally {
    process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', interrupt)
  }
}

const print = (text: string): number => {
  process.stdout.write(`${text}\n`)
  return exitCodes.kept
}

// A closed pipe (head, less) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
