// How each processor is set for its row, and which filter of ffmpeg does the same work. What is not here, or
// has no parameters, is measured at its initial settings; without a filter it has no twin.
export interface Use {
  title: string
  params?: Record<string, number>
  /** A filter, or with brackets a graph from [0:a]. */
  ffmpeg?: string
}

const fiveSections =
  'highpass=f=80,equalizer=f=220:t=q:w=1:g=-2.5,equalizer=f=480:t=q:w=1.4:g=-2,equalizer=f=3200:t=q:w=0.9:g=2.5,equalizer=f=9500:t=q:w=0.8:g=1.5'
const compressor = 'acompressor=threshold=0.06:ratio=3:attack=10:release=120:knee=4'
const bandCompressor = (threshold: number, ratio: number, attack: number, release: number): string =>
  `acompressor=threshold=${threshold}:ratio=${ratio}:attack=${attack}:release=${release}:knee=4`
const bands =
  '[0:a]aformat=sample_fmts=fltp,acrossover=split=160 2800:order=4th[a][b][c];' +
  `[a]${bandCompressor(0.2, 2, 20, 200)}[d];[b]${bandCompressor(0.2, 1.8, 12, 150)}[e];` +
  `[c]${bandCompressor(0.15, 1.8, 5, 100)}[f];[d][e][f]amix=inputs=3:normalize=0`
/** The peer's bands: 0.2, 0.2 and 0.15 are -14, -14 and -16.5 dB; a knee of 4 is 12 dB. */
const multiband = {
  ...{ lowCrossoverHz: 160, highCrossoverHz: 2800, kneeDb: 12 },
  ...{ lowThresholdDb: -14, lowRatio: 2, lowAttackMs: 20, lowReleaseMs: 200 },
  ...{ midThresholdDb: -14, midRatio: 1.8, midAttackMs: 12, midReleaseMs: 150 },
  ...{ highThresholdDb: -16.5, highRatio: 1.8, highAttackMs: 5, highReleaseMs: 100 },
}
const duck =
  '[0:a]aformat=sample_fmts=fltp,asplit=2[main][drives];' +
  '[drives]atrim=start_sample=7200,asetpts=PTS-STARTPTS,apad=pad_len=7200[key];' +
  '[main][key]sidechaincompress=threshold=0.02:ratio=6:attack=30:release=450:knee=4'

export const usesOf: Record<string, Use[]> = {
  gain: [{ title: '', params: { gainDb: -3 }, ffmpeg: 'volume=-3dB:precision=float' }],
  equalizer: [
    {
      title: ', 5 sections',
      params: {
        ...{ highPassHz: 80, bell1GainDb: -2.5, bell2GainDb: -2, bell3GainDb: 2.5, bell4GainDb: 1.5 },
      },
      ffmpeg: fiveSections,
    },
  ],
  'high-pass': [{ title: '', ffmpeg: 'highpass=f=80' }],
  compressor: [{ title: '', params: { thresholdDb: -24, ratio: 3 }, ffmpeg: compressor }],
  multiband: [{ title: ', 3 bands', params: multiband, ffmpeg: bands }],
  gate: [{ title: '', ffmpeg: 'agate' }],
  'de-esser': [{ title: '', ffmpeg: 'deesser=i=0.35:m=0.5:f=0.5' }],
  'de-noise': [{ title: '', params: { depthDb: 12 }, ffmpeg: 'afftdn=nr=12:nf=-55' }],
  'voice-denoise': [{ title: ', stereo: two of RNNoise' }],
  'de-click': [{ title: '', ffmpeg: 'adeclick' }],
  'de-clip': [{ title: '', ffmpeg: 'adeclip' }],
  'de-plosive': [{ title: '' }],
  'de-hum': [{ title: '' }],
  'de-reverb': [{ title: '' }],
  'dynamic-equalizer': [{ title: '' }],
  ducker: [
    {
      title: ' (ffmpeg: side-chain compressor)',
      params: { lookAheadMs: 150, downMs: 30, upMs: 450, targetSpeechToBackgroundLu: 0 },
      ffmpeg: duck,
    },
  ],
  leveler: [{ title: '', ffmpeg: 'dynaudnorm=f=500:g=3' }],
  pan: [{ title: '', params: { positionPercent: 30 }, ffmpeg: 'stereotools=balance_out=0.3' }],
  reverb: [
    { title: ', room', params: { typeChoice: 0 } },
    { title: ', hall', params: { typeChoice: 1, decayMs: 2000 } },
    { title: ', plate', params: { typeChoice: 2, decayMs: 1500 } },
  ],
  crossfeed: [{ title: '', ffmpeg: 'crossfeed' }],
  width: [{ title: '', params: { widthPercent: 112 }, ffmpeg: 'stereotools=slev=1.12' }],
  delay: [{ title: '', ffmpeg: 'aecho=0.8:0.5:250:0.4' }],
  saturator: [{ title: '', ffmpeg: 'asoftclip=oversample=4' }],
  limiter: [
    {
      title: ', ceiling -1',
      params: { ceilingDbtp: -1 },
      ffmpeg: 'aresample=192000,alimiter=limit=0.891:attack=5:release=60:level=false,aresample=48000',
    },
    { title: ', ceiling -6', params: { ceilingDbtp: -6 } },
  ],
  'loudness-meter': [{ title: '', ffmpeg: 'ebur128=framelog=verbose' }],
  'true-peak-meter': [{ title: ' (ffmpeg: with loudness)', ffmpeg: 'ebur128=peak=true:framelog=verbose' }],
  'level-meter': [{ title: '', ffmpeg: 'astats' }],
  'clipping-meter': [{ title: '' }],
  'leq-m-meter': [{ title: '' }],
  'dialogue-loudness-meter': [{ title: '' }],
  'hum-meter': [{ title: '' }],
  'spectrum-meter': [{ title: '' }],
}
