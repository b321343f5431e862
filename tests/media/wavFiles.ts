// Builds sound files byte by byte, as other programs write them, good and bad.

export interface Chunk {
  id: string
  body: Uint8Array
  /** What the header claims; else the truth. */
  says?: number
}

export const bytesOf = (...parts: (number[] | Uint8Array | string)[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Uint8Array.from(part))),
  )

export const u16 = (value: number, little = true): number[] =>
  ordered([value & 255, (value >>> 8) & 255], little)

export const u32 = (value: number, little = true): number[] =>
  ordered([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255], little)

const ordered = (bytes: number[], little: boolean): number[] => (little ? bytes : bytes.reverse())

export interface Format {
  tag?: number
  channels?: number
  rate?: number
  block?: number
  bits?: number
}

export const formatBody = (format: Format, little = true): Uint8Array => {
  const { tag = 1, channels = 1, rate = 48000, bits = 16 } = format
  const block = format.block ?? channels * Math.ceil(bits / 8)
  return bytesOf(
    u16(tag, little),
    u16(channels, little),
    u32(rate, little),
    u32(rate * block, little),
    u16(block, little),
    u16(bits, little),
  )
}

export const extensibleBody = (format: Format & { valid: number; mask: number }): Uint8Array => {
  const guid = bytesOf(u16(format.tag ?? 1), [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113])
  return bytesOf(formatBody({ ...format, tag: 0xfffe }), u16(22), u16(format.valid), u32(format.mask), guid)
}

export const riff = (chunks: Chunk[], form = 'RIFF', little = true): Uint8Array => {
  const body = chunks.map(({ id, body, says }) =>
    bytesOf(id, u32(says ?? body.length, little), body, new Uint8Array(body.length % 2)),
  )
  const size = body.reduce((sum, part) => sum + part.length, 4)
  return bytesOf(form, u32(form === 'RIFF' || form === 'RIFX' ? size : 0xffffffff, little), 'WAVE', ...body)
}

/** 1, 2, 3 ... as 16-bit samples. */
export const counting = (count: number, little = true): Uint8Array =>
  bytesOf(...Array.from({ length: count }, (_, i) => u16(i + 1, little)))

export const wave = (data: Uint8Array, format: Format = {}, says?: number): Uint8Array =>
  riff([
    { id: 'fmt ', body: formatBody(format) },
    { id: 'data', body: data, says },
  ])

/** Repeatable numbers below `below`. */
export const seeded = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
