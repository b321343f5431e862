// Triangular dither (two least significant bits from peak to peak) without a state: each value is a function of
// seed, channel and absolute sample position alone, so blocks and workers may cut a file anywhere and write the same
// bytes. Source for the shape: Lipshitz, Wannamaker, Vanderkooy, "Quantization and Dither", JAES 40 (1992).

/** What of the dither stays for 2^32 samples: all of it but the lower half of the position. */
export const ditherKey = (seed: number, channel: number, position: number): number => {
  const high = Math.floor(position / 2 ** 32)
  return mix(mix(mix(seed | 0) ^ Math.imul(channel + 1, GOLDEN)) ^ high)
}

/** In least significant bits, within (-1, 1), mean 0, variance 1/6. Of the position only the lower word counts. */
export const ditherAt = (key: number, position: number): number => {
  const bits = mix(Math.imul(position | 0, GOLDEN) ^ key)
  return ((bits & 0xffff) - (bits >>> 16)) * 2 ** -16
}

/** 2^32 / golden ratio as a signed word, odd: neighbouring positions land far apart. */
const GOLDEN = 0x9e3779b1 | 0

/** 32-bit finalizer "lowbias32" (C. Wellons, "Prospecting for Hash Functions", 2018, public domain). */
const mix = (value: number): number => {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}
