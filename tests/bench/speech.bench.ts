// Speech activity against known truth, as a table: programmes mixed from recordings that were held out from fitting,
// then those recordings as they are, then all recordings; and what it costs.
// Run by hand: npx tsx tests/bench/speech.bench.ts (needs the test data folder and ffmpeg).
import { SpeechMeter } from '../../dsp-core/processors/speech-meter/index'
import { Chance } from '../listen/chance'
import { madeMusic, madeSpeech } from '../listen/madeSounds'
import { collectionOf, recordings, type Kind, type Recording } from '../listen/material'
import { makeMixes } from '../listen/mixes'
import { scoreMix } from '../listen/mixScore'
import { scoreOf, sumOf } from '../listen/score'
import { isTaste } from '../listen/scenes'

const kinds: Kind[] = ['speech', 'music', 'noise', 'sfx']

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-'.padStart(8) : `${((100 * part) / whole).toFixed(2)} %`.padStart(8)

const row = (title: string, active: number, found: number, other: number, called: number): void =>
  console.log(
    `${title.padEnd(34)} ${String(active).padStart(7)} ${percent(active - found, active)} ${String(other).padStart(7)} ${percent(called, other)}`,
  )

const head = (title: string): void => console.log(`\n${title.padEnd(34)}  active     miss   other    false`)

const mixes = (title: string, used: (recording: Recording) => boolean): void => {
  head(title)
  for (const mix of makeMixes((kind) => recordings(kind).filter(used))) {
    const { active, found, other, called } = scoreMix(mix)
    row(mix.title, active, found, other, called)
  }
}

const alone = (title: string, used: (recording: Recording) => boolean): void => {
  head(title)
  for (const kind of kinds) {
    const taste = (name: string): boolean => kind !== 'speech' && isTaste(name, 'speech')
    const scores = recordings(kind)
      .filter((recording) => used(recording) && !taste(recording.name))
      .map(scoreOf)
    if (scores.length === 0) continue
    const { active, found, other, called } = sumOf(scores)
    row(`${kind}, ${scores.length} recordings`, active, found, other, called)
  }
}

/** Nothing of the same speaker or composer was there to learn from. */
const stranger = (recording: Recording): boolean =>
  recording.heldOut &&
  recordings(recording.kind).every(
    ({ name, heldOut }) => heldOut || collectionOf(name) !== collectionOf(recording.name),
  )

const cost = (): void => {
  const rateHz = 48000
  const chance = new Chance(1)
  const samples = madeSpeech(chance, rateHz, 20)
  madeMusic(chance, rateHz, 20).forEach((x, i) => (samples[i] += 0.2 * x))
  let best = Infinity
  let loop = Infinity
  for (let round = 0; round < 7; round++) {
    const from = process.cpuUsage()
    const meter = new SpeechMeter(rateHz)
    for (let at = 0; at < samples.length; at += 8192) {
      const block = samples.subarray(at, at + 8192)
      meter.push([block], block.length)
    }
    meter.finish()
    const middle = process.cpuUsage(from)
    best = Math.min(best, ((middle.user + middle.system) * 1000) / samples.length)
    const again = process.cpuUsage()
    let sum = 0
    for (let pass = 0; pass < 10; pass++)
      for (let i = 1; i < samples.length; i++) sum += samples[i] * samples[i - 1]
    const end = process.cpuUsage(again)
    if (Number.isFinite(sum)) loop = Math.min(loop, ((end.user + end.system) * 100) / samples.length)
  }
  console.log(
    `\n${best.toFixed(1)} ns of CPU per mono sample at 48 kHz (a multiply and add over the same samples: ${loop.toFixed(2)} ns)`,
  )
}

cost()
mixes('held out, mixed', (recording) => recording.heldOut)
alone('held out, as they are', (recording) => recording.heldOut)
alone('held out, whole collection unmet', stranger)
alone('all recordings, most of them met', () => true)
