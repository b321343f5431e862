// What `measure --full` says beside loudness and peaks: as numbers, and in lines.
import type { MeasuredSound } from '../../client/app/measureFile'
import { decimal } from './command'

/** Under the names of the readings. */
export const detailNumbers = ({ details }: MeasuredSound): Record<string, number | null> => {
  if (!details) return {}
  const { readings, musicLikelihood, dialogueLufs, dialogueRangeLu, speechPercent, anchorLufs } = details
  const { loudnessToDialogueLu } = details
  return {
    ...{ dialogueLufs, dialogueRangeLu, speechPercent, anchorLufs, loudnessToDialogueLu },
    musicLikelihood,
    ...readings,
  }
}

const percent = (value: number): string => `${decimal(value, value > 0 && value < 1 ? 3 : 1)} %`

export const detailLines = (sound: MeasuredSound): string[] => {
  if (!sound.details) return []
  const { readings, dialogueLufs, speechPercent, dialogueRangeLu, loudnessToDialogueLu } = sound.details
  const { musicLikelihood } = sound.details
  const spoken = loudnessToDialogueLu !== null
  return [
    spoken
      ? `dialogue loudness    ${decimal(dialogueLufs)} LUFS (range ${decimal(dialogueRangeLu)} LU)`
      : `dialogue loudness    nobody speaks`,
    ...(spoken ? [`loudness to dialogue ${decimal(loudnessToDialogueLu)} LU`] : []),
    `speech               ${percent(speechPercent)} of the time`,
    `music                ${decimal(musicLikelihood, 2)} (0 ... 1)`,
    `RMS                  ${decimal(readings.rmsDbfs)} dBFS`,
    `noise floor (ACX)    ${decimal(readings.noiseFloorDbfs)} dBFS`,
    `digital silence      ${percent(readings.silencePercent)} of the time`,
    `Leq(m)               ${decimal(readings.leqMDb)} dB`,
    `clipping             ${clipping(readings)}`,
    `hum                  ${hum(readings)}`,
    `correlation          ${decimal(readings.correlation, 2)} (lowest ${decimal(readings.lowestCorrelation, 2)})`,
    `DC offset            ${decimal(100 * readings.dcOffset, 3)} %`,
  ]
}

const hum = ({ humHz, humDbfs, humAboveNoiseDb, humLinesCount }: Record<string, number>): string =>
  humLinesCount === 0
    ? 'none'
    : `${decimal(humHz)} Hz and multiples, ${humLinesCount} of 8, at ${decimal(humDbfs)} dBFS, ${decimal(humAboveNoiseDb)} dB above the noise there`

const clipping = ({
  clippedPercent,
  clippedRunsCount,
  longestClippedRunSamples,
  clipLevelDbfs,
}: Record<string, number>): string =>
  clippedRunsCount === 0
    ? 'none'
    : `${clippedRunsCount} times at ${decimal(clipLevelDbfs)} dBFS, up to ${longestClippedRunSamples} samples, ${percent(clippedPercent)} of all`
