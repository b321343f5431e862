// How long a frame is: the power of two nearest to 43 ms, 2048 at 44.1 and 48 kHz.

/** Frames shorter than this do not separate the harmonics of a voice, longer ones smear its consonants. */
const frameSeconds: f64 = 0.0427

export function transformSize(sampleRateHz: f64): i32 {
  let size: i32 = 256
  while (size < 8192 && size * 1.4142135623730951 < frameSeconds * sampleRateHz) size *= 2
  return size
}
