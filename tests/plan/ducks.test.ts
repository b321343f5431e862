// How a plan makes music give way to speech, computed on the plan's own numbers.
import assert from 'node:assert/strict'
import {
  ducksOf,
  genreNamed,
  planOf,
  rateHz,
  seconds,
  sound,
  speech,
  trimOf,
  type MadeTrack,
} from './madeSequence'

const voice = (sounds: MadeTrack['clips'][number]['sounds'], at = 10, length = 60): MadeTrack => ({
  clips: [{ at, seconds: length, sounds, role: 'dialogue' }],
})
const bed = (lufs = -20, length = 120): MadeTrack => ({
  clips: [{ at: 0, seconds: length, sounds: [sound(0, length, lufs)], role: 'music' }],
})
const music = genreNamed('documentary').roles.music

describe('ducks of a plan', () => {
  it('is all the way down at the first syllable and begins 250 ms earlier', () => {
    const [duck] = ducksOf(planOf([voice([speech(5, 10)]), bed()]), 'music')
    assert.equal(duck.startSample, seconds(15))
    assert.equal(duck.downSamples, seconds(0.25))
  })

  it('waits 250 ms after the last syllable and takes 1.2 s to come back', () => {
    const [duck] = ducksOf(planOf([voice([speech(5, 10)]), bed()]), 'music')
    assert.equal(duck.endSample, seconds(20.25))
    assert.equal(duck.upSamples, seconds(1.2))
  })

  it('lays music 12 LU under speech while somebody speaks', () => {
    for (const [speechLufs, musicLufs] of [
      [-23, -20],
      [-31, -14],
      [-27, -33],
    ]) {
      const plan = planOf([voice([speech(0, 20, speechLufs)]), bed(musicLufs)])
      const [duck] = ducksOf(plan, 'music')
      const over = speechLufs + trimOf(plan, 1, 1) - (musicLufs + trimOf(plan, 2, 1) + duck.depthDb)
      assert.ok(Math.abs(over - 12) < 0.05, `${over} LU`)
      assert.equal(plan.expected!.speechOverMusicLu, 12)
    }
  })

  it('goes no deeper than the genre allows, and says that it falls short', () => {
    const quiet = { ...voice([speech(0, 20, -23), speech(30, 50, -33)]) }
    const ducks = ducksOf(planOf([quiet, bed()]), 'music')
    assert.equal(ducks[ducks.length - 1].depthDb, -music.ducking!.maxDepthDb)
    assert.match(ducks[ducks.length - 1].reason, /would need more than the 10\.0 dB allowed/)
  })

  it('gives two words 0.6 s apart one duck', () => {
    assert.equal(ducksOf(planOf([voice([speech(0, 1), speech(1.6, 3)]), bed()]), 'music').length, 1)
  })

  it('comes up between two sentences 10 s apart', () => {
    const ducks = ducksOf(planOf([voice([speech(0, 4), speech(14, 18)]), bed()]), 'music')
    assert.equal(ducks.length, 2)
  })

  it('stays down where it could not stay up for a second before it had to go down again', () => {
    // Hold 0.25, up 1.2, a second of music, down 0.25: 2.7 s.
    const apart = (gap: number) =>
      ducksOf(planOf([voice([speech(0, 4), speech(4 + gap, 10 + gap)]), bed()]), 'music').length
    assert.equal(apart(2.6), 1)
    assert.equal(apart(2.8), 2)
  })

  it('does not go down where no music plays, or where it is far enough under speech already', () => {
    const away: MadeTrack = {
      clips: [{ at: 80, seconds: 20, sounds: [sound(0, 20, -20)], role: 'music' }],
    }
    assert.deepEqual(ducksOf(planOf([voice([speech(0, 20)]), away]), 'music'), [])
    const ridden: MadeTrack = {
      clips: [
        {
          at: 0,
          seconds: 60,
          sounds: [sound(0, 60, -20)],
          role: 'music',
          change: {
            levelKeys: [
              { atSample: 0, db: 0, hold: true },
              { atSample: seconds(9), db: -9.5, hold: true },
              { atSample: seconds(40), db: 0, hold: true },
            ],
          },
        },
      ],
    }
    const rows = ducksOf(planOf([voice([speech(0, 20)]), ridden]), 'music')
    assert.ok(
      rows.every(({ depthDb }) => depthDb > -4),
      'what the user dipped already is dipped only by the rest',
    )
  })

  it('is not woken by a dialogue track that the user switched off', () => {
    const muted = { ...voice([speech(0, 20)]), change: { audible: false } }
    const silenced: MadeTrack = {
      clips: [
        { at: 10, seconds: 20, sounds: [speech(0, 20)], role: 'dialogue', change: { gainDb: -Infinity } },
      ],
    }
    assert.deepEqual(ducksOf(planOf([muted, bed()]), 'music'), [])
    assert.deepEqual(ducksOf(planOf([silenced, bed()]), 'music'), [])
  })

  it('is not woken by effects, however speech-like they are', () => {
    const shouting: MadeTrack = {
      clips: [{ at: 10, seconds: 20, sounds: [speech(0, 20)], role: 'effects' }],
    }
    assert.deepEqual(planOf([shouting, bed()]).signals, {})
  })

  it('ducks music under a voice-over as under dialogue, and never ducks effects', () => {
    const narration: MadeTrack = {
      clips: [{ at: 10, seconds: 20, sounds: [speech(0, 20)], role: 'voice-over' }],
    }
    const hit: MadeTrack = { clips: [{ at: 12, seconds: 3, sounds: [sound(0, 3, -15)], role: 'effects' }] }
    const plan = planOf([narration, bed(), hit])
    assert.equal(ducksOf(plan, 'music').length, 1)
    assert.deepEqual(Object.keys(plan.signals), ['duck-music'])
  })

  it('never begins before the sequence nor ends after it', () => {
    const [duck] = ducksOf(planOf([voice([speech(0, 60)], 0), bed(-20, 60)]), 'music')
    assert.equal(duck.startSample - duck.downSamples, 0)
    assert.equal(duck.endSample + duck.upSamples, 60 * rateHz)
  })

  it('moves no faster than 40 dB a second down and 20 up', () => {
    const genre = genreNamed('documentary')
    const steep = { ...music.ducking!, downMs: 20, lookAheadMs: 20, upMs: 20, maxDepthDb: 20 }
    const plan = planOf([voice([speech(5, 20, -23)]), bed()], {
      genre: {
        ...genre,
        roles: { ...genre.roles, music: { ...music, belowDialogueLu: -6, ducking: steep } },
      },
    })
    const [duck] = ducksOf(plan, 'music')
    assert.ok(-duck.depthDb / (duck.downSamples / rateHz) <= 40.01)
    assert.ok(-duck.depthDb / (duck.upSamples / rateHz) <= 20.01)
    assert.equal(duck.startSample, seconds(15))
  })

  it('says in each row what was heard and what it makes of it', () => {
    const [duck] = ducksOf(planOf([voice([speech(5, 10)]), bed()]), 'music')
    assert.equal(
      duck.reason,
      'Speech 0:15.00 to 0:20.25: music lies 3.0 LU under it, 9.0 dB down makes 12.0 LU.',
    )
  })
})
