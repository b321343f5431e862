// Taking a placing back, and placing again: what is ours is found and removed, what somebody changed since stays.
import assert from 'node:assert/strict'
import { dump } from './dump'
import { anyFile, openHost, type OpenHost } from './openHost'
import { codeOf, placementFor } from './placements'
import { clip, film, frame, track } from './projects'

describe('Undo', () => {
  const placed = async (): Promise<{
    host: OpenHost
    receipt: Awaited<ReturnType<OpenHost['client']['placeMix']>>
  }> => {
    const host = openHost(film())
    return { host, receipt: await host.client.placeMix(await placementFor(host)) }
  }

  it('leaves a clip that was cut since, with its track and file, and says so', async () => {
    const { host, receipt } = await placed()
    const mix = host.project.sequences[0].audioTracks[4].clips[0]
    mix.endTicks -= frame
    const { left } = await host.client.undo(receipt)
    assert.deepEqual(left, [
      '/out/film mix.wav on Dubstage mix',
      'track Dubstage mix',
      '/out/film mix.wav',
      'bin Dubstage',
    ])
    assert.equal(host.project.sequences[0].audioTracks.length, 5)
  })

  it('leaves a track on which somebody put something of their own', async () => {
    const { host, receipt } = await placed()
    host.project.sequences[0].audioTracks[4].clips.push(clip('theirs', 9000, 9100))
    const { left, removedTracks } = await host.client.undo(receipt)
    assert.deepEqual(left, ['track Dubstage mix'])
    assert.deepEqual(removedTracks, ['Dubstage dialogue'])
    assert.deepEqual(
      host.project.sequences[0].audioTracks[4].clips.map(({ id }) => id),
      ['theirs'],
    )
  })

  it('leaves a track muted or not as its owner last set it', async () => {
    const { host, receipt } = await placed()
    const [dialogue, , old] = host.project.sequences[0].audioTracks
    dialogue.muted = false
    const { restoredMutes, left } = await host.client.undo(receipt)
    assert.deepEqual([restoredMutes, left, dialogue.muted, old.muted], [2, [], false, true])
  })

  it('finds a renamed track’s clip by its file, and a moved muted track by its name', async () => {
    const { host, receipt } = await placed()
    const { audioTracks } = host.project.sequences[0]
    audioTracks.unshift(track('New first', []))
    const { left } = await host.client.undo(receipt)
    assert.deepEqual(left, [])
    assert.deepEqual(
      audioTracks.map(({ name, muted }) => [name, muted]),
      [
        ['New first', false],
        ['Dialogue', false],
        ['Music', false],
        ['Old', true],
        ['Inner', false],
      ],
    )
  })

  it('keeps a file in the project that is used in another sequence', async () => {
    const { host, receipt } = await placed()
    const mix = host.project.sequences[0].audioTracks[4].clips[0]
    host.project.sequences[1].audioTracks[0].clips.push({ ...mix, id: 'elsewhere' })
    const { left } = await host.client.undo(receipt)
    assert.deepEqual(left, ['/out/film mix.wav', 'bin Dubstage'])
    assert.equal(host.project.sequences[1].audioTracks[0].clips.length, 2)
  })

  it('does nothing to a later result, and says so', async () => {
    const { host, receipt } = await placed()
    const placement = await placementFor(host)
    placement.files.forEach((file) => (file.path = file.path.replace('.wav', ' 2.wav')))
    await host.client.placeMix(placement)
    const before = dump(host)
    assert.deepEqual((await host.client.undo(receipt)).left, ['a later result stands in its place'])
    assert.deepEqual(dump(host), before)
  })

  it('done twice is done once', async () => {
    const { host, receipt } = await placed()
    await host.client.undo(receipt)
    const before = dump(host)
    const again = await host.client.undo(receipt)
    assert.deepEqual(again.removedTracks, [])
    assert.deepEqual(dump(host), before)
  })

  it('of a placing that failed in the middle of replacing gives the earlier result back', async () => {
    let wrong = false
    const host = openHost(film(), {}, (path) => ({
      ...anyFile,
      channels: wrong && path.includes('dialogue') ? 1 : 2,
    }))
    await host.client.placeMix(await placementFor(host))
    const placement = await placementFor(host)
    placement.files.forEach((file) => (file.path = file.path.replace('.wav', ' 2.wav')))
    const before = dump(host, { ids: false })
    wrong = true
    assert.equal(await codeOf(host.client.placeMix(placement)), 'host-wrong-channels')
    assert.deepEqual(dump(host, { ids: false }), before)
  })
})

describe('A second placing', () => {
  it('knows the first one’s tracks after they were renamed, and after the marker was deleted', async () => {
    for (const change of ['rename', 'no-marker'] as const) {
      const host = openHost(film())
      await host.client.placeMix(await placementFor(host))
      const [main] = host.project.sequences
      if (change === 'rename') main.audioTracks[4].name = 'MIX v1'
      else main.markers = main.markers.filter(({ name }) => name === 'mine')
      const placement = await placementFor(host)
      placement.files.forEach((file) => (file.path = file.path.replace('.wav', ' 2.wav')))
      await host.client.placeMix(placement)
      const clips = main.audioTracks.slice(4).flatMap((each) => each.clips)
      assert.deepEqual(
        clips.map(({ name }) => name).sort(),
        ['film dialogue 2.wav', 'film mix 2.wav'],
        change,
      )
    }
  })

  it('does not take what a user put on our track', async () => {
    const host = openHost(film())
    await host.client.placeMix(await placementFor(host))
    const [main] = host.project.sequences
    main.audioTracks[4].clips.push(clip('theirs', 9000, 9100))
    const placement = await placementFor(host)
    placement.files.forEach((file) => (file.path = file.path.replace('.wav', ' 2.wav')))
    await host.client.placeMix(placement)
    assert.deepEqual(
      main.audioTracks[4].clips.map(({ id }) => id),
      ['theirs'],
    )
    const mixes = main.audioTracks.flatMap((each) =>
      each.clips.filter(({ name }) => name.startsWith('film mix')),
    )
    assert.equal(mixes.length, 1)
  })

  it('stops when the earlier result’s track is locked, and changes nothing', async () => {
    const host = openHost(film())
    await host.client.placeMix(await placementFor(host))
    host.project.sequences[0].audioTracks[5].locked = true
    const placement = await placementFor(host)
    placement.files.forEach((file) => (file.path = file.path.replace('.wav', ' 2.wav')))
    const before = dump(host, { ids: false })
    assert.equal(await codeOf(host.client.placeMix(placement)), 'host-track-changed')
    assert.deepEqual(dump(host, { ids: false }), before)
  })
})
