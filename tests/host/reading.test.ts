// What the host adapter reads is what lies in the project, whatever it holds and however long it is.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { ClipSnapshot, SequenceSnapshot, TrackSnapshot } from '../../host-jsx/contract'
import type {
  ProjectAudioTrack,
  ProjectClip,
  ProjectFile,
  ProjectSequence,
} from '../../client/projects/project'
import { openHost } from './openHost'
import { clip, film, frame, media, project, second, sequence, track, unity } from './projects'

/** What a script should see of a clip, said a second time and without the host. */
const seen = (made: ProjectClip, file: ProjectFile): ClipSnapshot => {
  const source = made.source
  const path =
    source !== 'none' && 'media' in source ? file.media.find(({ id }) => id === source.media)!.path : ''
  const plainKind = path ? 'file' : source === 'none' ? 'other' : 'nest'
  const kind = made.kind === 'multicam' || made.kind === 'merged' ? made.kind : plainKind
  return {
    nodeId: made.id,
    name: made.name,
    mediaPath: kind === 'file' ? path : '',
    nestedSequenceId: kind === 'nest' && source !== 'none' && 'sequence' in source ? source.sequence : null,
    kind,
    offline: false,
    startTicks: String(made.startTicks),
    endTicks: String(made.endTicks),
    inTicks: String(made.inTicks),
    outTicks: String(made.outTicks),
    speed: made.speed,
    reversed: made.reversed,
    enabled: made.enabled,
    level: Math.fround(made.levelRaw ?? unity),
    levelBypassed: false,
    levelKeys: made.levelKeys.map(({ sourceTicks, raw }) => ({
      sourceTicks: String(sourceTicks),
      value: Math.fround(raw),
      interpolation: -1,
    })),
    effects: made.effects,
  }
}

const seenTrack = (made: ProjectAudioTrack, index: number, file: ProjectFile): TrackSnapshot => ({
  index,
  name: made.name,
  muted: made.muted,
  locked: made.locked,
  clips: made.clips.map((each) => seen(each, file)),
  transitions: made.transitions.map(({ name, startTicks, endTicks }) => ({
    name,
    startTicks: String(startTicks),
    endTicks: String(endTicks),
  })),
  mutedByUs: false,
  ours: false,
})

const seenSequence = (made: ProjectSequence, file: ProjectFile): SequenceSnapshot => ({
  id: made.id,
  name: made.name,
  ticksPerFrame: String(made.ticksPerFrame),
  ticksPerSample: String(second / BigInt(made.sampleRateHz)),
  zeroPointTicks: String(made.zeroPointTicks),
  endTicks: String(made.endTicks),
  inPointTicks: made.inPointTicks === null ? null : String(made.inPointTicks),
  outPointTicks: made.outPointTicks === null ? null : String(made.outPointTicks),
  channelType: { mono: 0, stereo: 1, '5.1': 2, multichannel: 3 }[made.layout],
  audioTracks: made.audioTracks.map((each, index) => seenTrack(each, index, file)),
  markers: made.markers.map(({ name, comments, startTicks, endTicks }) => ({
    name,
    comments,
    startTicks: String(startTicks),
    endTicks: String(endTicks),
  })),
})

/** Names as hostile as Unicode allows, lone surrogates and line separators among them. */
const anyName = fc.string({ unit: 'binary', maxLength: 20 })

/** Up to 100 hours, beyond what a number holds of ticks exactly. */
const anyTicks = fc.bigInt({ min: 0n, max: 360_000n * second })

const anyClip = fc
  .record({
    name: anyName,
    start: anyTicks,
    length: fc.bigInt({ min: 1n, max: 3600n * second }),
    in: anyTicks,
    speed: fc.constantFrom(1, 0.5, 2, 1.001),
    reversed: fc.boolean(),
    enabled: fc.boolean(),
    source: fc.constantFrom<ProjectClip['source']>(
      { media: 'voice' },
      { media: 'music' },
      { sequence: 'nest' },
      'none',
    ),
    kind: fc.constantFrom<ProjectClip['kind']>('file', 'multicam', 'merged'),
    level: fc.option(fc.float({ min: 0, max: 1, noNaN: true })),
    keys: fc.uniqueArray(fc.record({ at: anyTicks, raw: fc.float({ min: 0, max: 1, noNaN: true }) }), {
      selector: ({ at }) => at,
      maxLength: 5,
    }),
    effects: fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 2 }),
  })
  .map(
    (made) => (id: string) =>
      clip(id, 0, 0, {
        name: made.name,
        startTicks: made.start,
        endTicks: made.start + made.length,
        inTicks: made.in,
        outTicks: made.in + made.length,
        speed: made.speed,
        reversed: made.reversed,
        enabled: made.enabled,
        source: made.source,
        kind: made.source === 'none' ? 'other' : made.kind,
        levelRaw: made.level,
        levelKeys: made.keys.map(({ at, raw }) => ({ sourceTicks: at, raw, db: 0, interpolation: 0 })),
        effects: made.effects,
      }),
  )

const anyProject = fc
  .record({
    tracks: fc.array(
      fc.record({
        name: anyName,
        muted: fc.boolean(),
        locked: fc.boolean(),
        clips: fc.array(anyClip, { maxLength: 6 }),
        transitions: fc.array(fc.record({ name: anyName, at: anyTicks }), { maxLength: 2 }),
      }),
      { maxLength: 5 },
    ),
    markers: fc.array(fc.record({ name: anyName, comments: anyName, at: anyTicks }), { maxLength: 3 }),
    range: fc.option(fc.tuple(anyTicks, anyTicks)),
    zero: fc.constantFrom(0n, 3600n * second),
    rate: fc.constantFrom(44100, 48000, 96000),
    layout: fc.constantFrom<ProjectSequence['layout']>('mono', 'stereo', '5.1', 'multichannel'),
  })
  .map((made) => {
    const tracks = made.tracks.map((each, t) =>
      track(
        each.name,
        each.clips.map((make, c) => make(`c${t}-${c}`)),
        {
          muted: each.muted,
          locked: each.locked,
          transitions: each.transitions.map(({ name, at }) => ({
            name,
            kind: 'constant-power',
            startTicks: at,
            endTicks: at + frame,
            cutTicks: at,
          })),
        },
      ),
    )
    const main = sequence('main', tracks, {
      markers: made.markers.map(({ name, comments, at }) => ({
        name,
        comments,
        startTicks: at,
        endTicks: at,
      })),
      // Told without the start timecode, the range may begin anywhere; with one, only before it is it unambiguous.
      inPointTicks: made.range && made.zero === 0n ? made.range[0] : null,
      outPointTicks: made.range && made.zero === 0n ? made.range[1] : null,
      zeroPointTicks: made.zero,
      sampleRateHz: made.rate,
      layout: made.layout,
    })
    return project([main, sequence('nest', [])])
  })

describe('Reading a sequence', () => {
  it('gives exactly what lies in the project, for any project', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, async (file) => {
        const read = await openHost(file).client.readSequence('main')
        assert.deepEqual(read, seenSequence(file.sequences[0], file))
      }),
      { numRuns: 200 },
    )
  })

  it('is the same in every language, on every platform and beside every other panel', async () => {
    const file = film()
    const expected = seenSequence(file.sequences[0], file)
    for (const switches of [
      { language: 'es' },
      { language: 'de' },
      { language: 'ja' },
      { order: 'script-first' },
      { ticksAs: 'time' },
      { json: 'present' },
      { json: 'foreign' },
      { quickEdit: 'absent' },
    ] as const)
      assert.deepEqual(
        await openHost(film(), switches).client.readSequence('main'),
        expected,
        JSON.stringify(switches),
      )
  })

  it('takes the start timecode out of the range where the host counts it in', async () => {
    for (const rangeIncludesZeroPoint of [false, true]) {
      const zeroPointTicks = 36_000n * second // 10:00:00:00, beyond what a number holds
      const range = { inPointTicks: 3n * second + 1n, outPointTicks: 9n * second, zeroPointTicks }
      const file = project([sequence('main', [track('A', [clip('a', 0, 250)])], range)])
      const read = await openHost(file, { rangeIncludesZeroPoint }).client.readSequence('main')
      assert.deepEqual(
        [read.inPointTicks, read.outPointTicks],
        [String(3n * second + 1n), String(9n * second)],
      )
    }
  })

  it('reads Level on the host’s own scale, clamped and rounded as the host does', async () => {
    const levels: [Partial<ProjectClip>, number][] = [
      [{ levelRaw: 1, levelUnity: 1 }, unity],
      [{ levelRaw: 3.98109, levelUnity: 1 }, 3.98109 * unity],
      [{ levelRaw: 0.5, levelUnity: 0.5 }, 0.5],
      [{ levelRaw: 7, levelUnity: unity }, 1],
      [{ levelRaw: 0 }, 0],
    ]
    for (const [more, level] of levels) {
      const file = project([sequence('main', [track('A', [clip('a', 0, 10, more)])])])
      const read = await openHost(file).client.readSequence('main')
      assert.equal(read.audioTracks[0].clips[0].level, Math.fround(level), JSON.stringify(more))
    }
  })

  it('leaves out bypassed effects and untouched channel volumes, and names the volume of mono clips right', async () => {
    const file = project(
      [
        sequence('main', [
          track('A', [clip('a', 0, 10, { effects: ['x'] })], { channels: 1, layout: 'mono' }),
        ]),
      ],
      {
        media: [media('voice', { channels: 1 })],
      },
    )
    const host = openHost(file)
    const component = await host.evalScript(
      'app.project.sequences[0].audioTracks[0].clips[0].components[0].matchName',
    )
    assert.equal(component, 'Internal Volume Mono')
    assert.deepEqual((await host.client.readSequence('main')).audioTracks[0].clips[0].effects, ['x'])
  })

  it('names what is offline', async () => {
    const host = openHost(film(), {}, undefined, (path) => !path.includes('music'))
    const [dialogue, music] = (await host.client.readSequence('main')).audioTracks
    assert.deepEqual([dialogue.clips[0].offline, music.clips[0].offline], [false, true])
  })

  it('reads 20 000 clips page by page, no call over a tenth of a second of the host’s time', async () => {
    const clips = Array.from({ length: 20_000 }, (_, n) => clip(`c${n}`, n * 2, n * 2 + 1))
    const file = project([
      sequence('main', [track('A', clips.slice(0, 19_000)), track('B', []), track('C', clips.slice(19_000))]),
    ])
    const host = openHost(file)
    const times: number[] = []
    const { createHostClient } = await import('../../client/host/hostClient')
    const client = createHostClient(async (script) => {
      const began = performance.now()
      const reply = await host.evalScript(script)
      times.push(performance.now() - began)
      return reply
    })
    const read = await client.readSequence('main')
    assert.deepEqual(
      read.audioTracks.map(({ clips }) => clips.length),
      [19_000, 0, 1_000],
    )
    assert.deepEqual(read, seenSequence(file.sequences[0], file))
    times.sort((a, b) => a - b)
    assert.ok(
      times[Math.floor(times.length * 0.9)] < 100,
      `nine of ten calls within ${times[Math.floor(times.length * 0.9)]} ms`,
    )
  })

  it('begins again when somebody edits while it reads, and says so when that never ends', async () => {
    const clips = () => Array.from({ length: 300 }, (_, n) => clip(`c${n}`, n, n + 1))
    const { createHostClient } = await import('../../client/host/hostClient')
    const reading = (edits: number) => {
      const host = openHost(project([sequence('main', [track('A', clips())])]))
      let calls = 0
      return createHostClient(async (script) => {
        const reply = await host.evalScript(script)
        if (calls++ % 2 === 0 && edits-- > 0)
          await host.evalScript('app.project.sequences[0].audioTracks[0].clips[0].remove(false, false)')
        return reply
      })
    }
    assert.equal((await reading(1).readSequence('main')).audioTracks[0].clips.length, 299)
    await assert.rejects(reading(100).readSequence('main'), {
      problem: {
        code: 'host-track-changed',
        where: 'main',
        values: { detail: 'it was edited while it was read' },
      },
    })
  })

  it('says which sequence is not there', async () => {
    await assert.rejects(openHost(film()).client.readSequence('gone'), {
      problem: { code: 'host-sequence-not-found', where: 'gone', values: { detail: '' } },
    })
  })
})
