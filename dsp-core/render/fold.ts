// From one arrangement of channels to another, as a matrix: one row for each output channel.
// Source of the 5.1 rows: Recommendation ITU-R BS.775-4 (12/2022), Annex 4, Table 2 (LFE is left out, as it says).
import type { ChannelLayout, Track } from '../timeline/timeline'

export interface SoundFormat {
  layout: ChannelLayout
  channels: number
}

export type FoldMatrix = number[][]

/** BS.775's 0.7071. Also a mono clip on a stereo track in Premiere: 0.70703 a side in renders, that is -3.01 dB. */
const minus3Db = Math.SQRT1_2

/** What a clip of so many channels is taken for. */
export const formatOfChannels = (channels: number): SoundFormat => ({
  layout: channels === 1 ? 'mono' : channels === 2 ? 'stereo' : channels === 6 ? '5.1' : 'multichannel',
  channels,
})

/** 5.1 is L R C LFE Ls Rs, as in WAVE_FORMAT_EXTENSIBLE's channel mask and SMPTE ST 2067-8. */
export const foldMatrix = (from: SoundFormat, to: SoundFormat): FoldMatrix => {
  if (from.layout === to.layout && from.channels === to.channels) return identity(to.channels)
  if (to.layout === 'mono') return toMono(from)
  if (to.layout === 'stereo') return toStereo(from)
  // A mono or stereo source keeps its speakers: the centre, or left and right (BS.775 has no other up-mix).
  if (to.layout === '5.1') {
    if (from.layout === 'mono') return rows(6, from.channels, [[2, 0, 1]])
    return widen(toStereo(from), 6)
  }
  return rows(to.channels, from.channels, straight(Math.min(from.channels, to.channels)))
}

const toMono = (from: SoundFormat): FoldMatrix => {
  if (from.layout === 'mono') return identity(1)
  if (from.layout === '5.1') return [[minus3Db, minus3Db, 1, 0, 0.5, 0.5]]
  const stereo = toStereo(from)
  return [stereo[0].map((left, channel) => minus3Db * (left + stereo[1][channel]))]
}

const toStereo = (from: SoundFormat): FoldMatrix => {
  if (from.layout === 'mono') return [[minus3Db], [minus3Db]]
  if (from.layout === 'stereo') return identity(2)
  if (from.layout === '5.1')
    return [
      [1, 0, minus3Db, 0, minus3Db, 0],
      [0, 1, minus3Db, 0, 0, minus3Db],
    ]
  // Premiere's Adaptive tracks send odd channels left and even ones right until somebody changes that.
  const alternate = Array.from({ length: from.channels }, (_, channel): Entry => [channel % 2, channel, 1])
  return rows(2, from.channels, alternate)
}

/**
 * A track onto its sequence: fader, pan and fold together. Stereo is balanced: the near side stays untouched, the
 * far side falls as cos(pi/2 |pan|). Mono is panned at constant power, -3.01 dB a side in the middle.
 */
export const trackMatrix = (
  track: Pick<Track, 'layout' | 'channels' | 'faderDb' | 'pan'>,
  to: SoundFormat,
): FoldMatrix => {
  const gain = gainOfDb(track.faderDb)
  const panned = track.layout === 'mono' ? panMono(track.pan, to) : balance(foldMatrix(track, to), track, to)
  return panned.map((row) => row.map((value) => value * gain))
}

const panMono = (pan: number, to: SoundFormat): FoldMatrix => {
  if (to.layout === 'stereo') {
    const angle = ((pan + 1) * Math.PI) / 4
    return [[Math.cos(angle)], [Math.sin(angle)]]
  }
  if (to.layout !== '5.1') return foldMatrix({ layout: 'mono', channels: 1 }, to)
  // Between the centre and one side, at constant power.
  const side = Math.sin((Math.abs(pan) * Math.PI) / 2)
  return rows(6, 1, [
    [0, 0, pan < 0 ? side : 0],
    [1, 0, pan > 0 ? side : 0],
    [2, 0, Math.cos((pan * Math.PI) / 2)],
  ])
}

const balance = (
  matrix: FoldMatrix,
  track: { layout: ChannelLayout; pan: number },
  to: SoundFormat,
): FoldMatrix => {
  const far = Math.abs(track.pan) >= 1 ? 0 : Math.cos((Math.abs(track.pan) * Math.PI) / 2)
  const hasSides = to.layout === 'stereo' || (to.layout === '5.1' && track.layout === 'stereo')
  if (track.pan === 0 || !hasSides) return matrix
  const farSide = track.pan > 0 ? 0 : 1
  return matrix.map((row, channel) => (channel === farSide ? row.map((value) => value * far) : row))
}

export const multiplyMatrices = (a: FoldMatrix, b: FoldMatrix): FoldMatrix =>
  a.map((row) => b[0].map((_, column) => row.reduce((sum, value, i) => sum + value * b[i][column], 0)))

/** Silence is -Infinity, which JSON turns into null. */
export const gainOfDb = (db: number | null): number =>
  db !== null && Number.isFinite(db) ? Math.pow(10, db / 20) : 0

/** Output channel, input channel, gain. */
type Entry = [number, number, number]

const rows = (outputs: number, inputs: number, entries: Entry[]): FoldMatrix => {
  const matrix = Array.from({ length: outputs }, () => new Array<number>(inputs).fill(0))
  for (const [output, input, gain] of entries) matrix[output][input] = gain
  return matrix
}

const straight = (channels: number): Entry[] => Array.from({ length: channels }, (_, i): Entry => [i, i, 1])

const identity = (channels: number): FoldMatrix => rows(channels, channels, straight(channels))

const widen = (matrix: FoldMatrix, outputs: number): FoldMatrix => [
  ...matrix,
  ...Array.from({ length: outputs - matrix.length }, () => new Array<number>(matrix[0].length).fill(0)),
]
