// What fcpxml and otio say: lanes as tracks, timecode starts, volume, retiming, nests.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProject } from '../../client/projects/readProject'
import { temporaryFolder } from '../temporary'

const second = 254_016_000_000n

const document = (
  spine: string,
  resources = '',
): string => `<?xml version="1.0"?><!DOCTYPE fcpxml><fcpxml version="1.11"><resources>
<format id="r1" frameDuration="1001/30000s" width="1920" height="1080"/>
<asset id="a" name="take" start="10s" duration="100s" hasAudio="1" audioSources="1" audioChannels="2" audioRate="44100"><media-rep src="file:///x/a%20b.wav"/></asset>${resources}</resources>
<library><event><project name="P"><sequence format="r1" tcStart="3600s" tcFormat="DF" audioLayout="stereo" audioRate="48k"><spine>${spine}</spine></sequence></project></event></library></fcpxml>`

describe('an fcpxml', () => {
  const folder = temporaryFolder()
  let files = 0
  const read = async (spine: string, resources = '') => {
    const path = join(folder.path, `made${files++}.fcpxml`)
    writeFileSync(path, document(spine, resources))
    return readProject(path)
  }
  const first = async (spine: string) => (await read(spine)).sequences[0].audioTracks[0].clips[0]

  it('counts sequence time from its start timecode and source time from the file’s', async () => {
    const clip = await first(
      '<gap offset="3600s" duration="2s" start="3600s"/><asset-clip ref="a" offset="3602s" start="15s" duration="4s"/>',
    )
    assert.deepEqual(
      [clip.startTicks, clip.endTicks, clip.inTicks, clip.outTicks],
      [2n * second, 6n * second, 5n * second, 9n * second],
    )
  })
  it('makes a track of each lane, named by a role all its clips share', async () => {
    const connected = (lane: number, offset: number, role: string) =>
      `<asset-clip ref="a" lane="${lane}" offset="${offset}s" start="10s" duration="3s" audioRole="${role}"/>`
    const spine = `<asset-clip ref="a" offset="3600s" start="20s" duration="10s" audioRole="dialogue.a">${connected(-1, 21, 'music')}${connected(-1, 22, 'music')}${connected(1, 25, 'effects')}</asset-clip>`
    const { audioTracks } = (await read(spine)).sequences[0]
    assert.deepEqual(
      audioTracks.map(({ name, clips }) => [name, clips.length]),
      [
        ['dialogue', 1],
        ['effects', 1],
        ['music', 1],
        ['music', 1],
      ],
    )
    assert.equal(audioTracks[1].clips[0].startTicks, 5n * second)
  })
  it('reads volume, its keys on the source clock, and fades at the edges', async () => {
    const volume =
      '<adjust-volume amount="-6dB"><param name="amount"><fadeIn duration="1s"/><keyframeAnimation><keyframe time="12s" value="-3dB"/></keyframeAnimation></param></adjust-volume>'
    const { audioTracks } = (
      await read(`<asset-clip ref="a" offset="3600s" start="10s" duration="4s">${volume}</asset-clip>`)
    ).sequences[0]
    const [clip] = audioTracks[0].clips
    assert.deepEqual(
      [clip.levelDb, clip.levelKeys[0].db, clip.levelKeys[0].sourceTicks],
      [-6, -3, 2n * second],
    )
    assert.deepEqual(
      [audioTracks[0].transitions[0].endTicks, audioTracks[0].transitions[0].cutTicks],
      [second, 0n],
    )
  })
  it('reads a constant retime as speed, a negative one as reversed, and names a ramp', async () => {
    const map = (...points: [number, number][]) =>
      `<timeMap>${points.map(([time, value]) => `<timept time="${time}s" value="${value}s"/>`).join('')}</timeMap>`
    const clip = (timeMap: string) =>
      `<asset-clip ref="a" offset="3600s" start="0s" duration="4s">${timeMap}</asset-clip>`
    const fast = await first(clip(map([0, 10], [50, 110])))
    assert.deepEqual([fast.speed, fast.inTicks, fast.outTicks], [2, 0n, 8n * second])
    const back = await first(clip(map([0, 110], [100, 10])))
    assert.deepEqual([back.reversed, back.speed, back.inTicks], [true, 1, 0n])
    const { problems } = await read(clip(map([0, 0], [1, 5], [2, 6])))
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['clip-speed-ramp'],
    )
  })
  it('cuts what is inside a synchronized clip to its window', async () => {
    const clip = await first(
      '<sync-clip offset="3600s" start="2s" duration="3s"><asset-clip ref="a" offset="0s" start="10s" duration="60s"/></sync-clip>',
    )
    assert.deepEqual([clip.startTicks, clip.endTicks, clip.inTicks], [0n, 3n * second, 2n * second])
  })
  it('plays a compound clip as a nested sequence', async () => {
    const compound =
      '<media id="c" name="C"><sequence format="r1" tcStart="0s"><spine><asset-clip ref="a" offset="0s" start="10s" duration="5s"/></spine></sequence></media>'
    const project = await read('<ref-clip ref="c" offset="3600s" start="1s" duration="2s"/>', compound)
    const [clip] = project.sequences[0].audioTracks[0].clips
    assert.deepEqual([clip.kind, clip.source, clip.inTicks], ['nest', { sequence: 'c' }, second])
    assert.equal(project.sequences[1].name, 'C')
  })
})

describe('an otio', () => {
  const folder = temporaryFolder()
  const time = (value: number) => ({ OTIO_SCHEMA: 'RationalTime.1', value, rate: 24 })
  const range = (start: number, duration: number) => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: time(start),
    duration: time(duration),
  })
  it('places clips after gaps, counts from the media’s start, and applies linear time warps', async () => {
    const reference = {
      OTIO_SCHEMA: 'ExternalReference.1',
      target_url: 'file:///x/a%20b.wav',
      available_range: range(24, 2400),
    }
    const effects = [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: 2 }]
    const children = [
      { OTIO_SCHEMA: 'Gap.1', source_range: range(0, 24) },
      { OTIO_SCHEMA: 'Clip.1', name: 'c', source_range: range(48, 48), media_reference: reference, effects },
    ]
    const tracks = {
      OTIO_SCHEMA: 'Stack.1',
      children: [{ OTIO_SCHEMA: 'Track.1', kind: 'Audio', name: 'VO', children }],
    }
    const path = join(folder.path, 'made.otio')
    writeFileSync(path, JSON.stringify({ OTIO_SCHEMA: 'Timeline.1', name: 'T', tracks }))
    const project = await readProject(path)
    const [track] = project.sequences[0].audioTracks
    const [clip] = track.clips
    assert.deepEqual([track.name, clip.speed, project.media[0].path], ['VO', 2, '/x/a b.wav'])
    assert.deepEqual(
      [clip.startTicks, clip.endTicks, clip.inTicks, clip.outTicks],
      [second, 3n * second, second, 5n * second],
    )
  })
})
