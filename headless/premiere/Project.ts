// The open project.
import { basename } from 'node:path'
import type * as dom from '../../host-jsx/premiere/dom'
import { collection, type Collection } from './collection'
import type { HostState } from './HostState'
import { mediaItem } from './ItemRecord'
import { recordOf, ProjectItem } from './ProjectItem'
import { Sequence } from './Sequence'
import { ticksPerSecond } from '../../client/host/ticks'

export class Project implements dom.Project {
  constructor(private readonly state: HostState) {}

  get name(): string {
    return this.state.project.name
  }

  get path(): string {
    return this.state.project.path
  }

  get rootItem(): ProjectItem {
    return new ProjectItem(this.state, this.state.root)
  }

  get sequences(): Collection<Sequence, 'numSequences'> {
    const { sequences } = this.state.project
    return collection(
      'numSequences',
      () => sequences.length,
      (index) => new Sequence(this.state, sequences[index]),
    )
  }

  get activeSequence(): Sequence | null {
    const sequence = this.state.sequence(this.state.activeSequenceId)
    return sequence ? new Sequence(this.state, sequence) : null
  }

  openSequence(sequenceId: string): boolean {
    if (!this.state.sequence(sequenceId)) return false
    this.state.activeSequenceId = sequenceId
    this.state.handlers.get('onSequenceActivated')?.()
    return true
  }

  /** Always true. What is missing or unreadable opens a dialog, whatever `suppressUi` says. */
  importFiles(paths: string[], _suppressUi: boolean, targetBin: ProjectItem): boolean {
    for (let index = 0; index < paths.length; index++) this.importFile(paths[index], targetBin)
    return true
  }

  private importFile(given: string, targetBin: ProjectItem): void {
    const { state } = this
    const path = given.normalize('NFC')
    const description = state.fileExists(path) ? state.describeFile(path) : null
    if (!description) {
      state.isModal = true
      return
    }
    const { channels, sampleRateHz, lengthSamples, hasVideo = false } = description
    state.arriveLater(() => {
      const media = {
        id: state.newId(),
        name: basename(path),
        path,
        alternatives: [],
        channels,
        sampleRateHz,
        durationTicks: (BigInt(lengthSamples) * ticksPerSecond) / BigInt(sampleRateHz),
        hasVideo,
      }
      state.addMedia(media)
      const item = mediaItem(media, state.newId())
      if (state.switches.stereoImport === 'clip-per-channel' && item.mapping)
        item.mapping = { ...item.mapping, type: 0, clips: channels }
      recordOf(targetBin).add(item)
      state.undoEntries++
    })
  }
}
