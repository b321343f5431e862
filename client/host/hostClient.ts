// The host as the product sees it: the contract's functions, typed and asynchronous, over any evalScript.
import type {
  HostIdentity,
  ImportReply,
  Placement,
  PlacementReceipt,
  SequenceSnapshot,
  SequenceSummary,
  UndoReply,
} from '../../host-jsx/contract'
import { ProblemError } from '../problem'
import { importFiles } from './importFiles'
import { readSnapshot } from './readSnapshot'
import { scriptFor, valueOf, type EvalScript } from './scriptCall'

export interface HostClient {
  identify(): Promise<HostIdentity>
  listSequences(): Promise<SequenceSummary[]>
  /** All pages of it, put together. */
  readSequence(sequenceId: string): Promise<SequenceSnapshot>
  placeMix(placement: Placement): Promise<PlacementReceipt>
  undo(receipt: PlacementReceipt): Promise<UndoReply>
}

interface HostClientOptions {
  /** Longest wait for one reply. */
  timeoutMs?: number
}

/** One call of the host script; every problem is thrown. */
export type Call = <T>(name: string, ...values: unknown[]) => Promise<T>

/** Placing a few files takes seconds on slow machines; a wedged host never answers. By ear, 2026-11-22. */
const defaultTimeoutMs = 60_000

export const createHostClient = (evalScript: EvalScript, options: HostClientOptions = {}): HostClient => {
  const { timeoutMs = defaultTimeoutMs } = options
  const call: Call = async <T>(name: string, ...values: unknown[]) =>
    valueOf<T>(name, await within(evalScript(scriptFor(name, values)), timeoutMs, name))
  return {
    identify: () => call<HostIdentity>('identify'),
    listSequences: () => call<SequenceSummary[]>('listSequences'),
    readSequence: (sequenceId) => readSnapshot(call, sequenceId),
    placeMix: async (given) => {
      const placement = withOtherForms(given)
      const imported: ImportReply = await importFiles(call, placement, timeoutMs)
      return call<PlacementReceipt>('placeMix', placement, imported)
    },
    undo: (receipt) => call<UndoReply>('undo', receipt),
  }
}

/** No reply is no failure: a dialog may be open, and the work may be done or still be waiting. */
const within = async (reply: Promise<string>, timeoutMs: number, name: string): Promise<string> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const detail = `no reply within ${timeoutMs / 1000} s, outcome unknown: a dialog may be open in the host`
    timer = setTimeout(
      () => reject(new ProblemError({ code: 'host-script-error', where: name, values: { detail } })),
      timeoutMs,
    )
  })
  try {
    return await Promise.race([reply, late])
  } finally {
    clearTimeout(timer)
  }
}

/** macOS answers with decomposed names. */
const withOtherForms = (placement: Placement): Placement => ({
  ...placement,
  files: placement.files.map((file) => ({
    ...file,
    otherForms: [file.path.normalize('NFC'), file.path.normalize('NFD')].filter((form) => form !== file.path),
  })),
})
