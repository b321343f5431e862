// Steps of scenes with what is true of them, to fit a network to.
import { inputCount } from '../../dsp-core/processors/speech-meter/context'
import { StepEar } from '../../dsp-core/processors/speech-meter/stepEar'
import { Scene, SceneMaker, sceneRateHz } from './scenes'

const longestSeconds = 12
const shortestSeconds = 0.3
/** Twice as dense as the meter judges. */
const everyStep = 2
/** Speech, music. */
export const outputCount = 2

export interface Examples {
  count: number
  inputs: Float32Array
  targets: Float32Array
  /** How much an error counts. */
  counts: Float32Array
}

const stepsOf = (scene: Scene, each: (step: number, inputs: Float64Array) => void): void => {
  let step = 0
  const ear = new StepEar(
    sceneRateHz,
    (inputs) => {
      each(step, inputs)
      step += everyStep
    },
    everyStep,
  )
  ear.push([scene.samples], scene.samples.length)
  ear.finish()
}

/** Beginnings count three times: the first syllable must be found. */
const countOf = (scene: Scene, step: number): number =>
  scene.speech[step] && !scene.speech[Math.max(0, step - 12)] ? 3 : 1

/** A third are short clips: then there is little around a step. */
const secondsOf = (scene: number): number =>
  scene % 3 ? longestSeconds : shortestSeconds * (longestSeconds / shortestSeconds) ** ((scene % 32) / 32)

export const examplesOf = (maker: SceneMaker, scenes: number): Examples => {
  const room = Math.ceil((scenes * longestSeconds * 100) / everyStep) + scenes
  const examples: Examples = {
    count: 0,
    inputs: new Float32Array(room * inputCount),
    targets: new Float32Array(room * outputCount),
    counts: new Float32Array(room * outputCount),
  }
  for (let s = 0; s < scenes; s++) {
    const scene = maker.make(secondsOf(s))
    stepsOf(scene, (step, inputs) => {
      const at = examples.count++
      examples.inputs.set(inputs, at * inputCount)
      examples.targets.set([scene.speech[step], scene.music[step]], at * outputCount)
      examples.counts.set([scene.speechCounts * countOf(scene, step), scene.musicCounts], at * outputCount)
    })
  }
  return examples
}
