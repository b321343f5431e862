// Fits the networks of the speech meter to scenes and writes dsp-core/processors/speech-meter/network.json.
// Run by hand, some 25 minutes: npx tsx tests/listen/fit.ts, then npx prettier --write. The same recordings give the same
// weights; those in the repository were fitted without the held-out third.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inputCount } from '../../dsp-core/processors/speech-meter/context'
import type { NetworkWeights } from '../../dsp-core/processors/speech-meter/network'
import { Chance } from './chance'
import { examplesOf, outputCount, type Examples } from './examples'
import type { Recording } from './material'
import { SceneMaker } from './scenes'
import { scalingOf, Trainer, type Scaling } from './trainer'

const scenes = 900
const epochs = 5
/**
 * Networks differ by the scenes they hear, the chance they begin with and the order of examples: what one set of scenes
 * happens to lack, another has.
 */
const seeds = [2, 3, 4, 5, 6, 7]
const sizes = [inputCount, 28, 14, outputCount]

type Uses = (recording: Recording) => boolean

const examplesBy = (seed: number, used: Uses): Examples =>
  examplesOf(new SceneMaker(new Chance(seed), used), scenes)

const fitNetwork = (seed: number, scaling: Scaling, examples: Examples): number[][][] => {
  const trainer = new Trainer(sizes, new Chance(seed), scaling)
  const loss = trainer.fit(examples, epochs)
  console.log(`network ${seed}: ${examples.count} steps of ${scenes} scenes, mean loss ${loss.toFixed(4)}`)
  return trainer.rows()
}

export const fitNetworks = (used: Uses): NetworkWeights => {
  const [first, ...others] = seeds
  const examples = examplesBy(first, used)
  // All networks hear inputs scaled alike, by the first one's scenes.
  const scaling = scalingOf(examples, inputCount)
  const networks = [fitNetwork(first, scaling, examples)]
  for (const seed of others) networks.push(fitNetwork(seed, scaling, examplesBy(seed, used)))
  return { ...scaling, networks }
}

if (require.main === module) {
  const file = join(__dirname, '..', '..', 'dsp-core', 'processors', 'speech-meter', 'network.json')
  writeFileSync(file, JSON.stringify(fitNetworks(({ heldOut }) => !heldOut)))
}
