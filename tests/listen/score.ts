// Scores of the speech meter on recordings: what it finds in speech, what it calls speech elsewhere. By hand:
// npx tsx tests/listen/score.ts [all] prints a row for each file and the sums of the held-out third (or of all).
import { SpeechMeter } from '../../dsp-core/processors/speech-meter/index'
import { decoded, Kind, materialRateHz, Recording, recordings } from './material'
import { activeSteps, stepLevelsDb } from './reference'

export interface Score {
  name: string
  steps: number
  /** Steps that should be speech, and those found. */
  active: number
  found: number
  /** Audible steps that should not be speech, and those called so. */
  other: number
  called: number
  music: number
}

const audibleDb = -60

export const scoreOf = (recording: Recording): Score => {
  const channels = decoded(recording)
  const meter = new SpeechMeter(materialRateHz)
  meter.push(channels, channels[0].length)
  const heard = meter.finish()
  const mono = channels[0].map((s, i) => (s + channels[1][i]) / 2)
  const active =
    recording.kind === 'speech' ? activeSteps(mono, materialRateHz) : new Uint8Array(heard.speech.length)
  const levels = stepLevelsDb(mono, materialRateHz)
  const score: Score = {
    name: recording.name,
    steps: heard.speech.length,
    active: 0,
    found: 0,
    other: 0,
    called: 0,
    music: 0,
  }
  heard.speech.forEach((p, i) => {
    const called = p > 0.5 ? 1 : 0
    score.music += heard.music[i] > 0.5 ? 1 : 0
    if (active[i]) {
      score.active++
      score.found += called
    } else if (levels[i] > audibleDb || recording.kind === 'speech') {
      score.other++
      score.called += called
    }
  })
  return score
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`

export const sumOf = (scores: Score[]): Score =>
  scores.reduce((a, b) => ({
    name: 'sum',
    steps: a.steps + b.steps,
    active: a.active + b.active,
    found: a.found + b.found,
    other: a.other + b.other,
    called: a.called + b.called,
    music: a.music + b.music,
  }))

const print = (kind: string, s: Score): void =>
  console.log(
    `${kind} ${s.name}: found ${percent(s.found, s.active)} of ${s.active}, called ${percent(s.called, s.other)} of ${s.other}, music ${percent(s.music, s.steps)}`,
  )

if (require.main === module) {
  const all = process.argv[2] === 'all'
  for (const kind of ['speech', 'music', 'noise', 'sfx'] as Kind[]) {
    const scores = recordings(kind)
      .filter((r) => all || r.heldOut)
      .map(scoreOf)
    scores.forEach((s) => print(kind, s))
    print(kind, sumOf(scores))
  }
}
