// XML as text, written and never read: elements with tabs, one per line, as Premiere writes them.

export interface XmlElement {
  name: string
  attributes: Record<string, string>
  content: string | XmlElement[]
}

export const element = (
  name: string,
  content: string | number | bigint | boolean | XmlElement[] = '',
  attributes: Record<string, string> = {},
): XmlElement => ({ name, attributes, content: Array.isArray(content) ? content : String(content) })

const escapeXml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;')

const openingTag = (item: XmlElement): string =>
  item.name + Object.keys(item.attributes).map((key) => ` ${key}="${escapeXml(item.attributes[key])}"`).join('')

export const printXml = (item: XmlElement, depth = 0): string => {
  const indent = '\t'.repeat(depth)
  if (item.content === '') return `${indent}<${openingTag(item)}/>\n`
  const inside = Array.isArray(item.content)
    ? `\n${item.content.map((child) => printXml(child, depth + 1)).join('')}${indent}`
    : escapeXml(item.content)
  return `${indent}<${openingTag(item)}>${inside}</${item.name}>\n`
}
