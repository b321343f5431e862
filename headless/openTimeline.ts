// A timeline file as a running host: read, put behind Adobe's scripting DOM, and answered by the shipped host.jsx.
import { readFile } from 'node:fs/promises'
import { createHostClient, type HostClient } from '../client/host/hostClient'
import type { ProjectFile } from '../client/projects/project'
import { readProject } from '../client/projects/readProject'
import { builtFile } from './built'
import { openEmbeddedHost, type EmbeddedHost } from './extendScript'

export interface OpenTimeline {
  /** The file as it was read; the embedded host changes its own copy. */
  project: ProjectFile
  embedded: EmbeddedHost
  host: HostClient
}

export const openTimeline = async (path: string): Promise<OpenTimeline> => {
  const project = await readProject(path)
  const hostScript = await readFile(builtFile('host.jsx'), 'utf8')
  const embedded = openEmbeddedHost({ project: structuredClone(project), hostScript })
  return { project, embedded, host: createHostClient((script) => embedded.evalScript(script)) }
}
