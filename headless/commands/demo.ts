// dubstage demo: makes the demo project and runs the main job on it.
import { join, resolve } from 'node:path'
import { makeDemo } from '../demo/makeDemo'
import { polishTimeline } from '../polishTimeline'
import { readArgs, type Command } from './command'
import { tell } from './polish'

const help = `Usage: dubstage demo [--out DIR] [--genre ID] [--delivery ID]

Makes a short documentary scene (two speakers, music, ambience, effects) as a Premiere project in DIR/project, mixes
and masters it into DIR/polished, and says where everything is. DIR is "demo" unless given.`

export const demo: Command = {
  help,
  run: async (args, terminal) => {
    const { values } = readArgs(
      args,
      {
        out: { type: 'string', default: 'demo' },
        genre: { type: 'string', default: 'documentary' },
        delivery: { type: 'string', default: 'ebu-r128' },
      },
      [],
    )
    const folder = resolve(values.out)
    terminal.progress('Making the demo project', 0)
    const { projectPath } = await makeDemo(join(folder, 'project'))
    const polished = await polishTimeline(
      projectPath,
      {
        outFolder: join(folder, 'polished'),
        genre: values.genre,
        delivery: values.delivery,
        mediaRoots: [],
        roles: [],
        planOnly: false,
      },
      terminal,
    )
    terminal.print(`Project:       ${projectPath}`)
    return tell(polished, false, terminal)
  },
}
