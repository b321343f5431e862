// How each processor is set for its row, and which filter of ffmpeg does the same work. What is not here is measured
// at its initial settings and has no twin.
export interface Use {
  title: string
  params?: Record<string, number>
  /** A filter, or with brackets a graph from [0:a]. */
  ffmpeg?: string
}

const fiveSections =
  'highpass=f=80,equalizer=f=220:t=q:w=1:g=-2.5,equalizer=f=480:t=q:w=1.4:g=-2,equalizer=f=3200:t=q:w=0.9:g=2.5,equalizer=f=9500:t=q:w=0.8:g=1.5'
const compressor = 'acompressor=threshold=0.06:ratio=3:attack=10:release=120:knee=4'
const bands =
  '[0:a]aformat=sample_fmts=fltp,acrossover=split=160 2800:order=4th[a][b][c];' +
  `[a]${compressor}[d];[b]${compressor}[e];[c]${compressor}[f];[d][e][f]amix=inputs=3:normalize=0`

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
  multiband: [{ title: ', 3 bands', ffmpeg: bands }],
  gate: [{ title: '', ffmpeg: 'agate' }],
  'de-esser': [{ title: '', ffmpeg: 'deesser=i=0.35:m=0.5:f=0.5' }],
  'de-noise': [{ title: '', ffmpeg: 'afftdn=nr=12:nf=-55' }],
  'de-click': [{ title: '', ffmpeg: 'adeclick' }],
  'de-clip': [{ title: '', ffmpeg: 'adeclip' }],
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
}
