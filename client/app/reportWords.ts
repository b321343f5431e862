// Text and numbers as the report page shows them. Everything that came from outside goes through `escaped`: names
// may hold markup, quotes, line separators, or letters that turn the direction of writing.

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Embeddings, overrides and isolates: a name could use them to show what is not there. */
const directions = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g

export const escaped = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(directions, '')
    .replace(/[\p{Cc}\u2028\u2029\ufeff]+/gu, ' ')
    .replace(/[&<>"']/g, (sign) => entities[sign])

/** A name from outside, in its own direction of writing. */
export const named = (text: string): string => `<bdi>${escaped(text)}</bdi>`

/** A sentence of ours that quotes names in “ ”; names stay as they are, numbers get a real minus. */
export const sentence = (text: string): string =>
  escaped(text)
    .replace(/“[^”]*”|(^|[\s(])-(?=\d)/g, (found, before: string | undefined) =>
      before === undefined ? found : `${before}\u2212`,
    )
    .replace(/“([^”]*)”/g, '“<bdi>$1</bdi>”')

const minus = (text: string): string => text.replace('-', '\u2212')

/** One decimal; null is silence. */
export const decimal = (value: number | null, digits = 1): string =>
  value === null ? '–' : minus((Math.round(value * 10 ** digits) / 10 ** digits + 0).toFixed(digits))

export const signedDecimal = (value: number, digits = 1): string =>
  `${value > 0 ? '+' : ''}${decimal(value, digits)}`

export const clockOf = (seconds: number): string => {
  const whole = Math.round(seconds)
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
