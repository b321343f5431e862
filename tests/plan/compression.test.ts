// The plan's reckoning of what a compressor takes off a voice, against the compressor itself and the loudness meter.
import assert from 'node:assert/strict'
import { compressionLu } from '../../dsp-core/plan/compression'
import { createProcessor, findGenre, integratedLufs, genreIds, type PresetNode } from '../../dsp-core/index'
import { createLoudnessMeter } from '../../dsp-core/processors/loudness-meter/loudnessMeter'
import type { HeardClip } from '../../dsp-core/plan/sources'
import { trimOf, planOf, speech } from './madeSequence'

const rateHz = 48000
const context = { sampleRateHz: rateHz, channels: 2 }

/** Twelve seconds of noise in syllables of 80 to 250 ms, as uneven as speech; the same every time. */
const babble = (): Float32Array[] => {
  let seed = 7
  const chance = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647
  const sound = new Float32Array(12 * rateHz)
  let [low, at] = [0, 0]
  while (at < sound.length) {
    const length = Math.round((0.08 + 0.17 * chance()) * rateHz)
    const level = Math.pow(10, (-24 * chance()) / 20)
    for (let i = 0; i < length && at + i < sound.length; i++) {
      // One-pole at about 1 kHz: the slope of speech.
      low += 0.13 * (2 * chance() - 1 - low)
      sound[at + i] = low * level * Math.sin((Math.PI * i) / length)
    }
    at += length + Math.round(0.05 * chance() * rateHz)
  }
  return [sound, sound.slice()]
}

const stepsOf = (sound: Float32Array[]): Float32Array => {
  const meter = createLoudnessMeter(context)
  meter.push(sound, sound[0].length)
  return meter.finish()
}

const atWorkingLoudness = (): Float32Array[] => {
  const sound = babble()
  const gain = Math.pow(10, (-23 - integratedLufs(stepsOf(sound))) / 20)
  return sound.map((channel) => channel.map((value) => value * gain))
}

const reckoned = (steps: Float32Array, node: PresetNode): number => {
  const heard = {
    played: { firstStep: 0, energy: steps, speech: steps.map(() => 1) },
  } as unknown as HeardClip
  const initial = { kneeDb: 6 }
  return compressionLu(
    [{ heard, trimDb: 0 }],
    { use: 'compressor', params: { ...initial, ...node.params } },
    2,
  )
}

const measured = (sound: Float32Array[], node: PresetNode): number => {
  const compressor = createProcessor('compressor', node.params, { ...context, maxBlock: 4800 })
  const made = sound.map((channel) => channel.slice())
  for (let at = 0; at < made[0].length; at += 4800)
    compressor.process(
      made.map((channel) => channel.subarray(at, at + 4800)),
      4800,
    )
  return integratedLufs(stepsOf(made)) - integratedLufs(stepsOf(sound))
}

const voiceCompressorOf = (genre: string): PresetNode | undefined => {
  const read = findGenre(genre)
  assert.ok(read && 'value' in read)
  return read.value.roles.dialogue.chain.find(({ use }) => use === 'compressor')
}

describe('makeup of a plan', () => {
  it('compresses voices in every genre but those where the song is the programme', () => {
    assert.deepEqual(
      genreIds.filter((id) => !voiceCompressorOf(id)),
      ['music-video'],
    )
  })

  for (const id of genreIds.filter((genre) => voiceCompressorOf(genre)))
    it(`reckons what ${id}'s compressor takes off a voice to within 1 LU of what it does`, () => {
      const node = voiceCompressorOf(id)!
      const sound = atWorkingLoudness()
      const [expected, actual] = [reckoned(stepsOf(sound), node), measured(sound, node)]
      assert.ok(actual < -0.5, `it takes ${actual} LU`)
      assert.ok(Math.abs(expected - actual) < 1, `${expected} LU, and it is ${actual} LU`)
    })

  it('gives a voice back what its compressor takes, and never less than nothing', () => {
    const plan = planOf([{ clips: [{ at: 0, seconds: 10, sounds: [speech(0, 10, -35)], role: 'dialogue' }] }])
    assert.equal(trimOf(plan, 1, 1), 12)
    const compressor = plan.strips[0].chain.find(({ use }) => use === 'compressor')!
    assert.ok(compressor.params.makeupDb >= 0)
    const decided = plan.decisions.find(({ kind }) => kind === 'chain')!
    if (compressor.params.makeupDb > 0) assert.match(decided.text, /makeup gives it back/)
  })

  it('gives music no makeup: nothing takes anything off it', () => {
    const plan = planOf([{ clips: [{ at: 0, seconds: 10, sounds: [speech(0, 10, -35)], role: 'music' }] }])
    assert.deepEqual(
      plan.strips[0].chain.map(({ use }) => use),
      ['equalizer'],
    )
  })
})
