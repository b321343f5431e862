// Fits the network of the speech meter to scenes and writes dsp-core/processors/speech-meter/network.json.
// Run by hand: npx tsx tests/listen/fit.ts [scenes] [epochs]. The same data and arguments give the same weights;
// those in the repository are of 900 scenes and 5 epochs, fitted without the held-out third. Then: npx prettier --write.
// One network errs by the chance of its beginning (effects taken for speech: 2 to 7 %, 2026-11-25). So several are
// fitted to what is true, and one more to what they say together (Hinton, Vinyals and Dean, 2015).
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inputCount } from '../../dsp-core/processors/speech-meter/context'
import { StepEar } from '../../dsp-core/processors/speech-meter/stepEar'
import { Chance } from './chance'
import { Scene, SceneMaker, sceneRateHz } from './scenes'
import { Trainer } from './trainer'

const longestSeconds = 12
const shortestSeconds = 0.3
const everyStep = 4
const outputs = 2
const teachers = 6
/** Share of inputs left out at random, so that none is leaned on alone; what the teachers say needs no such care. */
const teachersDrop = 0.15
/** A step wrongly called speech weighs so much more than one missed; by cross-validation, 2026-11-25. */
const falseWeight = 1.25

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
  if (!scene.speech[step]) return falseWeight
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

const fitted = (examples: Examples, epochs: number, seed: number, drop: number): Trainer => {
  const trainer = new Trainer([inputCount, 28, 14, outputs], new Chance(seed), drop)
  trainer.scaleTo(examples)
  let loss = 0
  for (let epoch = 0; epoch < epochs; epoch++) loss = trainer.epoch(examples, epoch / epochs)
  console.log(`${seed}: ${loss.toFixed(4)}`)
  return trainer
}

/** The same examples with what the networks find on average, in odds, in place of the truth. */
const taught = (examples: Examples, by: Trainer[]): Examples => {
  const targets = new Float32Array(examples.targets.length)
  for (let at = 0; at < examples.count; at++) {
    const odds = new Float64Array(outputs)
    for (const teacher of by) teacher.oddsOf(examples, at).forEach((x, o) => (odds[o] += x / by.length))
    for (let o = 0; o < outputs; o++) targets[at * outputs + o] = 1 / (1 + Math.exp(-odds[o]))
  }
  return { ...examples, targets }
}

const main = (): void => {
  const scenes = Number(process.argv[2] ?? 900)
  const epochs = Number(process.argv[3] ?? 5)
  const examples = gather(new SceneMaker(new Chance(1), (recording) => !recording.heldOut), scenes)
  console.log(`${examples.count} steps of ${scenes} scenes`)
  const several = Array.from({ length: teachers }, (_, i) => fitted(examples, epochs, 2 + i, teachersDrop))
  const one = fitted(taught(examples, several), epochs, 2 + teachers, 0)
  const file = join(__dirname, '..', '..', 'dsp-core', 'processors', 'speech-meter', 'network.json')
  writeFileSync(file, JSON.stringify(one.weights()))
}

main()
