// The demo project: the same bytes every time, and what it was made to contain.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWav, type WavReader } from '../../client/media/wavReader'
import { readProject } from '../../client/projects/readProject'
import type { ProjectAudioTrack, ProjectFile, ProjectSequence } from '../../client/projects/project'
import { makeDemo } from '../../headless/demo/makeDemo'
import { lines } from '../../headless/demo/script'
import { barSeconds } from '../../headless/demo/sound/music'
import { ticksPerSecond } from '../../client/host/ticks'
import { ebur128 } from '../ebur128'

const seconds = (ticks: bigint): number => Number(ticks) / Number(ticksPerSecond)

const fingerprints = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  )

const levelDbfs = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)

/** Level at one frequency, dBFS RMS (Goertzel). */
const toneDbfs = (samples: Float32Array, hz: number, sampleRateHz: number): number => {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / sampleRateHz)
  let before = 0
  let last = 0
  for (const sample of samples) [before, last] = [last, sample + turn * last - before]
  const power = before * before + last * last - turn * before * last
  return 10 * Math.log10((2 * power) / (samples.length * samples.length))
}

describe('the demo project', function () {
  this.timeout(120_000)
  const folder = mkdtempSync(join(tmpdir(), 'dubstage-demo-'))
  let projectPath: string
  let mediaFolder: string
  let project: ProjectFile
  let sequence: ProjectSequence
  const media = new Map<string, WavReader>()

  const track = (name: string): ProjectAudioTrack => {
    const found = sequence.audioTracks.find((candidate) => candidate.name.includes(name))
    assert.ok(found, `no track called ${name}`)
    return found
  }

  before(async () => {
    ;({ projectPath, mediaFolder } = await makeDemo(folder))
    project = await readProject(projectPath)
    sequence = project.sequences[0]
    for (const name of readdirSync(mediaFolder)) {
      const reader = await openWav(join(mediaFolder, name))
      assert.ok(reader, `${name} is no WAV`)
      media.set(name, reader)
    }
  })

  after(async () => {
    for (const reader of media.values()) await reader.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is the same to the byte when it is made again', async () => {
    const sounds = fingerprints(mediaFolder)
    const text = readFileSync(projectPath)
    await makeDemo(folder)
    assert.deepEqual(fingerprints(mediaFolder), sounds)
    assert.ok(readFileSync(projectPath).equals(text), 'the project file differs')
  })

  it('is read without a single problem', () => {
    assert.deepEqual(project.problems, [])
    assert.equal(project.version, '43')
    assert.equal(project.sequences.length, 1)
  })

  it('lasts between 75 and 120 s at 29.97 frames and 48 kHz, and starts at one hour', () => {
    assert.ok(seconds(sequence.endTicks) >= 75 && seconds(sequence.endTicks) <= 120)
    assert.deepEqual(sequence.frameRate, { num: 30000, den: 1001 })
    assert.equal(sequence.sampleRateHz, 48000)
    assert.equal(sequence.zeroPointTicks, 107892n * sequence.ticksPerFrame)
  })

  it('has exactly one file at 44.1 kHz, and stereo and mono ones', () => {
    const rates = [...media.values()].map((reader) => reader.sampleRateHz)
    assert.equal(rates.filter((rate) => rate === 44100).length, 1)
    assert.equal(rates.filter((rate) => rate === 48000).length, rates.length - 1)
    assert.deepEqual([...new Set([...media.values()].map((reader) => reader.channels))].sort(), [1, 2])
  })

  it('says of every file what the file is', () => {
    for (const described of project.media) {
      const reader = media.get(described.name)
      assert.ok(reader, `${described.name} is not there`)
      assert.equal(described.path, join(mediaFolder, described.name))
      assert.equal(described.sampleRateHz, reader.sampleRateHz)
      assert.equal(described.channels, reader.channels)
      assert.equal(
        described.durationTicks,
        (BigInt(reader.lengthSamples) * ticksPerSecond) / BigInt(reader.sampleRateHz),
      )
    }
  })

  it('plays every clip from inside its file, with material left over at a cut that is faded', () => {
    for (const { clips, transitions, name } of sequence.audioTracks)
      for (const clip of clips) {
        const source = clip.source as { media: string }
        const file = project.media.find((candidate) => candidate.id === source.media)
        assert.ok(file, `${name}: ${clip.name} has no file`)
        assert.equal(clip.outTicks - clip.inTicks, clip.endTicks - clip.startTicks)
        const needed = transitions.filter((fade) => fade.cutTicks < fade.endTicks && fade.cutTicks === clip.endTicks)
        const handle = needed.reduce((most, fade) => (fade.endTicks - fade.cutTicks > most ? fade.endTicks - fade.cutTicks : most), 0n)
        assert.ok(clip.inTicks >= 0n && clip.outTicks + handle <= file.durationTicks, `${name}: ${clip.name}`)
      }
  })

  it('pauses from 0.3 s to 6 s', () => {
    const pauses = lines.map((line) => line.pauseBeforeS)
    assert.equal(Math.min(...pauses), 0.3)
    assert.equal(Math.max(...pauses), 6)
  })

  it('has a muted scratch track, a louder-set clip, a ride on ambience, crossfades and fade-outs', () => {
    assert.deepEqual(
      sequence.audioTracks.filter((candidate) => candidate.muted).map((candidate) => candidate.name),
      ['Scratch camera mic'],
    )
    const gains = track('Jonas').clips.map((clip) => clip.gainDb)
    assert.ok(gains.some((gain) => Math.abs(gain - 5) < 1e-9))
    const ride = track('Ambience').clips[0].levelKeys.map((key) => Math.round(key.db))
    assert.deepEqual(ride, [4, -5, -5, 4])
    for (const name of ['Music', 'Ambience']) {
      const fades = track(name).transitions
      assert.equal(fades.filter((fade) => fade.startTicks < fade.cutTicks && fade.cutTicks < fade.endTicks).length, 1)
      assert.equal(fades.filter((fade) => fade.cutTicks === fade.endTicks).length, 1)
    }
  })

  it('marks the pass-by, whose plane is loudest in the middle between the markers', async () => {
    const at = (name: string): number =>
      seconds(sequence.markers.find((marker) => marker.name === name)?.startTicks ?? -1n)
    const [clip] = track('pass-by').clips
    assert.equal(at('pass-by start'), seconds(clip.startTicks))
    assert.equal(at('pass-by end'), seconds(clip.endTicks))
    const plane = media.get('mail plane.wav')
    assert.ok(plane)
    const [samples] = await plane.read(0, plane.lengthSamples)
    const levels = Array.from({ length: 9 }, (_, i) => levelDbfs(samples.subarray(i * 48000, (i + 1) * 48000)))
    assert.equal(levels.indexOf(Math.max(...levels)), 4)
    assert.ok(Math.max(...levels) - levels[0] > 12)
  })

  it('has 50 Hz hum under Jonas and none under Ines', async () => {
    const humOf = async (name: string): Promise<number> => {
      const reader = media.get(name)
      assert.ok(reader)
      const [samples] = await reader.read(4800, 48000)
      return toneDbfs(samples, 50, 48000)
    }
    assert.ok((await humOf('jonas lav.wav')) > -65)
    assert.ok((await humOf('ines lav.wav')) < -80)
  })

  it('has Ines at about -27 LUFS, Jonas 8 LU under her, and music too loud for both', async function () {
    const measured = await Promise.all(
      ['ines lav.wav', 'jonas lav.wav', 'The Marta.wav'].map((name) => ebur128(join(mediaFolder, name))),
    )
    const [ines, jonas, music] = measured.map((one) => one?.integratedLufs)
    if (ines === undefined || jonas === undefined || music === undefined) return this.skip()
    assert.ok(ines > -30 && ines < -26, `Ines at ${ines} LUFS`)
    assert.ok(ines - jonas > 7 && ines - jonas < 9, `Jonas at ${jonas} LUFS`)
    assert.ok(music > -22 && music < -19, `music at ${music} LUFS`)
  })

  it('plays music that is taken up again on a bar line', () => {
    const [first, second] = track('Music').clips
    const bars = (seconds(first.outTicks) - seconds(second.inTicks)) / barSeconds
    assert.ok(Math.abs(bars - Math.round(bars)) < 0.02, `${bars} bars`)
  })
})
