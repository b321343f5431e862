// Markers of a sequence. None of their changes enters the undo stack.
import type { ProjectMarker, ProjectSequence } from '../../client/projects/project'
import type * as dom from '../../host-jsx/premiere/dom'
import { ticksFrom, Time } from './Time'

class Marker implements dom.Marker {
  constructor(readonly marker: ProjectMarker) {}

  get name(): string {
    return this.marker.name
  }

  set name(name: string) {
    this.marker.name = String(name)
  }

  get comments(): string {
    return this.marker.comments
  }

  set comments(comments: string) {
    this.marker.comments = String(comments)
  }

  get start(): Time {
    return Time.of(this.marker.startTicks)
  }

  get end(): Time {
    return Time.of(this.marker.endTicks)
  }
}

export class MarkerCollection implements dom.MarkerCollection {
  constructor(private readonly sequence: ProjectSequence) {}

  get numMarkers(): number {
    return this.sequence.markers.length
  }

  getFirstMarker(): Marker | undefined {
    return this.at(0)
  }

  getNextMarker(marker: Marker): Marker | undefined {
    return this.at(this.sequence.markers.indexOf(marker.marker) + 1)
  }

  /** In order of time. */
  createMarker(seconds: number): Marker {
    const startTicks = ticksFrom(seconds)
    const marker: ProjectMarker = { name: '', comments: '', startTicks, endTicks: startTicks }
    const { markers } = this.sequence
    const next = markers.findIndex((other) => other.startTicks > startTicks)
    markers.splice(next < 0 ? markers.length : next, 0, marker)
    return new Marker(marker)
  }

  deleteMarker(marker: Marker): void {
    const index = this.sequence.markers.indexOf(marker.marker)
    if (index >= 0) this.sequence.markers.splice(index, 1)
  }

  private at(index: number): Marker | undefined {
    const marker = this.sequence.markers[index]
    return marker && new Marker(marker)
  }
}
