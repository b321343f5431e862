// JSON text for an engine without JSON. Only writing: arguments arrive as literals in the script's own text.
// Escapes U+2028 and U+2029 too, because ES3 takes them for line ends inside strings.

const SHORT: { [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

export const encode = (value: unknown): string => {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return encodeText(value)
  if (typeof value === 'number') return isFinite(value) ? String(value) : 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (value instanceof Array) return encodeList(value)
  return encodeRecord(value as { [key: string]: unknown })
}

const encodeList = (list: unknown[]): string => {
  const parts: string[] = []
  for (let i = 0; i < list.length; i++) parts.push(encode(list[i]))
  return '[' + parts.join(',') + ']'
}

const encodeRecord = (record: { [key: string]: unknown }): string => {
  const parts: string[] = []
  for (const key in record) {
    if (!Object.prototype.hasOwnProperty.call(record, key) || record[key] === undefined) continue
    parts.push(encodeText(key) + ':' + encode(record[key]))
  }
  return '{' + parts.join(',') + '}'
}

/** Lone surrogates are escaped as well, so that the text survives any transport. */
const encodeText = (text: string): string => {
  let written = ''
  let copied = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isPlain(code)) continue
    written += text.substring(copied, i) + escapeOf(text.charAt(i), code)
    copied = i + 1
  }
  return '"' + written + text.substring(copied) + '"'
}

const isPlain = (code: number): boolean => {
  if (code < 0x20 || code === 0x22 || code === 0x5c) return false
  return (
    code < 0x7f || (code > 0x9f && code !== 0x2028 && code !== 0x2029 && !(code >= 0xd800 && code <= 0xdfff))
  )
}

const escapeOf = (character: string, code: number): string => {
  if (Object.prototype.hasOwnProperty.call(SHORT, character)) return SHORT[character]
  const digits = code.toString(16)
  return '\\u' + '0000'.substring(digits.length) + digits
}
