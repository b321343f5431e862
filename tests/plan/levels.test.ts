// What the plan does to the loudness of clips, as somebody would hear it.
import assert from 'node:assert/strict'
import { genreNamed, planOf, seconds, sound, speech, trimOf, type MadeClip } from './madeSequence'

const talk = (at: number, lufs: number, change: Partial<MadeClip> = {}): MadeClip => ({
  at,
  seconds: 10,
  sounds: [speech(0, 10, lufs)],
  role: 'dialogue',
  ...change,
})

const near = (actual: number, expected: number, within = 0.05): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected} ± ${within}`)

describe('levels of a plan', () => {
  it('lifts a clip that is 9 dB quieter by 9 dB more than its neighbour', () => {
    const plan = planOf([{ clips: [talk(0, -22), talk(12, -31)] }])
    near(trimOf(plan, 1, 2) - trimOf(plan, 1, 1), 9)
    near(-22 + trimOf(plan, 1, 1), -23)
  })

  it('hears a clip with its gain, its fader and its keys before it judges it', () => {
    const keys = [{ atSample: seconds(0), db: -6, hold: false }]
    const plan = planOf([
      { clips: [talk(0, -23, { change: { gainDb: 4 } })] },
      { clips: [talk(0, -23, { change: { levelKeys: keys } })] },
      { clips: [talk(0, -23)], change: { faderDb: -3 } },
    ])
    near(trimOf(plan, 1, 1), -4)
    near(trimOf(plan, 2, 1), 6)
    near(trimOf(plan, 3, 1), 3)
  })

  it('keeps a ride: a clip the user faded to -20 dB for its second half is not lifted in that half', () => {
    const keys = [
      { atSample: seconds(4.99), db: 0, hold: true },
      { atSample: seconds(5), db: -20, hold: true },
    ]
    const plan = planOf([{ clips: [talk(0, -23, { change: { levelKeys: keys } })] }])
    const [source] = plan.sources
    assert.equal(source.clips.length, 1)
    // Mean of speech at 0 and -20 dB, half each: -2.97 dB.
    near(source.clips[0].trimDb, 2.97, 0.1)
    assert.deepEqual(plan.timelines.timelines.main.tracks[0].clips[0].levelKeys, keys)
  })

  it('judges a voice by its speech: long pauses of room noise do not make it louder', () => {
    const plan = planOf([
      { clips: [talk(0, -23, { seconds: 60, sounds: [speech(0, 5, -27), sound(5, 60, -62)] })] },
    ])
    near(trimOf(plan, 1, 1), 4)
  })

  it('never moves a voice by more than the genre allows', () => {
    const plan = planOf([{ clips: [talk(0, -60), talk(12, -2)] }])
    const { maxTrimDb } = genreNamed('documentary').roles.dialogue
    assert.equal(trimOf(plan, 1, 1), maxTrimDb)
    assert.equal(trimOf(plan, 1, 2), -maxTrimDb)
  })

  it('lifts a noisy clip only until its noise would stand 20 dB under speech', () => {
    const noisy = talk(0, -33, {
      sounds: [speech(0, 8, -33), sound(8, 10, -48)],
      measured: { noiseFloorDbfs: -48 },
    })
    const plan = planOf([{ clips: [noisy] }])
    near(trimOf(plan, 1, 1), 5)
    assert.match(
      plan.decisions.map(({ text }) => text).join('\n'),
      /held back by 5\.0 dB, because its noise would come over -43\.0 dBFS/,
    )
  })

  it('does not leave a voice more than 5 LU under the others because of its noise', () => {
    const noisy = talk(0, -33, {
      sounds: [speech(0, 8, -33), sound(8, 10, -44)],
      measured: { noiseFloorDbfs: -44 },
    })
    near(trimOf(planOf([{ clips: [noisy] }]), 1, 1), 5)
  })

  it('does not take quiet speech for noise in a clip without pauses', () => {
    const plan = planOf([{ clips: [talk(0, -33, { measured: { noiseFloorDbfs: -48 } })] }])
    near(trimOf(plan, 1, 1), 10)
  })

  it('lets a shouted word of half a second stay a shout: 10 dB louder, it is lowered by less than 3', () => {
    const recording = { source: { media: 'take' } }
    const plan = planOf([
      {
        clips: [
          talk(0, -26, { seconds: 30, sounds: [speech(0, 30, -26)], change: recording }),
          talk(31, -16, { seconds: 0.5, sounds: [speech(0, 0.5, -16)], change: recording }),
        ],
      },
    ])
    const lowered = trimOf(plan, 1, 1) - trimOf(plan, 1, 2)
    assert.ok(lowered > 0 && lowered < 3, `${lowered} dB`)
  })

  it('does not lift room tone on a dialogue track as if it were speech', () => {
    const plan = planOf([
      { clips: [talk(0, -25), talk(12, -55, { seconds: 5, sounds: [sound(0, 5, -55)] })] },
    ])
    near(trimOf(plan, 1, 2), trimOf(plan, 1, 1))
  })

  it('plays music by itself 3 LU under the dialogue in a documentary', () => {
    const plan = planOf([{ clips: [{ at: 0, seconds: 60, sounds: [sound(0, 60, -14)], role: 'music' }] }])
    near(-14 + trimOf(plan, 1, 1), -23 - genreNamed('documentary').roles.music.belowDialogueLu)
  })

  it('moves the pieces of one piece of music together', () => {
    const song = { source: { media: 'song' } }
    const plan = planOf([
      {
        clips: [
          { at: 0, seconds: 20, sounds: [sound(0, 20, -14)], role: 'music', change: song },
          { at: 30, seconds: 20, sounds: [sound(0, 20, -22)], role: 'music', change: song },
          { at: 60, seconds: 20, sounds: [sound(0, 20, -30)], role: 'music' },
        ],
      },
    ])
    assert.equal(trimOf(plan, 1, 1), trimOf(plan, 1, 2))
    near(-30 + trimOf(plan, 1, 3), -26)
  })

  it('keeps the balance between the effects of a track', () => {
    const hit = (at: number, lufs: number): MadeClip => ({
      at,
      seconds: 1,
      sounds: [sound(0, 1, lufs)],
      role: 'effects',
    })
    const plan = planOf([{ clips: [hit(0, -20), hit(5, -32), hit(10, -26)] }])
    assert.equal(trimOf(plan, 1, 1), trimOf(plan, 1, 2))
    assert.equal(trimOf(plan, 1, 2), trimOf(plan, 1, 3))
  })

  it('leaves silent, offline and switched-off clips alone and says so', () => {
    const plan = planOf([
      {
        clips: [
          talk(0, -23, { sounds: [] }),
          talk(12, -23, { offline: true }),
          talk(24, -23, { change: { gainDb: -Infinity } }),
          talk(36, -23, { change: { enabled: false } }),
        ],
      },
    ])
    for (const clip of [1, 2, 3]) assert.equal(trimOf(plan, 1, clip), 0)
    assert.ok(!plan.sources[0].clips.some(({ clip }) => clip === 'a1c4'))
    assert.equal(plan.decisions.filter(({ kind }) => kind === 'skip').length, 4)
  })

  it('keeps a muted track muted', () => {
    const plan = planOf([
      { clips: [talk(0, -23)] },
      { clips: [talk(0, -23)], change: { audible: false } },
      { clips: [talk(0, -23)], change: { faderDb: -Infinity } },
    ])
    assert.deepEqual(
      plan.sources.map(({ track }) => track),
      [0],
    )
  })

  it('makes two sources and two stems of a track that holds two roles', () => {
    const plan = planOf([
      { clips: [talk(0, -23), { at: 12, seconds: 9, sounds: [sound(0, 9, -20)], role: 'music' }] },
    ])
    assert.deepEqual(
      plan.sources.map(({ id }) => id),
      ['a1-dialogue', 'a1-music'],
    )
    assert.deepEqual(
      plan.outputs.map(({ file }) => file),
      ['Main.mix.wav', 'Main.dialogue.wav', 'Main.music.wav'],
    )
  })

  it('expects the loudness of one steady voice to the tenth of an LU', () => {
    const plan = planOf([{ clips: [talk(0, -31)] }])
    near(plan.expected!.integratedLufs!, -23)
  })

  it('makes sense of a sequence in which nobody speaks', () => {
    const plan = planOf([
      { clips: [{ at: 0, seconds: 30, sounds: [sound(0, 30, -12)], role: 'music' }] },
      { clips: [{ at: 0, seconds: 30, sounds: [sound(0, 30, -50)], role: 'ambience' }] },
    ])
    near(-12 + trimOf(plan, 1, 1) - (-50 + trimOf(plan, 2, 1)), 13)
    assert.deepEqual(plan.signals, {})
    assert.match(plan.decisions.map(({ text }) => text).join('\n'), /Nobody speaks/)
  })

  it('cuts an octave that sticks out of the speech spectrum by 10 dB, by no more than the genre allows', () => {
    const boomy = [-25.3, 1.3, -5.4, -3.6, -10.4, -15.3, -19.5, -21.4, -26]
    const plan = planOf([{ clips: [talk(0, -23, { measured: { octaveBandsDb: boomy } })] }])
    const equalizer = plan.strips[0].chain.find(({ use }) => use === 'equalizer')!
    assert.equal(equalizer.params.bell1Hz, 125)
    assert.ok(equalizer.params.bell1GainDb < -1 && equalizer.params.bell1GainDb >= -4)
    assert.equal(equalizer.params.bell2GainDb, 0)
  })

  it('leaves a voice of ordinary colour as it is', () => {
    const bright = [-40, -14, -9, -4, -6, -10, -14, -18, -26]
    const plan = planOf([{ clips: [talk(0, -23, { measured: { octaveBandsDb: bright } })] }])
    for (const bell of [1, 2, 3, 4]) assert.equal(plan.strips[0].chain[0].params[`bell${bell}GainDb`], 0)
  })
})
