// Placing and taking back on every kind of host: where it can work it gives the same result, where it cannot it says
// why and leaves nothing behind.
import assert from 'node:assert/strict'
import type { ProjectFile } from '../../client/projects/project'
import type { HostSwitches } from '../../headless/premiere/switches'
import { dump } from './dump'
import { anyFile, openHost } from './openHost'
import { codeOf, failsCleanly, placementFor } from './placements'
import { clip, film, frame, project, second, sequence, track } from './projects'

const harmless: Partial<HostSwitches>[] = [
  { placedStart: 'keep' },
  { wrongChannels: 'creates-track' },
  { wrongChannels: 'throws' },
  { linkedAudio: 'same-track' },
  { sequenceOverwrite: 'honoured' },
  { stereoImport: 'clip-per-channel' },
  { importCalls: 3 },
  { pathForm: 'decomposed' },
  { pathForm: 'windows' },
  { json: 'present' },
  { json: 'foreign' },
  { order: 'script-first' },
  { addTracksArguments: 7 },
  { naming: 'quick-edit' },
  { language: 'es' },
  { language: 'de' },
  { language: 'ja' },
  { levelScale: 'legacy' },
  { keyPath: 'value' },
  { disabledTogglesLinked: true },
  { rangeIncludesZeroPoint: true },
  { ticksAs: 'time' },
  { staleReferences: 'old-values' },
]

describe('Placing', () => {
  for (const switches of harmless)
    it(`works and is undone exactly where the host has ${JSON.stringify(switches)}`, async () => {
      const host = openHost(film(), switches)
      const before = dump(host)
      const receipt = await host.client.placeMix(await placementFor(host))
      const tracks = host.project.sequences[0].audioTracks
      assert.deepEqual(
        tracks.map(({ name, muted, clips }) => [name, muted, clips.length]),
        [
          ['Dialogue', true, 2],
          ['Music', true, 1],
          ['Old', true, 1],
          ['Inner', true, 1],
          ['Dubstage mix', false, 1],
          ['Dubstage dialogue', false, 1],
        ],
      )
      assert.deepEqual(
        tracks.slice(4).map(({ clips }) => [clips[0].startTicks, clips[0].channelMap]),
        [
          [0n, [0, 1]],
          [0n, [0, 1]],
        ],
      )
      const reread = await host.client.readSequence('main')
      assert.deepEqual(
        reread.audioTracks.map(({ ours, mutedByUs }) => [ours, mutedByUs]),
        [
          [false, true],
          [false, true],
          [false, false],
          [false, true],
          [true, false],
          [true, false],
        ],
      )
      assert.deepEqual((await host.client.undo(receipt)).left, [])
      assert.deepEqual(dump(host), before)
    })

  it('needs nobody to name tracks: a host that cannot keeps its own names', async () => {
    const host = openHost(film(), { naming: 'none' })
    const before = dump(host)
    const receipt = await host.client.placeMix(await placementFor(host))
    assert.deepEqual(receipt.addedTracks, ['Audio 5', 'Audio 6'])
    assert.deepEqual((await host.client.undo(receipt)).left, [])
    assert.deepEqual(dump(host), before)
  })

  it('asks for a track when QE is absent, and uses an empty one of the right name when the user made it', async () => {
    await failsCleanly(openHost(film(), { quickEdit: 'absent' }), 'host-no-qe')
    const file = film()
    file.sequences[0].audioTracks.push(track('Dubstage mix', []), track('Dubstage dialogue', []))
    const host = openHost(file, { quickEdit: 'absent' })
    const before = dump(host)
    const receipt = await host.client.placeMix(await placementFor(host))
    assert.deepEqual(receipt.addedTracks, [])
    assert.deepEqual((await host.client.undo(receipt)).left, [])
    assert.deepEqual(dump(host), before)
  })

  it('takes back everything when the host adds no track', async () => {
    await failsCleanly(openHost(film(), { addTracksArguments: 0 }), 'host-track-not-added')
  })

  it('never gives the host a missing file, which would stop it with a dialog', async () => {
    const host = openHost(film(), {}, undefined, (path) => !path.includes('dialogue.wav'))
    await failsCleanly(host, 'host-file-missing')
  })

  it('never gives the host a file with a picture, whose sound would land on A1', async () => {
    const host = openHost(film())
    const placement = await placementFor(host)
    placement.files[1].path = '/out/film.mov'
    const before = dump(host)
    assert.equal(await codeOf(host.client.placeMix(placement)), 'host-import-failed')
    assert.deepEqual(dump(host), before)
  })

  it('finds files whose names hold spaces, per cents, quotes and accents', async () => {
    for (const name of ['100%20.wav', 'a b%.wav', 'it\'s "q".wav', 'café.wav', 'ünï\u2028.wav']) {
      const exists = (path: string) =>
        path.normalize('NFC') === `/out/${name.normalize('NFC')}` || path.startsWith('/media')
      for (const pathForm of ['given', 'decomposed'] as const) {
        const host = openHost(film(), { pathForm }, undefined, exists)
        const placement = await placementFor(host)
        placement.files = [{ ...placement.files[0], path: `/out/${name}` }]
        const before = dump(host)
        const receipt = await host.client.placeMix(placement)
        assert.equal((await host.client.readSequence('main')).audioTracks[4].ours, true, name)
        assert.deepEqual((await host.client.undo(receipt)).left, [])
        assert.deepEqual(dump(host), before)
      }
    }
  })

  it('refuses a file with other channels than it was said to have', async () => {
    await failsCleanly(
      openHost(film(), {}, () => ({ ...anyFile, channels: 1 })),
      'host-wrong-channels',
    )
  })

  it('places mono and 5.1 on tracks of their kind', async () => {
    for (const channels of [1, 6] as const) {
      const host = openHost(film(), {}, () => ({ ...anyFile, channels }))
      const placement = await placementFor(host)
      placement.files.forEach((file) => (file.channels = channels))
      const before = dump(host)
      const receipt = await host.client.placeMix(placement)
      assert.equal(host.project.sequences[0].audioTracks[4].layout, channels === 1 ? 'mono' : '5.1')
      await host.client.undo(receipt)
      assert.deepEqual(dump(host), before)
    }
  })

  for (const [wrongChannels, code] of [
    ['nothing', 'host-not-placed'],
    ['creates-track', 'host-other-track-changed'],
    ['throws', 'host-not-placed'],
  ] as const)
    it(`leaves nothing when an empty track of the right name is of the wrong kind (host: ${wrongChannels})`, async () => {
      const file = film()
      file.sequences[0].audioTracks.push(track('Dubstage mix', [], { layout: '5.1', channels: 6 }))
      await failsCleanly(openHost(file, { wrongChannels }), code)
    })

  it('finds out when the host lays a file elsewhere and destroys what was there, and takes its own part back', async () => {
    const host = openHost(film(), {}, () => ({ ...anyFile, hasVideo: true }))
    const placement = await placementFor(host)
    assert.equal(await codeOf(host.client.placeMix(placement)), 'host-other-track-changed')
    const [main] = host.project.sequences
    assert.deepEqual(
      main.audioTracks.map(({ name, clips }) => [name, clips.map((each) => each.name)]),
      [
        ['Dialogue', []],
        ['Music', ['clip m1']],
        ['Old', ['clip o1']],
        ['Inner', ['clip i1']],
      ],
    )
    assert.equal(host.project.media.length, 3)
  })

  it('says so when the file is a sample short of its whole frames, and leaves nothing', async () => {
    const host = openHost(film(), {}, () => ({ ...anyFile, lengthSamples: 48000 * 120 - 1 }))
    await failsCleanly(host, 'host-not-placed')
  })

  it('accepts a file that is exactly whole frames long', async () => {
    const host = openHost(film(), {}, () => ({ ...anyFile, lengthSamples: 48000 * 120 }))
    await host.client.placeMix(await placementFor(host))
    assert.equal(host.project.sequences[0].audioTracks[4].clips[0].endTicks, 3000n * frame)
  })

  it('says so when the start does not lie on a frame, where the host moves it there', async () => {
    const host = openHost(film())
    const placement = await placementFor(host)
    placement.files[1].startTicks = String(frame + 1n)
    const before = dump(host)
    assert.equal(await codeOf(host.client.placeMix(placement)), 'host-not-placed')
    assert.deepEqual(dump(host), before)
  })

  it('touches nothing when a track to mute is not what it was when it was read', async () => {
    const host = openHost(film())
    const placement = await placementFor(host)
    host.project.sequences[0].audioTracks[1].name = 'Score'
    const before = dump(host)
    assert.equal(await codeOf(host.client.placeMix(placement)), 'host-track-changed')
    assert.deepEqual(dump(host), before)
  })

  it('gives up on an import that never arrives, and takes the bin away again', async function () {
    this.timeout(30_000)
    const host = openHost(film(), { importCalls: 1_000_000 })
    const { createHostClient } = await import('../../client/host/hostClient')
    const client = createHostClient((script) => host.evalScript(script), { timeoutMs: 500 })
    const placement = await placementFor(host)
    const before = dump(host)
    assert.equal(await codeOf(client.placeMix(placement)), 'host-import-failed')
    assert.deepEqual(dump(host), before)
  })

  it('works in a sequence that is not the active one, and beyond ten hours', async () => {
    const late = 40_000n * second
    const far = sequence('main', [
      track('A', [clip('a', 0, 0, { startTicks: late, endTicks: late + 3n * frame })]),
    ])
    const file: ProjectFile = project([sequence('other', [track('X', [])]), far])
    const host = openHost(file, {}, () => ({ ...anyFile, lengthSamples: 48000 * 40_001 }))
    const before = dump(host)
    const receipt = await host.client.placeMix(await placementFor(host))
    assert.ok(far.audioTracks[1].clips[0].endTicks >= late + 3n * frame)
    assert.equal(file.sequences[0].audioTracks.length, 1)
    assert.equal(host.app.project.activeSequence?.sequenceID, 'other')
    await host.client.undo(receipt)
    assert.deepEqual(dump(host), before)
  })
})
