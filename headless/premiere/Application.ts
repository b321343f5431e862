// app: the door to everything else.
import type * as dom from '../../host-jsx/premiere/dom'
import type { HostState } from './HostState'
import { Project } from './Project'

/** The last safe line of builds with this DOM (October 2026). */
const VERSION = '26.5.2'

export class Application implements dom.Application {
  readonly version = VERSION
  readonly build = '1'

  constructor(private readonly state: HostState) {}

  get project(): Project {
    return new Project(this.state)
  }

  isDocumentOpen(): boolean {
    return true
  }

  /** Without QE the call is there and does nothing. */
  enableQE(): boolean {
    this.state.quickEditEnabled = this.state.switches.quickEdit === 'present'
    return this.state.quickEditEnabled
  }

  /** One handler for each event in the whole application: a second one replaces the first. */
  bind(event: string, handler: (...values: unknown[]) => unknown): void {
    this.state.handlers.set(event, handler)
  }
}
