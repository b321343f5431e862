// Premiere's project file: a flat list of records, read as a stream, then followed from its sequences down.
import { fail } from '../../problem'
import { checkNests } from '../nests'
import { ProblemList } from '../problemList'
import type { ProjectFile } from '../project'
import { Graph, textOf } from './graph'
import { readMedia } from './media'
import { RecordCollector, type ProjectRecord } from './records'
import { readSequence } from './sequence'

/** Project versions whose records were seen in real files. */
const OLDEST = 25
const NEWEST = 45

export const collectPrproj = (where: string): RecordCollector => new RecordCollector(where)

export const buildPrproj = (collector: RecordCollector, path: string, where: string): ProjectFile => {
  const problems = new ProblemList()
  const project = [...collector.records.values()].find((record) => record.kind === 'Project')
  if (!project) return fail('project-damaged', where)
  const version = Number.parseInt(project.version, 10) || 0
  if (version < OLDEST || version > NEWEST) problems.add('project-version-unknown', where, { version })
  const graph = new Graph(collector.records, version, problems)
  const names = panelNames(graph)
  const sequences = [...graph.all('Sequence')].map((sequence) => readSequence(graph, sequence, names))
  checkNests(sequences, problems)
  return {
    format: 'prproj',
    version: project.version,
    writtenBy: textOf(project, 'build') || textOf(project, 'created'),
    path,
    name: where.replace(/\.[^.]*$/, ''),
    sequences,
    media: readMedia(graph),
    problems: problems.items,
  }
}

/** The name in the project panel belongs to the item there: item -> master clip -> clip -> source -> sequence. */
const panelNames = (graph: Graph): Map<string, string> => {
  const names = new Map<string, string>()
  const note = (item: ProjectRecord, master: ProjectRecord | undefined): void => {
    for (const clip of graph.list(master, 'clips')) {
      const sequence = graph.follow(graph.follow(clip, 'source'), 'sequence')
      if (sequence && !names.has(sequence.id)) names.set(sequence.id, textOf(item, 'name'))
    }
  }
  for (const item of graph.all('ClipProjectItem')) note(item, graph.follow(item, 'master'))
  return names
}
