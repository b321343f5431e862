// Premiere Pro: the contract's functions, nothing else.
import type { HostAdapter, HostIdentity } from '../contract'
import { attempt } from './attempt'
import { keepingActive, openProject } from './findSequence'
import { importMix } from './importMix'
import { placeMix } from './placeMix'
import { listSequences, readSequence } from './readSequence'
import { undo } from './undo'

const identify = (): HostIdentity => ({
  host: 'premiere',
  version: String(app.version),
  projectPath: attempt(() => openProject().path, ''),
  projectName: attempt(() => openProject().name, ''),
  script: DUBSTAGE_VERSION,
})

export const premiere: HostAdapter = {
  identify,
  listSequences,
  readSequence,
  importMix,
  placeMix: (placement, imported) => keepingActive(() => placeMix(placement, imported)),
  undo: (receipt) => keepingActive(() => undo(receipt)),
}
