// Steps shared by the tests that place and take back.
import assert from 'node:assert/strict'
import type { HostProblemCode, Placement } from '../../host-jsx/contract'
import { toPlacement } from '../../client/host/toPlacement'
import { ProblemError } from '../../client/problem'
import { dump } from './dump'
import type { OpenHost } from './openHost'

export const placementFor = async (host: OpenHost, more: Partial<Placement> = {}): Promise<Placement> => {
  const sequenceRead = await host.client.readSequence('main')
  const files = ['mix', 'dialogue'].map((role) => ({
    path: `/out/film ${role}.wav`,
    role,
    channels: 2 as const,
  }))
  return { ...toPlacement({ sequence: sequenceRead, files, muteOriginals: true, version: '1' }), ...more }
}

/** Runs it to the end, and tells whether the host was left as it was found when it failed. */
export const codeOf = async (work: Promise<unknown>): Promise<HostProblemCode | 'none'> => {
  try {
    await work
    return 'none'
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error))
    return error.problem.code as HostProblemCode
  }
}

export const failsCleanly = async (
  host: OpenHost,
  code: HostProblemCode,
  more: Partial<Placement> = {},
): Promise<void> => {
  const placement = await placementFor(host, more)
  const before = dump(host)
  assert.equal(await codeOf(host.client.placeMix(placement)), code)
  assert.deepEqual(dump(host), before)
}
