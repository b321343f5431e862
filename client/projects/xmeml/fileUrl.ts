// "pathurl" of xmeml (and "src" of fcpxml): a file URL to a path and back. Windows drives and servers included.

export const pathOfUrl = (url: string): string => {
  const text = url.trim()
  const match = /^file:(?:\/\/([^/]*))?(\/.*)$/is.exec(text)
  if (!match) return decode(text, /%[0-9a-f]{2}/i.test(text) && !text.includes('://'))
  const [, host, rest] = match
  const path = decode(rest, true)
  if (host && !/^localhost$/i.test(host)) return `//${host}${path}`
  return /^\/[a-z][:|][\\/]/i.test(path) ? `${path[1]}:${path.slice(3)}` : path
}

const decode = (text: string, wanted: boolean): string => {
  if (!wanted) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** As Premiere writes it: file://localhost/D%3a/folder/name.wav */
export const urlOfPath = (path: string): string => {
  const isWindows = /^([a-z]:|\\\\)/i.test(path)
  const slashes = isWindows ? path.replace(/\\/g, '/') : path
  const rooted = slashes.startsWith('/') ? slashes : `/${slashes}`
  return `file://localhost${rooted.split('/').map(encodePart).join('/')}`
}

const encodePart = (part: string): string =>
  encodeURIComponent(
    part.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  )
    .replace(/%3A/g, '%3a')
    .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
