// npm run bench [-- job | matrix | processors | polish] [options]: which bench is run; without a name, the whole job.
import { benchJob } from './job.bench'
import { benchMatrix } from './matrix.bench'
import { benchPolish } from './polish.bench'
import { benchProcessors } from './processors.bench'

const benches: Record<string, (args: string[]) => Promise<number>> = {
  job: benchJob,
  matrix: benchMatrix,
  processors: benchProcessors,
  polish: benchPolish,
}

const [first = '', ...rest] = process.argv.slice(2)
const named = Object.prototype.hasOwnProperty.call(benches, first)
const bench = first === '' || first.startsWith('--') ? benchJob : named ? benches[first] : null

if (bench === null) {
  process.stderr.write(`There is no bench ${first}; there are ${Object.keys(benches).join(', ')}.\n`)
  process.exitCode = 2
} else
  bench(named ? rest : process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exitCode = 1
    },
  )
