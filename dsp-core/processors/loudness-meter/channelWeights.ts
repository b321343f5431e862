// How much each channel counts (ITU-R BS.1770-5, Annex 1 table 3; Annex 3 for more than five channels): by where its
// loudspeaker stands. What comes from the sides is heard louder; low-frequency effects do not count.

/** Azimuth and elevation in degrees; null for low-frequency effects. */
type Position = readonly [azimuth: number, elevation: number] | null

const weightOf = (position: Position): number => {
  if (!position) return 0
  const [azimuth, elevation] = position.map(Math.abs)
  return elevation < 30 && azimuth >= 60 && azimuth <= 120 ? 1.41 : 1
}

const lfe: Position = null
const atBoth = (azimuth: number, elevation = 0): Position[] => [
  [azimuth, elevation],
  [-azimuth, elevation],
]
const centre: Position = [0, 0]
const front = [...atBoth(30), centre]
const surrounds = atBoth(110)
const above = (azimuth: number) => atBoth(azimuth, 45)

/**
 * By count of channels, in the order of WAVE files, at the places of ITU-R BS.2051-3. 10 is 5.1.4 or a bed of 7.1.2
 * (whose sides come first), which weigh alike; 24 is 22.2.
 */
const layouts: Record<number, Position[]> = {
  3: front,
  4: [...atBoth(30), ...surrounds],
  5: [...front, ...surrounds],
  6: [...front, lfe, ...surrounds],
  7: [...front, lfe, [180, 0], ...atBoth(90)],
  8: [...front, lfe, ...atBoth(135), ...atBoth(90)],
  10: [...front, lfe, ...surrounds, ...above(30), ...above(135)],
  12: [...front, lfe, ...atBoth(135), ...atBoth(90), ...above(45), ...above(135)],
  24: [
    ...[...atBoth(60), centre, lfe, ...atBoth(135), ...atBoth(30), [180, 0] as const, lfe, ...atBoth(90)],
    ...[...above(60), [0, 45] as const, [0, 90] as const, ...above(135), ...above(90), [180, 45] as const],
    ...[[0, -30] as const, ...atBoth(60, -30)],
  ],
}

/** Channels of an unknown layout count alike. */
export const channelWeights = (channels: number): number[] =>
  layouts[channels]?.map(weightOf) ?? new Array<number>(channels).fill(1)
