// SHA-256 (FIPS 180-4) of a text's UTF-8, first 16 hex digits: enough to tell whether two presets or plans are one.
// Written out because the core knows neither Node's crypto nor the browser's.

const bytesOf = (text: string): number[] => {
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      )
  }
  return bytes
}

const padded = (bytes: number[]): Uint8Array => {
  const size = (((bytes.length + 8) >> 6) + 1) << 6
  const made = new Uint8Array(size)
  made.set(bytes)
  made[bytes.length] = 0x80
  new DataView(made.buffer).setUint32(size - 8, Math.floor(bytes.length / 0x20000000))
  new DataView(made.buffer).setUint32(size - 4, (bytes.length << 3) >>> 0)
  return made
}

const primes = (count: number): number[] => {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

/** First 32 bits of the fraction of a root: FIPS 180-4, 4.2.2 and 5.3.3. Exact in doubles for these primes. */
const fraction = (root: number): number => ((root - Math.floor(root)) * 0x100000000) >>> 0

const constants = Uint32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)))
const initial = Uint32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)))

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

const schedule = (block: DataView): Uint32Array => {
  const words = new Uint32Array(64)
  for (let t = 0; t < 16; t++) words[t] = block.getUint32(t * 4)
  for (let t = 16; t < 64; t++) {
    const [a, b] = [words[t - 15], words[t - 2]]
    const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)
    const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10)
    words[t] = words[t - 16] + s0 + words[t - 7] + s1
  }
  return words
}

const compress = (state: Uint32Array, words: Uint32Array): void => {
  let [a, b, c, d, e, f, g, h] = state
  for (let t = 0; t < 64; t++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    const one = (h + s1 + ((e & f) ^ (~e & g)) + constants[t] + words[t]) | 0
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  const round = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i] += round[i]
}

export const fingerprintOf = (text: string): string => {
  const bytes = padded(bytesOf(text))
  const state = initial.slice()
  for (let at = 0; at < bytes.length; at += 64) compress(state, schedule(new DataView(bytes.buffer, at, 64)))
  const hex = Array.from(state.subarray(0, 2), (word) => word.toString(16).padStart(8, '0'))
  return hex.join('')
}
