// Development tool: speaks the demo's lines with espeak-ng and keeps them as small files beside this one, so that
// making the demo needs no speech engine. Run it again after changing script.ts: npm run demo:speech
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { lines, voices } from './script'

const folder = join(__dirname, 'speech')
mkdirSync(folder, { recursive: true })

for (const line of lines) {
  const voice = voices[line.speaker]
  const settings = ['-v', voice.voice, '-s', String(voice.wordsPerMinute), '-p', String(voice.pitch), '-a', '90']
  const result = spawnSync('espeak-ng', [...settings, '-w', join(folder, `${line.id}.wav`), line.text])
  if (result.error || result.status !== 0)
    throw new Error(`espeak-ng could not speak ${line.id}: ${result.error?.message ?? result.stderr.toString()}`)
}
process.stdout.write(`spoke ${lines.length} lines into ${folder}\n`)
