// dubstage inspect: what the host adapter read, as text or JSON.
import {
  inspectTimeline,
  type InspectedClip,
  type InspectedSequence,
  type Inspection,
} from '../../client/app/inspect'
import { frameOfTicks } from '../../client/host/ticks'
import { timecodeOfFrames } from '../../client/projects/xmeml/timecode'
import { openTimeline } from '../openTimeline'
import { decimal, problemLine, readArgs, toJson, type Command } from './command'

const help = `Usage: dubstage inspect <timeline> [--sequence NAME] [--json]

Reads a timeline (.prproj, Final Cut Pro XML, .fcpxml, .otio) and says what is on its audio tracks.

  --sequence NAME   only this sequence (name or id)
  --json            as JSON (schema inspect/1); ticks are decimal strings, 254016000000 a second`

const asText = (inspection: Inspection): string =>
  [...inspection.sequences.flatMap(sequenceLines), ...inspection.problems.map(problemLine)].join('\n')

const sequenceLines = (sequence: InspectedSequence): string[] => [
  `${sequence.name}  ${(sequence.frameRate.num / sequence.frameRate.den).toFixed(3)} fps, ${sequence.sampleRateHz} Hz`,
  ...sequence.audioTracks.flatMap((track, index) => [
    `  A${index + 1} ${track.name} (${track.layout}${track.muted ? ', muted' : ''})`,
    ...track.clips.map((clip) => `    ${clipLine(clip, sequence)}`),
  ]),
]

const clipLine = (clip: InspectedClip, sequence: InspectedSequence): string => {
  const at = (ticks: string): string => {
    const frame = frameOfTicks(
      BigInt(ticks) + BigInt(sequence.zeroPointTicks),
      BigInt(sequence.ticksPerFrame),
    )
    return timecodeOfFrames(frame, sequence.frameRate, sequence.dropFrame)
  }
  const facts = [
    clip.enabled ? '' : 'disabled',
    clip.gainDb ? `gain ${decimal(clip.gainDb)} dB` : '',
    clip.levelKeys.length > 0 ? `${clip.levelKeys.length} level keys` : '',
    clip.levelKeys.length === 0 && clip.levelDb ? `level ${decimal(clip.levelDb)} dB` : '',
    clip.speed === 1 ? '' : `speed ${Math.round(clip.speed * 1000) / 10} %`,
    clip.reversed ? 'reversed' : '',
  ].filter((fact) => fact !== '')
  return `${at(clip.startTicks)} - ${at(clip.endTicks)}  ${clip.name}${facts.length > 0 ? `  (${facts.join(', ')})` : ''}`
}

export const inspect: Command = {
  help,
  run: async (args, terminal) => {
    const { values, positionals } = readArgs(
      args,
      { sequence: { type: 'string' }, json: { type: 'boolean' } },
      ['<timeline>'],
    )
    const { project, host } = await openTimeline(positionals[0])
    const inspection = await inspectTimeline(host, project, values.sequence)
    terminal.print(values.json ? toJson(inspection) : asText(inspection))
    return 0
  },
}
