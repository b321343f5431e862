// The bands a noise profile is told in: critical bands. Source: Zwicker, JASA 33(2), 1961, table I; the last one is
// widened to 20 kHz, and stands for what lies above it.

export const bandEdgesHz: readonly number[] = [
  20, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4400,
  5300, 6400, 7700, 9500, 12000, 20000,
]

export const bandCount = bandEdgesHz.length - 1

/** A band of this level or less is not given. */
export const notGivenDbfs = -150

/** noise01Dbfs ... noise24Dbfs. */
export const bandNames: readonly string[] = Array.from(
  { length: bandCount },
  (_, band) => `noise${String(band + 1).padStart(2, '0')}Dbfs`,
)

/**
 * Mean square that falls on each bin of a transform as if all bins were like it, from the levels of bands: straight
 * lines in dB between the middles of bands. Bands above half the sample rate say nothing.
 */
export const binPowers = (
  levelsDbfs: readonly number[],
  size: number,
  sampleRateHz: number,
): Float64Array => {
  const half = sampleRateHz / 2
  const bands = levelsDbfs
    .map((level, band) => {
      const low = bandEdgesHz[band]
      const high = Math.min(half, bandEdgesHz[band + 1])
      return { hz: (low + high) / 2, width: high - low, level }
    })
    .filter(({ width }) => width > 0)
    .map(({ hz, width, level }) => ({ hz, db: level - 10 * Math.log10(width / half) }))
  return Float64Array.from({ length: size / 2 + 1 }, (_, bin) => {
    const hz = (bin * sampleRateHz) / size
    const next = bands.findIndex((band) => band.hz > hz)
    const [a, b] = [bands[Math.max(0, next < 0 ? bands.length - 1 : next - 1)], bands[Math.max(0, next)]]
    const share = next > 0 ? (hz - a.hz) / (b.hz - a.hz) : 0
    return 10 ** ((a.db + share * (b.db - a.db)) / 10)
  })
}
