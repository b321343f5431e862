// What Final Cut Pro XML says: exploded tracks, edges under transitions, retimed clips, times of other rates.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProjectFile } from '../../client/projects/project'
import { readProject } from '../../client/projects/readProject'
import { temporaryFolder } from '../temporary'

const frame = 10_160_640_000n
const rate = (timebase = 25): string => `<rate><timebase>${timebase}</timebase><ntsc>FALSE</ntsc></rate>`
const file = (id: string, channels = 2): string =>
  `<file id="${id}"><name>x.wav</name><pathurl>file://localhost/x.wav</pathurl><media><audio><channelcount>${channels}</channelcount></audio></media></file>`

interface Item {
  id?: string
  start?: number
  end?: number
  in?: number
  out?: number
  channel?: number
  more?: string
}

const clip = ({
  id = 'c',
  start = 0,
  end = 100,
  in: from = 0,
  out = 100,
  channel = 1,
  more = '',
}: Item): string =>
  `<clipitem id="${id}"><name>n</name>${rate()}<start>${start}</start><end>${end}</end><in>${from}</in><out>${out}</out><file id="f"/><sourcetrack><mediatype>audio</mediatype><trackindex>${channel}</trackindex></sourcetrack>${more}</clipitem>`

const transition = (start: number, end: number, alignment: string): string =>
  `<transitionitem><start>${start}</start><end>${end}</end><alignment>${alignment}</alignment><effect><name>Cross Fade ( 0dB)</name></effect></transitionitem>`

const remap = (percent: number, reverse = 'FALSE'): string => {
  const parameter = (id: string, value: string) =>
    `<parameter><parameterid>${id}</parameterid><value>${value}</value></parameter>`
  return `<filter><effect><effectid>timeremap</effectid>${parameter('variablespeed', '0')}${parameter('speed', String(percent))}${parameter('reverse', reverse)}</effect></filter>`
}

const levels = (value: number, keys = ''): string =>
  `<filter><effect><effectid>audiolevels</effectid><parameter><parameterid>level</parameterid><value>${value}</value>${keys}</parameter></effect></filter>`

describe('a Final Cut Pro XML', () => {
  const folder = temporaryFolder()
  let files = 0
  const read = (tracks: string, head = ''): Promise<ProjectFile> => {
    const path = join(folder.path, `made${files++}.xml`)
    writeFileSync(
      path,
      `<?xml version="1.0"?><!DOCTYPE xmeml><xmeml version="4"><bin><children><clip id="m">${file('f')}</clip></children></bin><sequence id="s">${head}<name>S</name>${rate()}<media><audio>${tracks}</audio></media></sequence></xmeml>`,
    )
    return readProject(path)
  }
  const tracksOf = async (tracks: string) => (await read(tracks)).sequences[0].audioTracks
  const clipOf = async (item: string) => (await tracksOf(`<track>${item}</track>`))[0].clips[0]

  const exploded = (index: number, total: number, type: string, body: string, more = ''): string =>
    `<track currentExplodedTrackIndex="${index}" totalExplodedTrackCount="${total}" premiereTrackType="${type}" ${more}>${body}</track>`

  it('shows an exploded stereo pair as one track with one clip of both channels', async () => {
    const pair = [1, 2].map((channel) =>
      exploded(channel - 1, 2, 'Stereo', clip({ id: `c${channel}`, channel })),
    )
    const tracks = await tracksOf(pair.join('') + exploded(0, 1, 'Mono', clip({ id: 'mono', channel: 2 })))
    assert.deepEqual(
      tracks.map(({ layout, rawTracks }) => [layout, rawTracks]),
      [
        ['stereo', 2],
        ['mono', 1],
      ],
    )
    assert.deepEqual(
      tracks.map(({ clips }) => clips.map(({ channelMap }) => channelMap)),
      [[[]], [[1]]],
    )
    assert.equal(tracks[0].clips[0].rawClips, 2)
  })
  it('shows six exploded tracks as one 5.1 track', async () => {
    const six = Array.from({ length: 6 }, (_, k) => exploded(k, 6, '5.1', ''))
    const tracks = await tracksOf(six.join('') + six.join(''))
    assert.deepEqual(
      tracks.map(({ layout, rawTracks, channels }) => [layout, rawTracks, channels]),
      [
        ['5.1', 6, 6],
        ['5.1', 6, 6],
      ],
    )
  })
  it('joins two Final Cut tracks only when every clip is linked to its other channel', async () => {
    const link = (id: string) => `<link><linkclipref>${id}</linkclipref></link>`
    const track = (body: string, output: number) =>
      `<track>${body}<outputchannelindex>${output}</outputchannelindex></track>`
    const left = clip({ id: 'l', more: link('r') })
    const right = clip({ id: 'r', channel: 2, more: link('l') })
    assert.deepEqual(
      (await tracksOf(track(left, 1) + track(right, 2))).map(({ rawTracks }) => rawTracks),
      [2],
    )
    const later = clip({ id: 'r', channel: 2, start: 1, end: 101, more: link('l') })
    assert.equal((await tracksOf(track(left, 1) + track(later, 2))).length, 2)
    assert.equal((await tracksOf(track(left, 2) + track(right, 1))).length, 2)
  })
  it('puts edges of -1 on the cut of the transition and moves the source with them', async () => {
    const body =
      clip({ id: 'a', start: 0, end: -1, in: 0, out: 110 }) +
      transition(90, 110, 'center') +
      clip({ id: 'b', start: -1, end: 200, in: 500, out: 610 })
    const [track] = await tracksOf(`<track>${body}</track>`)
    const [a, b] = track.clips
    assert.deepEqual([a.endTicks, a.outTicks], [100n * frame, 100n * frame])
    assert.deepEqual([b.startTicks, b.inTicks, b.outTicks], [100n * frame, 510n * frame, 610n * frame])
    const [{ kind, startTicks, cutTicks }] = track.transitions
    assert.deepEqual([kind, startTicks, cutTicks], ['constant-gain', 90n * frame, 100n * frame])
  })
  it('counts in and out of a retimed clip on the sped-up clock: half speed begins at half the frame', async () => {
    const half = await clipOf(clip({ in: 346, out: 446, more: remap(50) }))
    assert.deepEqual([half.speed, half.inTicks, half.outTicks], [0.5, 173n * frame, 223n * frame])
    const back = await clipOf(clip({ in: 162, out: 262, more: remap(100, 'TRUE') }))
    assert.deepEqual([back.reversed, back.inTicks, back.outTicks], [true, 162n * frame, 262n * frame])
  })
  it('believes pproTicks when they agree with the frames, and frames when not', async () => {
    const exact = (ticks: bigint) =>
      `<pproTicksIn>${ticks}</pproTicksIn><pproTicksOut>${ticks + 100n * frame}</pproTicksOut>`
    assert.equal(
      (await clipOf(clip({ in: 10, out: 110, more: exact(10n * frame + 777n) }))).inTicks,
      10n * frame + 777n,
    )
    assert.equal((await clipOf(clip({ in: 10, out: 110, more: exact(50n * frame) }))).inTicks, 10n * frame)
  })
  it('reads level keys from the source’s beginning, not from the in-point', async () => {
    const key = '<keyframe><when>60</when><value>0.5</value></keyframe>'
    const { levelKeys, inTicks } = await clipOf(clip({ in: 50, out: 150, more: levels(1, key) }))
    assert.deepEqual([inTicks, levelKeys[0].sourceTicks], [50n * frame, 60n * frame])
    assert.ok(Math.abs(levelKeys[0].db - -6.0206) < 1e-4)
  })
  it('adds a second level filter and a gain filter to the gain', async () => {
    const gain =
      '<filter><effect><effectid>{61756678, 4761696e, 4b657947}</effectid><parameter><value>-3</value></parameter></effect></filter>'
    const { levelDb, gainDb } = await clipOf(clip({ more: levels(0.5) + levels(2) + gain }))
    assert.ok(Math.abs(levelDb - -6.0206) < 1e-4)
    assert.ok(Math.abs(gainDb - (6.0206 - 3)) < 1e-4)
  })
  it('ignores bypassed filters', async () => {
    const bypassed = levels(0.5).replace('<effect>', '<effect><pproBypass>true</pproBypass>')
    assert.equal((await clipOf(clip({ more: bypassed }))).levelDb, 0)
  })
  it('reads source frames at the clip’s own rate', async () => {
    const fast = clip({ in: 10, out: 210 }).replace('<timebase>25</timebase>', '<timebase>50</timebase>')
    const own = await clipOf(fast)
    assert.deepEqual([own.inTicks, own.outTicks], [5n * frame, 105n * frame])
  })
  it('reads a disabled track as muted, a disabled clip as disabled, and the start timecode', async () => {
    const timecode = `<timecode>${rate()}<string>01:00:00:00</string><displayformat>NDF</displayformat></timecode>`
    const project = await read(
      `<track><enabled>FALSE</enabled>${clip({ more: '<enabled>FALSE</enabled>' })}</track>`,
      timecode,
    )
    const [sequence] = project.sequences
    assert.equal(sequence.zeroPointTicks, 90_000n * frame)
    assert.deepEqual([sequence.audioTracks[0].muted, sequence.audioTracks[0].clips[0].enabled], [true, false])
  })
})
