// Roles from names, measurements and corrections, on timelines made for the purpose.
import assert from 'node:assert/strict'
import { assignRoles, type Role } from '../../dsp-core/timeline/roles'
import type { ClipMeasurement } from '../../dsp-core/timeline/measurements'
import type { Clip, Timeline } from '../../dsp-core/timeline/timeline'
import { Chance } from '../listen/chance'
import { madeMusic, madeNoise, madeSpeech } from '../listen/madeSounds'
import { measured } from './sequences'

const rateHz = 48000

interface Laid {
  name: string
  sound: Float32Array
}

const clip = (id: string, { name, sound }: Laid, startSample: number): Clip => ({
  id,
  name,
  source: { media: `m-${id}` },
  enabled: true,
  startSample,
  endSample: startSample + sound.length,
  sourceStart: 0,
  sourceStep: 1,
  channelMap: [0],
  gainDb: 0,
  levelKeys: [],
  fadeIn: null,
  fadeOut: null,
})

const lay = (
  tracks: { name: string; clips: Laid[] }[],
): { timeline: Timeline; measurements: Map<string, ClipMeasurement> } => {
  const measurements = new Map<string, ClipMeasurement>()
  const timeline: Timeline = {
    id: 's',
    name: 'Sequence',
    sampleRateHz: rateHz,
    lengthSamples: 60 * rateHz,
    layout: 'mono',
    channels: 1,
    tracks: tracks.map(({ name, clips }, t) => {
      let at = 0
      return {
        name,
        layout: 'mono',
        channels: 1,
        audible: true,
        faderDb: 0,
        pan: 0,
        clips: clips.map((laid, c) => {
          const made = clip(`${t}.${c}`, laid, at)
          at = made.endSample
          measurements.set(made.id, measured(made.id, [laid.sound]))
          return made
        }),
      }
    }),
  }
  return { timeline, measurements }
}

const speech = madeSpeech(new Chance(5), rateHz, 8)
const music = madeMusic(new Chance(21), rateHz, 10)
const wind = madeNoise(new Chance(3), rateHz, 12)
const chance = new Chance(9)
const knock = Float32Array.from({ length: rateHz }, (_, i) => 0.2 * Math.exp(-i / 3000) * chance.normal())

const rolesOf = (tracks: { name: string; clips: Laid[] }[], corrections: Record<string, Role> = {}) =>
  assignRoles({ ...lay(tracks), corrections })

describe('roles', () => {
  const unnamed = [speech, music, knock, wind].map((sound, i) => ({
    name: `Audio ${i + 1}`,
    clips: [{ name: `C00${i}.MP4`, sound }],
  }))

  it('come from the sound where names say nothing', () => {
    const { tracks, clips } = rolesOf(unnamed)
    assert.deepEqual(
      tracks.map(({ role }) => role),
      ['dialogue', 'music', 'effects', 'ambience'],
    )
    assert.equal(clips['0.0'].role, 'dialogue')
  })

  it('say why, with numbers', () => {
    for (const { reason } of rolesOf(unnamed).tracks)
      assert.match(reason, /speech in \d+ % of it, music in \d+ %/)
    const [track] = rolesOf([{ name: 'MX', clips: [{ name: 'x', sound: speech }] }]).tracks
    assert.match(track.reason, /track “MX” says “mx”; speech in \d+ %/)
  })

  it('follow names before sound', () => {
    const named = ['Ambience', 'Dialogue', 'Music', 'VO'].map((name, i) => ({ ...unnamed[i], name }))
    assert.deepEqual(
      rolesOf(named).tracks.map(({ role }) => role),
      ['ambience', 'dialogue', 'music', 'voice-over'],
    )
  })

  it('follow a clip’s own name before its track’s', () => {
    const { clips } = rolesOf([{ name: 'Dialogue', clips: [{ name: 'SFX hit.wav', sound: knock }] }])
    assert.equal(clips['0.0'].role, 'effects')
  })

  it('follow corrections before everything, of a clip before its track', () => {
    const tracks = [{ name: 'Music', clips: [{ name: 'a', sound: speech }, { name: 'b', sound: speech }] }] // prettier-ignore
    const { clips, tracks: found } = rolesOf(tracks, { A1: 'ambience', '0.1': 'effects' })
    assert.deepEqual(
      [clips['0.0'].role, clips['0.1'].role, found[0].role],
      ['ambience', 'effects', 'ambience'],
    )
    assert.equal(clips['0.0'].confidence, 1)
  })

  it('differ between clips of one track where their sound does', () => {
    const { clips } = rolesOf([
      {
        name: 'Audio 1',
        clips: [
          { name: '1', sound: speech },
          { name: '2', sound: music },
        ],
      },
    ])
    assert.deepEqual([clips['0.0'].role, clips['0.1'].role], ['dialogue', 'music'])
  })

  it('tell a booth from a location where two tracks speak', () => {
    const floor = madeNoise(new Chance(8), rateHz, 8)
    const location = speech.map((s, i) => s + 0.1 * floor[i])
    const { tracks } = rolesOf([
      { name: 'A1', clips: [{ name: '1', sound: location }] },
      {
        name: 'A2',
        clips: [
          { name: '2', sound: speech },
          { name: '3', sound: speech },
        ],
      },
    ])
    assert.deepEqual(
      tracks.map(({ role }) => role),
      ['dialogue', 'voice-over'],
    )
  })

  it('exist for clips that could not be heard, by name or by their neighbours', () => {
    const { timeline, measurements } = lay([{ name: 'x', clips: [{ name: 'a', sound: music }, { name: 'b', sound: music }] }]) // prettier-ignore
    measurements.delete('0.1')
    const { clips } = assignRoles({ timeline, measurements, corrections: {} })
    assert.equal(clips['0.1'].role, 'music')
    assert.match(clips['0.1'].reason, /nothing could be heard/)
    assert.ok(clips['0.1'].confidence < clips['0.0'].confidence)
  })

  it('are asked of no object’s inherited properties', () => {
    const { timeline, measurements } = lay([
      { name: 'constructor', clips: [{ name: '__proto__', sound: knock }] },
    ])
    timeline.tracks[0].clips[0].id = '__proto__'
    const { clips } = assignRoles({ timeline, measurements, corrections: {} })
    assert.ok(Object.keys(clips).length <= 1)
  })
})
