// dubstage measure: loudness and peaks of a sound file, by our own meters, and all else on request.
import { measureFile, type MeasuredSound } from '../../client/app/measureFile'
import { inWords } from '../../client/app/problems'
import { fail } from '../../client/problem'
import { cacheFolder } from '../cacheFolder'
import { withWorkers } from '../withWorkers'
import { decimal, problemLine, readArgs, toJson, type Command } from './command'
import { detailLines, detailNumbers } from './measureDetails'

const help = `Usage: dubstage measure <audio> [--full] [--json] [--ffmpeg PATH]

Measures loudness (ITU-R BS.1770-5, EBU Tech 3341 and 3342) and peaks of any sound or video file.

  --full          also dialogue loudness and how much is speech or music, RMS and noise floor (ACX), Leq(m),
                  clipping, hum, correlation, offset; with --json also levels in thirds of an octave; takes much
                  longer
  --json          integratedLufs, maxMomentaryLufs, maxShortTermLufs, loudnessRangeLu, truePeakDbtp,
                  samplePeakDbfs, channels, sampleRateHz, lengthSamples (silence is null); damagedSamples, which
                  were measured as silence; problems
  --ffmpeg PATH   the ffmpeg to decode with`

const lines = ({ measurement: measured }: MeasuredSound): string[] => [
  `integrated loudness  ${decimal(measured.integratedLufs)} LUFS`,
  `max momentary        ${decimal(measured.maxMomentaryLufs)} LUFS`,
  `max short-term       ${decimal(measured.maxShortTermLufs)} LUFS`,
  `loudness range       ${decimal(measured.loudnessRangeLu)} LU`,
  `true peak            ${decimal(measured.truePeakDbtp)} dBTP`,
  `sample peak          ${decimal(measured.samplePeakDbfs)} dBFS`,
]

const format = ({ measurement: { channels, sampleRateHz, lengthSamples } }: MeasuredSound): string =>
  `${channels} ${channels === 1 ? 'channel' : 'channels'}, ${sampleRateHz} Hz, ${lengthSamples} samples`

export const measure: Command = {
  help,
  run: async (args, terminal) => {
    const { values, positionals } = readArgs(
      args,
      { full: { type: 'boolean' }, json: { type: 'boolean' }, ffmpeg: { type: 'string' } },
      ['<audio>'],
    )
    const path = positionals[0]
    const found = await withWorkers((workers) =>
      measureFile(path, {
        workers,
        progress: terminal.progress,
        signal: terminal.signal,
        ffmpegPath: values.ffmpeg,
        cacheFolder: cacheFolder(),
        details: values.full,
      }),
    )
    if (!found) return fail('media-not-readable', path, { reason: 'it holds no sound' })
    const { measurement, damagedSamples } = found
    const problems = found.problems.map(inWords)
    terminal.print(
      values.json
        ? toJson({ ...measurement, ...detailNumbers(found), damagedSamples, problems })
        : [...lines(found), ...detailLines(found), format(found), ...problems.map(problemLine)].join('\n'),
    )
    return 0
  },
}
