// What a .prproj says that the scripting DOM hides, read from small made projects.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ProjectFile } from '../../client/projects/project'
import { readProject } from '../../client/projects/readProject'
import { temporaryFolder } from '../temporary'
import { frameTicks, madePrproj, volumeEffect, type MadeClip, type MadeSequence } from './madePrproj'

const second = 254_016_000_000n
const text = (ticks: bigint): string => String(ticks)

describe('a .prproj', () => {
  const folder = temporaryFolder()
  let files = 0
  const readText = (xml: string | Buffer): Promise<ProjectFile> => {
    const path = join(folder.path, `made${files++}.prproj`)
    writeFileSync(path, xml)
    return readProject(path)
  }
  const readClip = async (clip: Partial<MadeClip>, version = 43) => {
    const sequence = {
      uid: 's',
      name: 'Main',
      clips: [{ end: text(4n * second), out: text(4n * second), ...clip }],
    }
    const project = await readText(madePrproj([sequence], version))
    return { clip: project.sequences[0].audioTracks[0].clips[0], problems: project.problems }
  }
  const readSequence = async (sequence: Partial<MadeSequence>) => {
    const project = await readText(
      madePrproj([{ uid: 's', name: 'Main', clips: [{ end: '100' }], ...sequence }]),
    )
    return project.sequences[0]
  }

  it('is the same read plain, packed, with a byte order mark, as UTF-16 or with CRLF', async () => {
    const xml = madePrproj([{ uid: 's', name: 'Grüße', clips: [{ end: text(second) }] }])
    const forms = [
      xml,
      gzipSync(xml),
      `\ufeff${xml}`,
      Buffer.from(`\ufeff${xml}`, 'utf16le'),
      xml.replace(/\n/g, '\r\n'),
    ]
    const [plain, ...others] = await Promise.all(forms.map(readText))
    for (const other of others) assert.deepEqual(other.sequences, plain.sequences)
    assert.equal(plain.sequences[0].name, 'Grüße')
    assert.equal(plain.media[0].path, '/sound/take.wav')
  })
  it('counts an omitted start and in-point as 0', async () => {
    const { clip } = await readClip({})
    assert.deepEqual([clip.startTicks, clip.inTicks, clip.endTicks], [0n, 0n, 4n * second])
  })
  it('reads clip gain as a factor: 0.1 is -20 dB, absent is 0 dB', async () => {
    assert.equal((await readClip({ audioClip: '<Gain>0.1</Gain>' })).clip.gainDb, -20)
    assert.equal((await readClip({})).clip.gainDb, 0)
  })
  it('reads Level on the scale of its version: 0.5 is 0 dB up to 38, 0.17782794 from 40 on', async () => {
    const level = (value: number) => `<CurrentValue>${value}</CurrentValue>`
    const old = await readClip({ components: [volumeEffect(level(0.25))] }, 37)
    assert.ok(Math.abs(old.clip.levelDb - -6.0206) < 1e-4)
    const recent = await readClip({ components: [volumeEffect(level(0.0891250938))] }, 43)
    assert.ok(Math.abs(recent.clip.levelDb - -6) < 1e-4)
    assert.equal((await readClip({ components: [volumeEffect(level(0))] })).clip.levelDb, -Infinity)
  })
  it('keeps level keys on the source clock, in order, with holds', async () => {
    const keys = '<Keyframes>508032000000,0.,4,0,0,0,0,0;254016000000,0.17782794,0,0,0,0,0,0;</Keyframes>'
    const { clip } = await readClip({ components: [volumeEffect(keys)] })
    assert.deepEqual(
      clip.levelKeys.map(({ sourceTicks, db, interpolation }) => [
        sourceTicks,
        Math.round(db * 1e3) / 1e3,
        interpolation,
      ]),
      [
        [second, 0, 0],
        [2n * second, -Infinity, 4],
      ],
    )
  })
  it('names effects that sound, and not bypassed ones', async () => {
    const filter = (bypass: boolean) =>
      `<AudioFilterComponent ObjectID="" ClassID="c" Version="4"><AudioComponent><Component><DisplayName>Reverb</DisplayName><Bypass>${bypass}</Bypass></Component></AudioComponent><FilterMatchName>x</FilterMatchName></AudioFilterComponent>`
    assert.deepEqual((await readClip({ components: [filter(false)] })).clip.effects, ['Reverb'])
    assert.deepEqual((await readClip({ components: [filter(true)] })).clip.effects, [])
  })
  it('leaves a reversed clip’s in and out on the reversed clock', async () => {
    const { clip } = await readClip({
      in: text(second),
      out: text(5n * second),
      clip: '<PlayBackwards>true</PlayBackwards>',
    })
    assert.deepEqual([clip.reversed, clip.inTicks, clip.outTicks], [true, second, 5n * second])
  })
  it('plays twice as much source at twice the speed, and repairs an out-point one frame behind', async () => {
    const { clip, problems } = await readClip({
      out: text(8n * second - frameTicks),
      clip: '<PlaybackSpeed>2</PlaybackSpeed>',
    })
    assert.deepEqual([clip.speed, clip.outTicks, problems.length], [2, 8n * second, 0])
  })
  it('names a clip whose times contradict each other', async () => {
    const { problems } = await readClip({ out: text(9n * second) })
    assert.deepEqual(
      problems.map(({ code, where }) => [code, where]),
      [['clip-speed-mismatch', 'Main / A1 / take']],
    )
  })
  it('maps the second channel of a stereo file to a mono clip', async () => {
    assert.deepEqual((await readClip({ channels: [1] })).clip.channelMap, [1])
    assert.deepEqual((await readClip({ channels: [0, 1] })).clip.channelMap, [])
    assert.deepEqual((await readClip({ channels: [1, 0] })).clip.channelMap, [1, 0])
  })
  it('takes a muted item for a disabled clip', async () => {
    assert.equal((await readClip({ item: '<IsMuted>true</IsMuted>' })).clip.enabled, false)
  })
  it('takes the fader’s mute as well as the output switch for a muted track', async () => {
    assert.equal((await readSequence({ fader: { mute: 'true' } })).audioTracks[0].muted, true)
    assert.equal((await readSequence({ track: '<IsMuted>true</IsMuted>' })).audioTracks[0].muted, true)
    assert.equal((await readSequence({})).audioTracks[0].muted, false)
  })
  it('reads the fader as a factor and the start timecode as the zero point', async () => {
    const properties = `<MZ.ZeroPoint>${3600n * second}</MZ.ZeroPoint><MZ.InPoint>-101606400000000000</MZ.InPoint>`
    const sequence = await readSequence({ fader: { volume: '0.5' }, properties })
    assert.ok(Math.abs(sequence.audioTracks[0].faderDb - -6.0206) < 1e-4)
    assert.deepEqual([sequence.zeroPointTicks, sequence.inPointTicks], [3600n * second, null])
  })
  it('follows a nest, and silences the clip that closes a circle', async () => {
    const clips = (nest: string): MadeClip[] => [{ end: text(second), out: text(second), nest }]
    const project = await readText(
      madePrproj([
        { uid: 'a', name: 'A', clips: clips('b') },
        { uid: 'b', name: 'B', clips: clips('a') },
      ]),
    )
    const [a, b] = project.sequences.map((sequence) => sequence.audioTracks[0].clips[0])
    assert.deepEqual([a.source, a.kind, b.source], [{ sequence: 'b' }, 'nest', 'none'])
    assert.deepEqual(
      project.problems.map(({ code }) => code),
      ['nest-cycle'],
    )
  })
})
