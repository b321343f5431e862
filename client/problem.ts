// A problem as data: a code, where it is, and the values its words need. The words themselves are one table in
// app/problems.ts, so that every code has them or nothing compiles.
import type { HostProblemCode } from '../host-jsx/contract'

export interface Problem {
  code: ProblemCode
  /** What it concerns, as the user knows it: "Interview / A1 / clip “take 3”" or a file name. */
  where: string
  /** Numbers and names for the words. Never markup, never a stack. */
  values?: Record<string, string | number>
}

/** Thrown when there is no way on; caught once, at the door of the run. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.where}`)
    this.name = 'ProblemError'
  }
}

export const fail = (code: ProblemCode, where: string, values?: Problem['values']): never => {
  throw new ProblemError({ code, where, values })
}

/** Between two steps of long work: ends it when the user has cancelled. */
export const stopIfCancelled = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) fail('cancelled', '')
}

export type ProblemCode = ProjectProblemCode | MediaProblemCode | RunProblemCode | HostProblemCode

/** Reading project files. */
export type ProjectProblemCode =
  | 'project-not-found'
  | 'project-not-readable'
  | 'project-empty'
  | 'project-damaged'
  | 'project-truncated'
  | 'project-doctype'
  | 'project-too-large'
  | 'project-unknown-format'
  | 'project-version-unknown'
  | 'project-no-sequence'
  | 'sequence-not-found'
  | 'nest-cycle'
  | 'nest-too-deep'
  | 'clip-bad-time'
  | 'clip-speed-mismatch'
  | 'clip-effect-not-applied'
  | 'clip-speed-ramp'
  | 'clip-not-a-file'
  | 'clip-channel-map-unknown'
  | 'track-effect-not-applied'
  | 'track-automation-not-applied'
  | 'hidden-facts-missing'
  | 'submix-not-applied'

/** Finding, decoding, reading and writing sound. */
export type MediaProblemCode =
  | 'media-offline'
  | 'media-not-readable'
  | 'media-no-audio'
  | 'media-shorter-than-clip'
  | 'media-truncated'
  | 'media-damaged-samples'
  | 'media-beyond-limits'
  | 'media-variable-frame-rate'
  | 'media-found-elsewhere'
  | 'media-ambiguous'
  | 'ffmpeg-missing'
  | 'ffmpeg-failed'
  | 'wav-damaged'
  | 'wav-unsupported'
  | 'disk-full'
  | 'cannot-write'

/** Deciding, rendering and checking. */
export type RunProblemCode =
  | 'genre-unknown'
  | 'delivery-unknown'
  | 'simulation-unknown'
  | 'role-unknown'
  | 'track-unknown'
  | 'would-overwrite'
  | 'preset-invalid'
  | 'preset-unknown'
  | 'preset-ambiguous'
  | 'nothing-to-mix'
  | 'plan-invalid'
  | 'plan-media-changed'
  | 'promise-broken'
  | 'chain-invalid'
  | 'processor-cannot-run'
  | 'cancelled'
  | 'internal'
