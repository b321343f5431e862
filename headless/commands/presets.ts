// dubstage presets: what genres, deliveries and listening simulations there are, and whether one of your own is valid.
import { presetKinds, presetSchema, shippedPresets } from '../../dsp-core/index'
import { chooseShipped, fileOfShipped } from '../../client/app/shippedPreset'
import { product } from '../product'
import { readArgs, toJson, UsageError, type Command, type Terminal } from './command'
import { checkPresets } from './presetsCheck'

const help = `Usage: dubstage presets list [--json]
       dubstage presets show <id>
       dubstage presets check <file>... [--json]
       dubstage presets schema [genre|delivery|simulation]

A genre says how it should sound, a delivery what the recipient demands, a
listening simulation how it will sound at its listener's. Each is one JSON file.

  list     all that ship: kind, id and title
  show     one of them, as a file; where kinds share an id, write kind/id
  check    says of each file whether it is valid, or every fault with its
           line, what is wrong and what is allowed; exit code 1 if any is not
  schema   JSON Schema (2020-12) for editors: of one kind, or of any preset

To write one of your own:

  dubstage presets show documentary > mine.json   and change id, title, numbers
  dubstage presets check mine.json
  dubstage polish film.prproj --out mix --genre mine.json

An editor that knows JSON Schema (Visual Studio Code does) completes and checks
while you type: save "dubstage presets schema" as preset.schema.json beside it,
and begin the file with "$schema": "./preset.schema.json".`

const list = (args: string[], terminal: Terminal): number => {
  const { values } = readArgs(args, { json: { type: 'boolean' } }, [])
  const presets = shippedPresets().map(({ kind, id, title }) => ({ kind, id, title }))
  const width = Math.max(...presets.map(({ id }) => id.length)) + 2
  const lines = presets.map(({ kind, id, title }) => `${kind.padEnd(12)}${id.padEnd(width)}${title}`)
  terminal.print(values.json ? toJson({ schema: 'presets-list/1', presets }) : lines.join('\n'))
  return 0
}

const show = (args: string[], terminal: Terminal): number => {
  const { positionals } = readArgs(args, {}, ['<id>'])
  const preset = chooseShipped(positionals[0])
  terminal.print(JSON.stringify(preset.file, null, 2))
  terminal.remark?.(`${preset.kind}/${preset.id} ships with ${product}, as ${fileOfShipped(preset)}`)
  return 0
}

const schema = (args: string[], terminal: Terminal): number => {
  const { positionals } = readArgs(args, {}, args.length > 0 ? ['<kind>'] : [])
  const kind = presetKinds.find((known) => known === positionals[0])
  if (positionals.length > 0 && !kind)
    throw new UsageError(`There is no kind "${positionals[0]}"; there are: ${presetKinds.join(', ')}.`)
  terminal.print(JSON.stringify(presetSchema(kind), null, 2))
  return 0
}

const actions: Record<string, (args: string[], terminal: Terminal) => number | Promise<number>> = {
  list,
  show,
  check: checkPresets,
  schema,
}

export const presets: Command = {
  help,
  run: async ([name, ...rest], terminal) => {
    if (name === undefined || !Object.keys(actions).includes(name))
      throw new UsageError(
        `${name === undefined ? 'Missing' : `"presets ${name}" is nothing we know`}: say presets ${Object.keys(actions).join(', ')}.`,
      )
    return actions[name](rest, terminal)
  },
}
