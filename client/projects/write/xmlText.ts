// Writing XML: escaped text and attributes, elements as strings, indented with tabs as Premiere does.

/** What XML 1.0 cannot hold becomes the replacement character: controls, lone surrogates, U+FFFE and U+FFFF. */
const clean = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')

const escapeText = (text: string): string =>
  clean(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;')

const escapeAttribute = (text: string): string =>
  escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')

type Attributes = Record<string, string | number | undefined>

const openTag = (name: string, attributes: Attributes): string => {
  const parts = Object.keys(attributes).flatMap((key) => {
    const value = attributes[key]
    return value === undefined ? [] : [` ${key}="${escapeAttribute(String(value))}"`]
  })
  return `<${name}${parts.join('')}`
}

/** An element with text, on one line. */
export const leaf = (name: string, value: string | number | bigint): string =>
  `<${name}>${escapeText(String(value))}</${name}>`

/** An element with children, one per line; nothing in it makes it empty. */
export const element = (name: string, attributes: Attributes, children: string[]): string => {
  const tag = openTag(name, attributes)
  return children.length === 0 ? `${tag}/>` : `${tag}>\n${children.join('\n')}\n</${name}>`
}

export const truth = (value: boolean): string => (value ? 'TRUE' : 'FALSE')
