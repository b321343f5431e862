// An embedded host with the built script, and a client on it, for tests.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createHostClient, type HostClient } from '../../client/host/hostClient'
import type { ProjectFile } from '../../client/projects/project'
import { openEmbeddedHost, type EmbeddedHost } from '../../headless/extendScript'
import type { FileDescription } from '../../headless/premiere/HostState'
import type { HostSwitches } from '../../headless/premiere/switches'

const built = resolve(__dirname, '..', '..', 'dist', 'host.jsx')

export const hostScript = (): string => {
  if (!existsSync(built)) throw new Error('dist/host.jsx is missing: run "npm run build" first')
  return readFileSync(built, 'utf8')
}

/** Three minutes of stereo at 48 kHz, whatever the name. */
export const anyFile: FileDescription = { channels: 2, sampleRateHz: 48000, lengthSamples: 48000 * 180 }

export interface OpenHost extends EmbeddedHost {
  client: HostClient
}

export const openHost = (
  project: ProjectFile,
  switches: Partial<HostSwitches> = {},
  describeFile: (path: string) => FileDescription | null = () => anyFile,
  fileExists: (path: string) => boolean = () => true,
): OpenHost => {
  const host = openEmbeddedHost({ project, hostScript: hostScript(), switches, describeFile, fileExists })
  return { ...host, client: createHostClient((script) => host.evalScript(script)) }
}
