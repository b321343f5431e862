// What each field of a preset means and in what unit it counts, for the editors people write presets in. One name
// means one thing in every kind of preset.

/** Units are the end of a name (`thresholdDb`); the longest that fits counts. */
const units: Record<string, string> = {
  Db: 'dB',
  Dbfs: 'dBFS',
  Dbtp: 'dBTP',
  DbPerOctave: 'dB per octave',
  Lu: 'LU',
  Lufs: 'LUFS',
  Hz: 'Hz',
  Ms: 'ms',
  Seconds: 's',
  Percent: '%',
  Samples: 'samples',
  Beats: 'beats',
  Bpm: 'bpm',
}

const unitEnd = (name: string): string =>
  Object.keys(units)
    .filter((end) => name.endsWith(end))
    .reduce((longest, end) => (end.length > longest.length ? end : longest), '')

/** "Below dialogue (LU)" of `belowDialogueLu`. */
export const titleOf = (name: string, given?: string): string => {
  const end = unitEnd(name)
  const bare = name
    .slice(0, name.length - end.length)
    .replace(/[-A-Z]/g, (letter) => ` ${letter.replace('-', '').toLowerCase()}`)
  const title = given ?? bare.charAt(0).toUpperCase() + bare.slice(1)
  return end === '' ? title : `${title} (${units[end]})`
}

/** Where a name means something else inside another field: `field.name`. */
export const fieldWords: Record<string, string> = {
  schema: 'The kind of preset, and the version of its form.',
  id: 'What the preset is called in commands, plans and reports: lower-case words with hyphens.',
  title: 'What people read.',
  notes: 'Why these numbers, and from whom.',
  source: 'Document, edition and clause; or whose measurements; or "by ear" and when.',
  roles: 'What happens to each role: all five are needed.',
  dialogue: 'People who are seen speaking. All other roles are placed against it.',
  'voice-over': 'People who are heard and not seen.',
  music: 'Music, on screen or over it.',
  effects: 'Single sounds that belong to what happens.',
  ambience: 'The sound of a place, lying under everything.',
  master: 'The chain of the sum, before loudness is settled and the limiter holds the ceiling.',
  use: 'The processor. Its parameters stand beside it; those not named have their initial value.',
  chain: 'Processors in a row. In a genre, thresholds count from the working loudness of the plan.',
  belowDialogueLu:
    'Where the role lies when it plays by itself, under the dialogue; 0 is as loud, negative is louder.',
  maxTrimDb: 'A clip is lifted or lowered by no more.',
  correction: 'Cuts where the sound has too much of an octave; without it there are none.',
  maxCutDb: 'No octave is cut by more.',
  ducking: 'How far the role gives way to speech; without it, it does not.',
  targetSpeechToBackgroundLu: 'Speech stands so far above the role while somebody speaks.',
  maxDepthDb: 'The role is lowered by no more.',
  lookAheadMs: 'So long before the first syllable the way down begins.',
  downMs: 'The way down takes so long, at most the look-ahead; what is left of that, the dip waits.',
  holdMs: 'So long after the last syllable it stays down.',
  bridgePausesMs: 'Pauses up to this belong to the speech.',
  upMs: 'The way up takes so long.',
  restoreOnlyIfMs: 'It comes up in a gap only if it can then stay up at least so long.',
  loudness: 'What must hold of the finished mix, measured as in ITU-R BS.1770.',
  integratedLufs: 'The loudness of the whole.',
  toleranceLu: 'It may be off by so much either way.',
  ceilingDbtp: 'No true peak is higher.',
  maxShortTermLufs: 'No three seconds are louder; where the document limits it.',
  maxRangeLu: 'The loudness range (LRA) of the whole is no wider; where the document limits it.',
  'loudness.dialogue':
    'Where so much of the time is speech, the loudness of the speech counts, and not that of the whole.',
  leastSpeechPercent: 'From this share of the time on the speech counts.',
  'dialogue.integratedLufs': 'The loudness of the speech.',
  rms: 'The level of the whole file where that is asked for instead of loudness: all channels, not weighted.',
  levelDbfs: 'The RMS level.',
  toleranceDb: 'It may be off by so much either way.',
  maxOverDialogueLu: 'The whole is no louder than the dialogue by more, where somebody speaks.',
  maxNoiseFloorDbfs: 'The RMS level of the quietest 0.4 s is no higher.',
  file: 'The form of the files.',
  sampleRateHz: 'The rate of the files.',
  bitDepth: '16 and 24 are whole numbers, 32 is float.',
  dither: 'Of 16 bits alone. "shaped" moves the noise to where ears hear little; triangular unless given.',
  layout: 'The channels of the mix; "multichannel" is as many as the sequence has.',
}
