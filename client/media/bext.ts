// The Broadcast Wave chunk "bext": who made the file, when on the clock it starts, how loud it is.
// Source: EBU Tech 3285 version 2 (2011), section 2.3. 602 bytes, then the coding history.

export interface Bext {
  description: string
  originator: string
  originatorReference: string
  /** yyyy-mm-dd and hh:mm:ss, local time of making. */
  date: string
  time: string
  /** Of the first sample, samples since midnight. */
  timeReferenceSamples: number
  loudness: BextLoudness | null
  codingHistory: string
}

/** NaN where it was not measured. */
export interface BextLoudness {
  integratedLufs: number
  loudnessRangeLu: number
  truePeakDbtp: number
  maxMomentaryLufs: number
  maxShortTermLufs: number
}

const BEXT_BYTES = 602

/** What a loudness word says when nobody measured (EBU Tech 3285 s. 2.3). */
const NOT_MEASURED = 0x7fff

const LOUDNESS_WORDS = [
  'integratedLufs',
  'loudnessRangeLu',
  'truePeakDbtp',
  'maxMomentaryLufs',
  'maxShortTermLufs',
] as const

export const readBext = (bytes: Uint8Array): Bext | null => {
  if (bytes.length < 348) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const version = view.getUint16(346, true)
  return {
    description: text(bytes, 0, 256),
    originator: text(bytes, 256, 32),
    originatorReference: text(bytes, 288, 32),
    date: text(bytes, 320, 10),
    time: text(bytes, 330, 8),
    timeReferenceSamples: view.getUint32(338, true) + view.getUint32(342, true) * 2 ** 32,
    loudness: version >= 2 && bytes.length >= 422 ? readLoudness(view) : null,
    codingHistory: text(bytes, BEXT_BYTES, bytes.length - BEXT_BYTES),
  }
}

const readLoudness = (view: DataView): BextLoudness => {
  const word = (index: number): number => {
    const value = view.getInt16(412 + 2 * index, true)
    return value === NOT_MEASURED ? NaN : value / 100
  }
  return Object.fromEntries(
    LOUDNESS_WORDS.map((name, index) => [name, word(index)]),
  ) as unknown as BextLoudness
}

export const writeBext = (bext: Bext): Uint8Array => {
  const history = ascii(bext.codingHistory)
  const bytes = new Uint8Array(BEXT_BYTES + history.length)
  const view = new DataView(bytes.buffer)
  put(bytes, 0, 256, bext.description)
  put(bytes, 256, 32, bext.originator)
  put(bytes, 288, 32, bext.originatorReference)
  put(bytes, 320, 10, bext.date)
  put(bytes, 330, 8, bext.time)
  view.setUint32(338, bext.timeReferenceSamples % 2 ** 32, true)
  view.setUint32(342, Math.floor(bext.timeReferenceSamples / 2 ** 32), true)
  view.setUint16(346, 2, true)
  LOUDNESS_WORDS.forEach((name, index) =>
    view.setInt16(412 + 2 * index, loudnessWord(bext.loudness?.[name]), true),
  )
  bytes.set(history, BEXT_BYTES)
  return bytes
}

/** Hundredths, to nearest; what does not fit the word counts as not measured. */
const loudnessWord = (value: number | undefined): number => {
  const hundredths = Math.round((value ?? NaN) * 100)
  return Math.abs(hundredths) < NOT_MEASURED ? hundredths : NOT_MEASURED
}

const text = (bytes: Uint8Array, from: number, length: number): string => {
  const field = bytes.subarray(from, Math.max(from, from + length))
  const end = field.indexOf(0)
  return String.fromCharCode(...field.subarray(0, Math.min(end < 0 ? field.length : end, 4096))).trim()
}

const put = (bytes: Uint8Array, at: number, room: number, value: string): void =>
  bytes.set(ascii(value).subarray(0, room), at)

/** The chunk knows ASCII only; other letters lose their accents or become "?". */
const ascii = (value: string): Uint8Array =>
  Uint8Array.from(value.normalize('NFD').replace(/[\u0300-\u036f]/g, ''), (letter) => {
    const code = letter.charCodeAt(0)
    return (code >= 32 && code < 127) || code === 10 || code === 13 ? code : 63
  })
