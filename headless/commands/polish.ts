// dubstage polish: the main job on a timeline file.
import { polishTimeline, type PolishedTimeline } from '../polishTimeline'
import { readArgs, toJson, UsageError, type Command, type Terminal } from './command'
import { summaryOf } from './summary'
import { deliveryIds, genreIds, roles } from '../../dsp-core/index'

const help = `Usage: dubstage polish <timeline> --out DIR [options]

Reads a timeline, mixes and masters its sound, measures the result, and writes into DIR:
<sequence>.mix.wav, <sequence>.<role>.wav, <sequence>.polished.xml (Final Cut Pro XML with the mix in place and the
originals muted), plan.json, report.json, report.html.

  --sequence NAME      which sequence (name or id); needed only where several stand alone
  --genre ID           ${genreIds.join(', ')} (documentary)
  --delivery ID        ${deliveryIds.join(', ')} (ebu-r128)
                       Either may be a file of your own (.json): see "dubstage presets --help".
  --media-root DIR     look for missing media below this folder, by name; may be repeated
  --role "A1=music"    the role of a track, where ours is wrong: ${roles.join(', ')}; may be repeated
  --plan-only          decide and write plan.json, render nothing
  --ffmpeg PATH        the ffmpeg to decode with
  --json               the outcome as JSON`

const options = {
  out: { type: 'string' },
  sequence: { type: 'string' },
  genre: { type: 'string', default: 'documentary' },
  delivery: { type: 'string', default: 'ebu-r128' },
  'media-root': { type: 'string', multiple: true, default: [] as string[] },
  role: { type: 'string', multiple: true, default: [] as string[] },
  'plan-only': { type: 'boolean', default: false },
  ffmpeg: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** Exit code 1 says: done, but a promise failed or media was offline. */
export const tell = (polished: PolishedTimeline, json: boolean, terminal: Terminal): number => {
  terminal.print(json ? toJson(polished) : summaryOf(polished))
  return polished.kept ? 0 : 1
}

export const polishCommand: Command = {
  help,
  run: async (args, terminal) => {
    const { values, positionals } = readArgs(args, options, ['<timeline>'])
    if (!values.out) throw new UsageError('Missing: --out DIR.')
    const polished = await polishTimeline(
      positionals[0],
      {
        outFolder: values.out,
        sequence: values.sequence,
        genre: values.genre,
        delivery: values.delivery,
        mediaRoots: values['media-root'],
        roles: values.role,
        planOnly: values['plan-only'],
        ffmpegPath: values.ffmpeg,
      },
      terminal,
    )
    return tell(polished, values.json, terminal)
  },
}
