// XML as events for one visitor, within the limits: no entities, no endless depth, text only where it is wanted.
import { SaxesParser } from 'saxes'
import { fail } from '../problem'
import { tooLarge } from './byteStream'
import { projectLimits } from './limits'

export interface XmlVisitor {
  /** True when the text directly inside this element is wanted. */
  open(name: string, attributes: Record<string, string>): boolean
  /** `text` is empty unless it was wanted. */
  close(name: string, text: string): void
}

/** Feeds the document to the visitor its root element asks for; null from `visitorFor` refuses the document. */
export class XmlStream {
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  })
  private visitor: XmlVisitor | null = null
  private depth = 0
  private attributes = 0
  private sinceTag = 0
  private text = ''
  private wanted = false
  private finished = false

  constructor(
    private readonly where: string,
    private readonly visitorFor: (root: string, attributes: Record<string, string>) => XmlVisitor | null,
  ) {
    this.parser.on('error', (error) => this.onError(error))
    this.parser.on('doctype', (doctype) => this.onDoctype(doctype))
    this.parser.on('attribute', () => this.onAttribute())
    this.parser.on('opentag', (tag) => this.onOpen(tag))
    this.parser.on('closetag', (tag) => this.onClose(tag.name))
    this.parser.on('cdata', (text) => this.onText(text))
  }

  write(chunk: string): void {
    this.sinceTag += chunk.length
    this.parser.write(chunk)
    if (this.sinceTag > projectLimits.bytesWithoutTag)
      tooLarge(this.where, 'one text', projectLimits.bytesWithoutTag)
  }

  close(): void {
    if (!this.finished) fail(this.visitor ? 'project-truncated' : 'project-unknown-format', this.where)
    this.parser.close()
  }

  private onError(error: Error): void {
    if (/disallowed character/.test(error.message)) return
    if (this.finished) return
    fail(this.visitor ? 'project-damaged' : 'project-unknown-format', this.where, {
      detail: error.message.slice(0, 200),
    })
  }

  private onDoctype(doctype: string): void {
    if (/[[]|<!ENTITY/i.test(doctype)) fail('project-doctype', this.where)
  }

  private onAttribute(): void {
    this.attributes++
    if (this.attributes > projectLimits.attributes)
      tooLarge(this.where, 'attributes of one element', projectLimits.attributes)
  }

  private onOpen(tag: { name: string; attributes: Record<string, string> }): void {
    this.sinceTag = 0
    this.attributes = 0
    this.depth++
    if (this.depth > projectLimits.depth) tooLarge(this.where, 'depth', projectLimits.depth)
    if (!this.visitor) this.visitor = this.visitorFor(tag.name, tag.attributes)
    if (!this.visitor) fail('project-unknown-format', this.where)
    this.want(this.visitor!.open(tag.name, tag.attributes))
  }

  private onClose(name: string): void {
    this.sinceTag = 0
    this.depth--
    const text = this.text
    this.want(false)
    this.visitor!.close(name, text)
    if (this.depth === 0) this.finished = true
  }

  private want(wanted: boolean): void {
    this.text = ''
    if (wanted === this.wanted) return
    this.wanted = wanted
    if (wanted) this.parser.on('text', (text) => this.onText(text))
    else this.parser.off('text')
  }

  private onText(text: string): void {
    if (!this.wanted) return
    this.text += text
    if (this.text.length > projectLimits.textChars) tooLarge(this.where, 'one text', projectLimits.textChars)
  }
}

/** A copy that does not keep the chunk it was cut from alive (V8 slices share their parent from 13 characters on). */
export const ownText = (text: string): string => (text.length < 13 ? text : Buffer.from(text).toString())
