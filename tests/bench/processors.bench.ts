// npm run bench -- processors [id ...]: what each processor costs, ns of CPU per stereo sample at 48 kHz, in every
// engine there is, beside ffmpeg's filter for the same work and a fixed loop (cost.ts).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFfmpeg } from '../../client/media/ffmpeg'
import { processors } from '../../dsp-core/index'
import type { Engine } from '../../dsp-core/processors/engine'
import { engines } from '../engines'
import { pinkNoise, sine, speechLike } from '../signals'
import { costOf, type Cost } from './cost'
import { edgeRows } from './edges'
import { FilterCost } from './filterCost'
import { usesOf, type Use } from './processorUses'
import { printTable, say } from './table'

const lengthSamples = 10 * 48000
/** As the renderer cuts. */
const blockSamples = 4096

/** A voice over a chord over a bed of noise. */
const programme = (seed: number): Float32Array => {
  const voice = speechLike(seed, lengthSamples)
  const bed = pinkNoise(seed + 9, lengthSamples, 0.15)
  const chord = [110, 165, 220, 440, 1320].map((hz) => sine({ hz, dbfs: -24, lengthSamples }))
  return voice.map((value, i) => 0.7 * (value + bed[i] + chord.reduce((sum, tone) => sum + tone[i], 0)))
}

const costIn = (open: () => Engine, id: string, { params = {} }: Use, sound: Float32Array[]): Cost => {
  const ports = processors.find((processor) => processor.id === id)!.ports
  return costOf(() => {
    const engine = open()
    const setup = { sampleRateHz: 48000, channels: 2, maxBlock: blockSamples }
    const main = engine.createSound(2, blockSamples)
    const driver = ports.includes('sidechain') ? engine.createSound(2, blockSamples) : undefined
    const moves = ports.includes('signal') ? new Float32Array(blockSamples).fill(0.7) : undefined
    const processor = engine.createProcessor(id, params, setup)
    const run = (): void => {
      for (let start = 0; start + blockSamples <= lengthSamples; start += blockSamples) {
        for (let c = 0; c < 2; c++) {
          const block = sound[c].subarray(start, start + blockSamples)
          main[c].set(block)
          driver?.[c].set(block)
        }
        processor.process(main, blockSamples, driver, moves)
      }
    }
    return { run, samples: lengthSamples - (lengthSamples % blockSamples) }
  })
}

const text = (ns: number | null): string => (ns === null ? '-' : ns < 10 ? ns.toFixed(2) : ns.toFixed(1))

const processorRow = async (
  id: string,
  use: Use,
  sound: Float32Array[],
  filters: FilterCost | null,
): Promise<string[]> => {
  // What others made has no twin in plain TypeScript.
  const foreign = processors.find((processor) => processor.id === id)!.foreign
  const costs = Object.entries(engines).map(([engine, open]) =>
    foreign && engine === 'typescript' ? null : costIn(open, id, use, sound),
  )
  const best = costs[costs.length - 1]!
  const twin =
    !use.ffmpeg || !filters
      ? null
      : await (use.ffmpeg.includes('[') ? filters.ofGraph(use.ffmpeg) : filters.of(use.ffmpeg))
  return [
    id + use.title,
    ...costs.map((cost) => text(cost && cost.ns)),
    text(twin),
    twin === null ? 'no twin' : (twin / best.ns).toFixed(1),
    (best.ns / best.referenceNs).toFixed(2),
  ]
}

export const benchProcessors = async (args: string[]): Promise<number> => {
  const unknown = args.filter((id) => !processors.some((processor) => processor.id === id))
  if (unknown.length > 0) {
    process.stderr.write(`There is no processor ${unknown.join(', ')}.\n`)
    return 2
  }
  const folder = mkdtempSync(join(tmpdir(), 'dubstage-bench-'))
  try {
    const ffmpeg = await findFfmpeg()
    const sound = [programme(1), programme(2)]
    const filters = ffmpeg
      ? await FilterCost.prepare(ffmpeg.path, join(folder, 'sound.wav'), sound, 12)
      : null
    const names = Object.keys(engines)
    say('ns of CPU per stereo sample (48 kHz: one lasts 20833); ffmpeg without decoding, one thread')
    const rows = [['', ...names, 'ffmpeg', 'ffmpeg / last', 'last / reference loop']]
    for (const { id } of processors) {
      if (args.length > 0 && !args.includes(id)) continue
      for (const use of usesOf[id] ?? [{ title: '' }]) rows.push(await processorRow(id, use, sound, filters))
    }
    printTable(rows)
    if (args.length > 0) return 0
    say('')
    printTable(await edgeRows(folder, sound, filters, ffmpeg?.path ?? null))
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
