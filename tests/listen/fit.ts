// Fits the networks of the speech meter to scenes and writes dsp-core/processors/speech-meter/network.json.
// Run by hand, some minutes: npx tsx tests/listen/fit.ts, then npx prettier --write. The same recordings give the same
// weights; those in the repository were fitted without the held-out third.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inputCount } from '../../dsp-core/processors/speech-meter/context'
import type { NetworkWeights } from '../../dsp-core/processors/speech-meter/network'
import { Chance } from './chance'
import { examplesOf, outputCount } from './examples'
import { Recording } from './material'
import { SceneMaker } from './scenes'
import { scalingOf, Trainer } from './trainer'

const scenes = 900
const epochs = 5
/** Networks differ by the chance they begin with and by the order of examples. */
const seeds = [2, 3, 4, 5, 6, 7]
const sizes = [inputCount, 28, 14, outputCount]

export const fitNetworks = (used: (recording: Recording) => boolean): NetworkWeights => {
  const examples = examplesOf(new SceneMaker(new Chance(1), used), scenes)
  console.log(`${examples.count} steps of ${scenes} scenes`)
  const scaling = scalingOf(examples, inputCount)
  const networks = seeds.map((seed) => {
    const trainer = new Trainer(sizes, new Chance(seed), scaling)
    console.log(`network ${seed}: mean loss ${trainer.fit(examples, epochs).toFixed(4)}`)
    return trainer.rows()
  })
  return { ...scaling, networks }
}

if (require.main === module) {
  const file = join(__dirname, '..', '..', 'dsp-core', 'processors', 'speech-meter', 'network.json')
  writeFileSync(file, JSON.stringify(fitNetworks(({ heldOut }) => !heldOut)))
}
