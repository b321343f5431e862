// The contract, for the Premiere adapter as it is shipped, on the embedded host.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Placement } from '../../host-jsx/contract'
import { toPlacement } from '../../client/host/toPlacement'
import { dump } from '../host/dump'
import { openHost, type OpenHost } from '../host/openHost'
import { film } from '../host/projects'

const stems = ['mix', 'dialogue', 'music'] as const

const placementFor = async (
  host: OpenHost,
  run = 1,
  roles: readonly string[] = ['mix'],
): Promise<Placement> => {
  const sequence = await host.client.readSequence('main')
  const files = roles.map((role) => ({ path: `/out/film.${role}.${run}.wav`, role, channels: 2 as const }))
  return toPlacement({ sequence, files, muteOriginals: true, version: '1' })
}

/** Without identities, and with every run's file under one name. */
const withoutRuns = (host: OpenHost): unknown =>
  JSON.parse(
    JSON.stringify(dump(host, { ids: false }), (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ).replace(/\.\d+\.wav/g, '.wav'),
  )

describe('the Premiere adapter', () => {
  it('says where it runs and which script answers', async () => {
    const { client } = openHost(film())
    const identity = await client.identify()
    assert.equal(identity.host, 'premiere')
    assert.equal(identity.projectName, 'film.prproj')
    const { version } = JSON.parse(readFileSync(resolve(__dirname, '..', '..', 'package.json'), 'utf8')) as {
      version: string
    }
    assert.equal(identity.script, version)
  })

  it('lists every sequence, one of them active', async () => {
    const sequences = await openHost(film()).client.listSequences()
    assert.deepEqual(
      sequences.map(({ id, audioTracks, isActive }) => [id, audioTracks, isActive]),
      [
        ['main', 4, true],
        ['nest', 1, false],
      ],
    )
  })

  it('changes nothing by reading', async () => {
    const host = openHost(film())
    const before = dump(host)
    await host.client.readSequence('main')
    assert.deepEqual(dump(host), before)
    assert.equal(await host.evalScript('app.enableQE(); qe.project.undoStackIndex()'), '0')
  })

  it('places a mix on a new last track, and mutes every audible original', async () => {
    const host = openHost(film())
    const receipt = await host.client.placeMix(await placementFor(host))
    const { audioTracks } = host.project.sequences[0]
    assert.deepEqual(
      audioTracks.map(({ name, muted }) => [name, muted]),
      [
        ['Dialogue', true],
        ['Music', true],
        ['Old', true],
        ['Inner', true],
        ['Dubstage mix', false],
      ],
    )
    assert.equal(audioTracks[4].clips.length, 1)
    assert.equal(audioTracks[4].clips[0].startTicks, 0n)
    assert.ok(audioTracks[4].clips[0].endTicks >= host.project.sequences[0].endTicks)
    assert.deepEqual(receipt.addedTracks, ['Dubstage mix'])
  })

  it('undo gives back a DOM identical to the one before', async () => {
    const host = openHost(film())
    const before = dump(host)
    const receipt = await host.client.placeMix(await placementFor(host, 1, stems))
    assert.notDeepEqual(dump(host), before)
    const undone = await host.client.undo(receipt)
    assert.deepEqual(dump(host), before)
    assert.deepEqual(undone.left, [])
    assert.equal(undone.restoredMutes, 3)
  })

  it('placing twice equals placing once', async () => {
    const once = openHost(film())
    await once.client.placeMix(await placementFor(once, 1, stems))
    const twice = openHost(film())
    await twice.client.placeMix(await placementFor(twice, 1, stems))
    await twice.client.placeMix(await placementFor(twice, 2, stems))
    assert.deepEqual(withoutRuns(twice), withoutRuns(once))
  })

  it('undo of the second placing gives back the first, and undo of that the beginning', async () => {
    const host = openHost(film())
    const start = dump(host)
    const first = await host.client.placeMix(await placementFor(host, 1, stems))
    const between = dump(host, { ids: false })
    const second = await host.client.placeMix(await placementFor(host, 2, ['mix']))
    assert.deepEqual(second.replaced.length, 3)
    assert.deepEqual((await host.client.undo(second)).left, [])
    assert.deepEqual(dump(host, { ids: false }), between)
    assert.deepEqual((await host.client.undo(first)).left, [])
    assert.deepEqual(dump(host), start)
  })
})
