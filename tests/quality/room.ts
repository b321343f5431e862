// A voice in a made room: the sound itself, then an exponentially decaying tail of velvet noise (Karjalainen,
// Jarvelainen, AES 30th Conference, 2007: as dense as this it sounds like Gaussian noise), cut in two at 50 ms.
import { noise } from '../signals'

const pulsesPerSecond = 3000
const earlySeconds = 0.05

export interface RoomSetup {
  /** Time to fall by 60 dB. */
  decayMs: number
  /** Energy of the sound itself over that of the tail. */
  directDb: number
  seed?: number
  sampleRateHz?: number
}

export interface InRoom {
  /** What the first 50 ms of the room bring. */
  early: Float32Array
  late: Float32Array
  whole: Float32Array
}

export const inRoom = (
  dry: Float32Array,
  { decayMs, directDb, seed = 1, sampleRateHz = 48000 }: RoomSetup,
): InRoom => {
  const gap = sampleRateHz / pulsesPerSecond
  const count = Math.floor((1.1 * decayMs * pulsesPerSecond) / 1000)
  const [places, signs] = [noise(seed, count), noise(seed + 1, count)]
  // Mean of 10^(-6 t / decay) over the pulses.
  const energy = (pulsesPerSecond * decayMs) / 1000 / (6 * Math.LN10)
  const level = Math.sqrt(10 ** (-directDb / 10) / energy)
  const [early, late] = [dry.slice(), new Float32Array(dry.length)]
  for (let pulse = 0; pulse < count; pulse++) {
    const at = 1 + Math.floor((pulse + 0.5 + 0.49 * places[pulse]) * gap)
    const seconds = at / sampleRateHz
    const gain = Math.sign(signs[pulse]) * level * 10 ** ((-3000 * seconds) / decayMs)
    const to = seconds < earlySeconds ? early : late
    for (let i = at; i < dry.length; i++) to[i] += gain * dry[i - at]
  }
  return { early, late, whole: early.map((value, i) => value + late[i]) }
}

/** Mean square of every 10 ms. */
const powers = (x: Float32Array, step = 480): Float64Array =>
  Float64Array.from({ length: Math.floor(x.length / step) }, (_, n) => {
    let sum = 0
    for (let i = n * step; i < (n + 1) * step; i++) sum += x[i] * x[i]
    return sum / step
  })

/** dB by which the sound is lower where words have ended and the room goes on: its late part 10 dB over all else. */
export const loweredAfterWords = (scene: InRoom, out: Float32Array): number => {
  const [early, late, before, after] = [scene.early, scene.late, scene.whole, out].map((x) => powers(x))
  const loudest = early.reduce((most, power) => Math.max(most, power), 0)
  let [sumBefore, sumAfter] = [0, 0]
  early.forEach((power, n) => {
    if (late[n] < 10 * power || late[n] < 1e-5 * loudest) return
    sumBefore += before[n]
    sumAfter += after[n]
  })
  return 10 * Math.log10(sumBefore / sumAfter)
}
