// Reads any project file we know, told apart by its content and never by its name.
import { fail } from '../problem'
import { openText, tooLarge } from './byteStream'
import { buildFcpxml, fcpxmlTree } from './fcpxml/fcpxml'
import { projectLimits } from './limits'
import { buildOtio } from './otio/otio'
import type { ProjectFile } from './project'
import { buildPrproj, collectPrproj } from './prproj/prproj'
import { XmemlCollector } from './xmeml/collect'
import { buildXmeml } from './xmeml/xmeml'
import { XmlStream, type XmlVisitor } from './xmlStream'

interface Reading {
  visitor: XmlVisitor
  finish: () => ProjectFile
}

export const readProject = async (path: string): Promise<ProjectFile> => {
  const { where, text } = await openText(path)
  let first = await text.next()
  while (!first.done && first.value.trim() === '') first = await text.next()
  if (first.done) return fail('project-empty', where)
  const start = first.value.trimStart()
  if (start[0] === '{') return readJson(start, text, path, where)
  if (start[0] !== '<') return fail('project-unknown-format', where)
  return readXml(start, text, path, where)
}

const readJson = async (
  first: string,
  rest: AsyncGenerator<string>,
  path: string,
  where: string,
): Promise<ProjectFile> => {
  const chunks = [first]
  let length = first.length
  for await (const chunk of rest) {
    length += chunk.length
    if (length > projectLimits.jsonBytes) tooLarge(where, 'JSON bytes', projectLimits.jsonBytes)
    chunks.push(chunk)
  }
  return buildOtio(chunks.join(''), path, where)
}

const readXml = async (
  first: string,
  rest: AsyncGenerator<string>,
  path: string,
  where: string,
): Promise<ProjectFile> => {
  let reading: Reading | null = null
  const xml = new XmlStream(where, (root) => {
    reading = startReading(root, path, where)
    return reading?.visitor ?? null
  })
  xml.write(first)
  for await (const chunk of rest) xml.write(chunk)
  xml.close()
  return (reading as Reading | null)?.finish() ?? fail('project-unknown-format', where)
}

const startReading = (root: string, path: string, where: string): Reading | null => {
  if (root === 'PremiereData') {
    const visitor = collectPrproj(where)
    return { visitor, finish: () => buildPrproj(visitor, path, where) }
  }
  if (root === 'xmeml') {
    const collector = new XmemlCollector(where)
    return { visitor: collector.tree, finish: () => buildXmeml(collector, path, where) }
  }
  if (root === 'fcpxml') {
    const visitor = fcpxmlTree(where)
    return { visitor, finish: () => buildFcpxml(visitor, path, where) }
  }
  return null
}
