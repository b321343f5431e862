// Early reflections for `design`: the images of a source in the walls of a box (J. B. Allen, D. A. Berkley, "Image
// method for efficiently simulating small-room acoustics", JASA 65, 1979), up to the second reflection, as two
// cardioids that look 55 degrees to either side hear them from one place (the ORTF angle).

export interface Box {
  /** Length, width, height. */
  metres: [number, number, number]
  /** What a wall gives back of the pressure. */
  reflection: number
}

interface Image {
  metres: number
  reflections: number
  /** Towards the left, seen from the microphones, which look at the source: -1 ... 1. */
  left: number
  /** Towards the source. */
  front: number
}

const soundMetresPerSecond = 343
const mostReflections = 2
const lookingAside = (55 * Math.PI) / 180

/** In parts of the box; off every middle, so that no two walls answer at once. */
const source = [0.23, 0.43, 0.55]
const microphones = [0.71, 0.56, 0.43]

/** Where the n-th image along one side of the box lies: the source is mirrored at every odd one. */
const imageAt = (n: number, at: number, length: number): number =>
  length * (n % 2 === 0 ? n + at : n + 1 - at)

const imagesOf = ({ metres }: Box): Image[] => {
  const counts = [-2, -1, 0, 1, 2]
  return counts.flatMap((i) =>
    counts.flatMap((j) =>
      counts.flatMap((k) => {
        const reflections = Math.abs(i) + Math.abs(j) + Math.abs(k)
        if (reflections > mostReflections) return []
        const [x, y, z] = [i, j, k].map(
          (n, side) => imageAt(n, source[side], metres[side]) - microphones[side] * metres[side],
        )
        const distance = Math.hypot(x, y, z)
        return [{ metres: distance, reflections, left: y / distance, front: -x / distance }]
      }),
    ),
  )
}

/** How loud a cardioid that looks aside hears an image. */
const heard = ({ left, front }: Image, side: 1 | -1): number =>
  0.5 + 0.5 * (front * Math.cos(lookingAside) + side * left * Math.sin(lookingAside))

/**
 * Per ear and image four numbers: ear (0 left), side it comes from (0 left), samples after the direct sound, gain.
 * The squares of each ear's gains sum to 1 on the average of both.
 */
export const earlyTable = (box: Box, seconds: number, sampleRateHz: number): Float64Array => {
  const images = imagesOf(box)
  const direct = images.find(({ reflections }) => reflections === 0)!
  const taps = images
    .filter(
      ({ reflections, metres }) => reflections > 0 && metres - direct.metres < seconds * soundMetresPerSecond,
    )
    .flatMap((image) => {
      const delay = ((image.metres - direct.metres) / soundMetresPerSecond) * sampleRateHz
      const gain = (direct.metres / image.metres) * box.reflection ** image.reflections
      const from = image.left > 0 ? 0 : 1
      return [
        [0, from, Math.max(1, Math.round(delay)), gain * heard(image, 1)],
        [1, from, Math.max(1, Math.round(delay)), gain * heard(image, -1)],
      ]
    })
  const power = taps.reduce((sum, [, , , gain]) => sum + gain * gain, 0) / 2
  return Float64Array.from(
    taps.flatMap(([ear, from, delay, gain]) => [ear, from, delay, gain / Math.sqrt(power)]),
  )
}
