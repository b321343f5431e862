// How long a frame of a spectrum is: the power of two nearest to 43 ms, 2048 at 44.1 and 48 kHz; and how far the next one is.

/** Long enough to tell the harmonics of a voice apart, short enough not to smear its consonants. */
const frameSeconds: f64 = 0.0427
/** Hops in a frame: 75 % overlap for what follows quick decays; de-noise takes half a frame. */
const overlap: f64 = 4

export function frameSize(sampleRateHz: f64): i32 {
  let size: i32 = 256
  while (size < 8192 && size * 1.4142135623730951 < frameSeconds * sampleRateHz) size *= 2
  return size
}

export function frameHop(sampleRateHz: f64): i32 {
  return Math.floor(frameSize(sampleRateHz) / overlap) as i32
}
