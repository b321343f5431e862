// Fits the network of the speech meter to scenes and writes dsp-core/processors/speech-meter/network.json.
// Run by hand: npx tsx tests/listen/fit.ts [scenes] [epochs]. The same data and arguments give the same weights;
// those in the repository are of 600 scenes and 6 epochs, fitted without the held-out third. Then: npx prettier --write.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inputCount } from '../../dsp-core/processors/speech-meter/context'
import { StepEar } from '../../dsp-core/processors/speech-meter/stepEar'
import { Chance } from './chance'
import { Scene, SceneMaker, sceneRateHz } from './scenes'
import { Trainer } from './trainer'

const longestSeconds = 12
const shortestSeconds = 0.3
const everyStep = 5
const outputs = 2

export interface Examples {
  count: number
  inputs: Float32Array
  /** Speech, music. */
  targets: Float32Array
  counts: Float32Array
}

const stepsOf = (scene: Scene, each: (step: number, inputs: Float64Array) => void): void => {
  let step = 0
  const ear = new StepEar(sceneRateHz, (inputs) => each(step++, inputs), 1)
  ear.push([scene.samples], scene.samples.length)
  ear.finish()
}

/** Beginnings count three times: the first syllable must be found. */
const countOf = (scene: Scene, step: number): number => {
  if (!scene.speech[step]) return 1
  return scene.speech[Math.max(0, step - 12)] ? 1 : 3
}

const gather = (maker: SceneMaker, scenes: number): Examples => {
  const room = Math.ceil((scenes * longestSeconds * 100) / everyStep) + scenes
  const examples: Examples = {
    count: 0,
    inputs: new Float32Array(room * inputCount),
    targets: new Float32Array(room * outputs),
    counts: new Float32Array(room * outputs),
  }
  for (let s = 0; s < scenes; s++) {
    // A third are short clips: then there is little around a step.
    const seconds =
      s % 3 ? longestSeconds : shortestSeconds * (longestSeconds / shortestSeconds) ** ((s % 32) / 32)
    const scene = maker.make(seconds)
    stepsOf(scene, (step, inputs) => {
      if ((step + s) % everyStep !== 0) return
      const at = examples.count++
      examples.inputs.set(inputs, at * inputCount)
      examples.targets.set([scene.speech[step], scene.music[step]], at * outputs)
      examples.counts.set([scene.speechCounts * countOf(scene, step), scene.musicCounts], at * outputs)
    })
  }
  return examples
}

const main = (): void => {
  const scenes = Number(process.argv[2] ?? 600)
  const epochs = Number(process.argv[3] ?? 6)
  const examples = gather(new SceneMaker(new Chance(1), (recording) => !recording.heldOut), scenes)
  console.log(`${examples.count} steps of ${scenes} scenes`)
  const trainer = new Trainer([inputCount, 28, 14, outputs], new Chance(2))
  trainer.scaleTo(examples)
  for (let epoch = 0; epoch < epochs; epoch++)
    console.log(epoch, trainer.epoch(examples, epoch / epochs).toFixed(4))
  const file = join(__dirname, '..', '..', 'dsp-core', 'processors', 'speech-meter', 'network.json')
  writeFileSync(file, JSON.stringify(trainer.weights()))
}

main()
