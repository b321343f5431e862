// What names say about roles, in the languages editors write them in.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { nameHints } from '../../dsp-core/timeline/roleNames'
import type { Role } from '../../dsp-core/timeline/roles'

const strongest = (name: string): Role | undefined =>
  nameHints(name)
    .filter((hint) => hint.strength === 1)
    .map((hint) => hint.role)[0]

const says: Record<Role, string[]> = {
  dialogue: [
    'DX',
    'DIA 2',
    'Dialogue',
    'INT_DIA_03',
    'Dialog',
    'Dialoge',
    'Stimme',
    'Voix 1',
    'Diálogo',
    'Dialoghi',
    'Entrevista',
    'Intervista',
    'Dialoog',
    'Replikker',
    'Röst',
    'セリフ',
    '对白',
    'Диалог',
    'ADR',
    'Lav',
    'BoomMic',
  ],
  'voice-over': [
    'VO',
    'V.O. VO_02',
    'VoiceOver',
    'Voice Over',
    'voice-over',
    'Sprecher',
    'Voix off',
    'Voz en off',
    'Narración',
    'Narratore',
    'Commentaar',
    'Speak',
    'ナレーション',
    '旁白',
    'Lektor',
    'Narration final.wav',
  ],
  music: [
    'MX',
    'MUS',
    'Music',
    'Musik',
    'Musikk',
    'Musique',
    'Música',
    'Musica',
    'Muziek',
    '音楽',
    'BGM',
    'Score',
    'MX_Main-Theme03.wav',
    'Musikbett',
    'Soundtrack',
    'MusicBed01',
    'Музыка',
  ],
  effects: [
    'SFX',
    'FX 1',
    'SFXDoor',
    'Effekte',
    'Geräusche',
    'Bruitages',
    'Efectos',
    'Effetti',
    'Efeitos',
    'Lydeffekter',
    'Ljudeffekter',
    'Foley',
    '効果音',
    'Sound Effects',
    'whoosh_03.wav',
    'Hard FX',
    'Geluidseffecten',
  ],
  ambience: [
    'AMB',
    'ATM',
    'Atmo',
    'BG',
    'Ambience',
    'Ambiance',
    'Room Tone',
    'RoomTone_Kitchen',
    'Raumton',
    'Ambiente',
    'Romtone',
    'Sfeer',
    '環境音',
    'Фон',
    'Nat Sound',
    'AMBI',
  ],
}

const saysNothing = [
  'Audio 1', 'A1', 'Track 3', '', ' ', 'C0012.MP4', 'DJI_0042.MOV', 'MVI_9764.MOV', 'ZOOM0007_LR.WAV', 'Untitled',
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'd41d8cd98f00b204e9800998ecf8427e', 'lyd 1', 'Son 2', 'Ton', 'Spur 4',
  'voxel', 'Musashi', 'effective', 'fxhash', 'Vodafone', 'ambulance', 'dialup', 'Scorecard', 'Lavender', 'Hitchcock',
  'Windows', 'constructor', '__proto__', 'hasOwnProperty', 'iPhone 12', 'Nested Sequence 02', '１２３',
] // prettier-ignore

describe('names of tracks, clips and files', () => {
  for (const role of Object.keys(says) as Role[])
    it(`say ${role} in many languages and in the trade's abbreviations`, () => {
      for (const name of says[role])
        assert.ok(
          nameHints(name).some((hint) => hint.role === role && hint.strength === 1),
          name,
        )
    })

  it('say nothing when they are generic, machine made, or only contain such a word within another', () => {
    for (const name of saysNothing) assert.equal(strongest(name), undefined, name)
  })

  it('take voice-over from “voice over”, not dialogue from “voice”', () => {
    assert.deepEqual([...new Set(nameHints('Voice Over 2').map((hint) => hint.role))], ['voice-over'])
  })

  it('of any length and any characters are read in bounded time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => Array.isArray(nameHints(name))),
    )
    const started = Date.now()
    nameHints('Music voice over '.repeat(100_000))
    assert.ok(Date.now() - started < 500)
  })
})
