// dubstage process: one file through any processors by themselves.
import { readFile } from 'node:fs/promises'
import { checkChain, findSimulation, processors, simulationIds, type ChainNode } from '../../dsp-core/index'
import { chooseSimulation } from '../../client/app/choosePresets'
import { inWords } from '../../client/app/problems'
import { processFile, type ProcessResult } from '../../client/app/processFile'
import { fail } from '../../client/problem'
import { cacheFolder } from '../cacheFolder'
import { loadKernels } from '../kernels'
import { problemLine, readArgs, toJson, UsageError, type Command } from './command'

const parameterLines = (): string =>
  processors
    .map(
      (processor) =>
        `  ${processor.id} (${processor.ports.join(', ')})\n` +
        Object.entries(processor.params)
          .map(
            ([name, { min, max, initial }]) =>
              `      ${name.padEnd(28)} ${min} … ${max}, initially ${initial}`,
          )
          .join('\n'),
    )
    .join('\n')

const simulationLines = (): string =>
  simulationIds
    .map((id) => {
      const found = findSimulation(id)
      return `  ${id.padEnd(16)} ${found && 'value' in found ? found.value.title : ''}`
    })
    .join('\n')

const help = `Usage: dubstage process <in> <out.wav> --chain '[{"use":"compressor","thresholdDb":-20}]' [options]
       dubstage process <in> <out.wav> --simulation phone [options]

Runs a file through processors and writes 32-bit float WAV of the same length; latency is made up for.

  --chain JSON       an array of { "use": id, parameter: value … }, or @file.json
  --simulation ID    as it sounds where it will be heard, for listening; comes after the chain if both are given;
                     or a file of your own (.json)
  --sidechain FILE   drives processors that have a side-chain (same sample rate)
  --ffmpeg PATH      the ffmpeg to decode with
  --json             readings of each processor as JSON

Simulations:
${simulationLines()}

Processors and their parameters:
${parameterLines()}`

/** What was written as a chain, and then what was named as a simulation. */
const askedChain = async (
  chain: string | undefined,
  simulation: string | undefined,
): Promise<ChainNode[]> => {
  if (chain === undefined && simulation === undefined)
    throw new UsageError('Missing: --chain or --simulation.')
  const checked = chain === undefined ? { nodes: [] } : checkChain(await parseChain(chain))
  if ('faults' in checked) return fail('chain-invalid', '--chain', { reason: checked.faults.join('; ') })
  if (simulation === undefined) return checked.nodes
  return [...checked.nodes, ...(await chooseSimulation(simulation)).chain]
}

const parseChain = async (text: string): Promise<unknown> => {
  const json = text.startsWith('@') ? await readFile(text.slice(1), 'utf8') : text
  try {
    return JSON.parse(json)
  } catch (error) {
    return fail('chain-invalid', '--chain', {
      reason: error instanceof Error ? error.message : String(error),
    })
  }
}

const nodeLine = ({ use, latencySamples, readings }: ProcessResult['nodes'][number]): string => {
  const values = Object.entries(readings).map(([name, value]) => `${name} ${value.toFixed(2)}`)
  return `${use}: ${values.join(', ')}${latencySamples ? ` (latency ${latencySamples} samples, made up for)` : ''}`
}

export const processSound: Command = {
  help,
  run: async (args, terminal) => {
    const { values, positionals } = readArgs(
      args,
      {
        chain: { type: 'string' },
        simulation: { type: 'string' },
        sidechain: { type: 'string' },
        ffmpeg: { type: 'string' },
        json: { type: 'boolean' },
      },
      ['<in>', '<out.wav>'],
    )
    const chain = await askedChain(values.chain, values.simulation)
    const [input, output] = positionals
    const result = await processFile(
      {
        input,
        output,
        chain,
        sidechain: values.sidechain,
        ffmpegPath: values.ffmpeg,
        cacheFolder: cacheFolder(),
        kernels: loadKernels(),
      },
      terminal,
    )
    const problems = result.problems.map(inWords)
    terminal.print(
      values.json
        ? toJson({ ...result, problems })
        : [...result.nodes.map(nodeLine), ...problems.map(problemLine)].join('\n'),
    )
    return 0
  },
}
