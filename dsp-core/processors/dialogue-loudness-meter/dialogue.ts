// Dialogue loudness of a whole sound from its steps of 10 ms: as the kernel measures it, without its classes.
import * as gating from '../loudness-meter/gating'

export interface DialogueLoudness {
  /** -Infinity where nobody speaks. */
  dialogueLufs: number
  dialogueRangeLu: number
  /** Share of time that is speech. */
  speechPercent: number
  /** The dialogue; the programme where speech is rare. */
  anchorLufs: number
  /** Programme over dialogue; null where nobody speaks. */
  loudnessToDialogueLu: number | null
}

/** From this probability on a step is speech. */
const spokenFrom = 0.5
/** Where less is speech, encoders and Netflix measure the programme instead. */
const rareSpeechPercent = 15

/** The steps that are speech, as if they followed each other. */
const spokenSteps = (energies: Float32Array, speech: Float32Array): Float32Array =>
  energies.filter((_, step) => speech[step] >= spokenFrom)

/** How loud people speak, alone. */
export const spokenLufs = (energies: Float32Array, speech: Float32Array): number =>
  gating.ungatedLufs(spokenSteps(energies, speech))

/** `energies` and `speech` (0 ... 1) are lines of steps from the same first sample. */
export const dialogueLoudness = (energies: Float32Array, speech: Float32Array): DialogueLoudness => {
  const spoken = spokenSteps(energies, speech)
  const programmeLufs = gating.integratedLufs(energies)
  const dialogueLufs = gating.ungatedLufs(spoken)
  const speechPercent = energies.length > 0 ? (100 * spoken.length) / energies.length : 0
  const difference = programmeLufs - dialogueLufs
  return {
    dialogueLufs,
    dialogueRangeLu: gating.loudnessRangeLu(spoken),
    speechPercent,
    anchorLufs: speechPercent < rareSpeechPercent ? programmeLufs : dialogueLufs,
    loudnessToDialogueLu: Number.isFinite(difference) ? difference : null,
  }
}
