// evalScript without Adobe: the shipped host script over a project file, with CEP's habits.
import { existsSync } from 'node:fs'
import type { ProjectFile } from '../client/projects/project'
import { describeWav } from './describeWav'
import { poorContext, type Evaluate } from './poorContext'
import { Application } from './premiere/Application'
import { fileClass } from './premiere/File'
import { HostState, type FileDescription } from './premiere/HostState'
import { QuickEdit } from './premiere/QuickEdit'
import { defaultSwitches, type HostSwitches } from './premiere/switches'
import { Time } from './premiere/Time'

interface EmbeddedHostOptions {
  /** Changed in place by what scripts do. */
  project: ProjectFile
  /** Text of dist/host.jsx. */
  hostScript: string
  switches?: Partial<HostSwitches>
  fileExists?: (path: string) => boolean
  /** What an imported file holds; null when it cannot be read. */
  describeFile?: (path: string) => FileDescription | null
}

export interface EmbeddedHost {
  /** As CEP's: always text; "EvalScript error." for whatever went wrong. */
  evalScript(script: string): Promise<string>
  readonly project: ProjectFile
  /** What scripts see as `app`, for tests that look at the host themselves. */
  readonly app: Application
  /** Somebody closes the dialog that stops all scripts. */
  closeDialog(): void
}

/** What CEP answers for every failure. */
const FAILURE = 'EvalScript error.'

export const openEmbeddedHost = (options: EmbeddedHostOptions): EmbeddedHost => {
  const state = new HostState({
    project: options.project,
    switches: { ...defaultSwitches, ...options.switches },
    fileExists: options.fileExists ?? existsSync,
    describeFile: options.describeFile ?? describeWav,
  })
  const app = new Application(state)
  const dialog = new Dialog(state)
  const evaluate = poorContext({
    app,
    Time,
    File: fileClass(state.fileExists),
    ...jsonOf(state.switches.json),
  })
  addQuickEdit(evaluate, state)
  answer(evaluate, options.hostScript)
  return {
    project: options.project,
    app,
    closeDialog: () => dialog.close(),
    async evalScript(script) {
      if (state.switches.order === 'page-first') await nextTurn()
      if (state.isModal) await dialog.closed()
      state.nextCall()
      const text = answer(evaluate, script)
      if (state.isModal) await dialog.closed()
      return state.switches.loseReply(script) ? '' : text
    },
  }
}

const answer = (evaluate: Evaluate, script: string): string => {
  try {
    return String(evaluate(script))
  } catch {
    return FAILURE
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** `qe` is there once somebody called app.enableQE. */
const addQuickEdit = (evaluate: Evaluate, state: HostState): void => {
  const root = evaluate('this') as object
  Object.defineProperty(root, 'qe', {
    get: () => (state.quickEditEnabled ? new QuickEdit(state) : undefined),
    configurable: true,
  })
}

/** Another panel may have put a JSON of its own into the shared engine, and it may be wrong. */
const jsonOf = (kind: HostSwitches['json']): Record<string, unknown> => {
  if (kind === 'absent') return {}
  const broken = {
    stringify: () => 'undefined',
    parse: () => {
      throw new Error('not mine')
    },
  }
  return { JSON: kind === 'present' ? JSON : broken }
}

/** While a dialog is open no script runs and no reply leaves. */
class Dialog {
  private readonly waiting: (() => void)[] = []

  constructor(private readonly state: HostState) {}

  closed(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  close(): void {
    this.state.isModal = false
    for (const resolve of this.waiting.splice(0)) resolve()
  }
}
