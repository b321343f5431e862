// Sync over two hours at every frame rate and sample rate: the conversion is asked, and a few samples around the
// click are rendered, not the two hours.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sourceSampleAt, sampleOfTicks, ticksPerSecond } from '../../client/host/ticks'
import { toTimelines } from '../../client/host/toTimeline'
import { TimelineSound } from '../render/madePlans'
import type { Clip } from '../../dsp-core/timeline/timeline'
import type { MediaRange } from '../../dsp-core/render/mediaStore'
import { madeClip, madeSnapshot, madeTrack, stereoMedia, ticksPerFrameOf } from './madeSnapshots'

const frameRates: [number, number][] = [
  [24000, 1001],
  [24, 1],
  [25, 1],
  [30000, 1001],
  [30, 1],
  [50, 1],
  [60000, 1001],
  [60, 1],
  [59833, 1000],
  [29325341, 1000000],
  [2997, 100],
]
const sampleRates = [44100, 48000, 88200, 96000]

/** A file of silence but for one sample. */
const clickStore =
  (click: number) =>
  (ranges: MediaRange[]): Float32Array[][] =>
    ranges.map(({ startSample, lengthSamples }) => {
      const channel = new Float32Array(lengthSamples)
      if (click >= startSample && click < startSample + lengthSamples) channel[click - startSample] = 1
      return [channel]
    })

const situation = fc.record({
  rate: fc.constantFrom(...frameRates),
  sampleRateHz: fc.constantFrom(...sampleRates),
  startSeconds: fc.double({ min: 0, max: 7100, noNaN: true }),
  lengthFrames: fc.integer({ min: 2, max: 5000 }),
  inSeconds: fc.double({ min: 0, max: 7100, noNaN: true }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
})

interface Situation {
  rate: [number, number]
  sampleRateHz: number
  startSeconds: number
  lengthFrames: number
  inSeconds: number
  share: number
}

/** A clip on frame edges, and the ticks of one of its frames on both clocks. */
const laid = (s: Situation, sourceRateHz: number, speed = 1, reversed = false) => {
  const perFrame = ticksPerFrameOf(...s.rate)
  const frames = (seconds: number): bigint => BigInt(Math.floor((seconds * s.rate[0]) / s.rate[1]))
  const [start, into] = [frames(s.startSeconds) * perFrame, frames(s.inSeconds) * perFrame]
  const end = start + BigInt(s.lengthFrames) * perFrame
  const frame = BigInt(Math.min(s.lengthFrames - 1, Math.floor(s.share * s.lengthFrames)))
  const clip = madeClip({
    startTicks: String(start),
    endTicks: String(end),
    inTicks: String(into),
    outTicks: String(into + BigInt(Math.round(Number(end - start) * speed))),
    speed,
    reversed,
  })
  const lengthSamples = sourceRateHz * 9000
  const { set, sequence } = toTimelines({
    snapshots: [
      madeSnapshot([madeTrack([clip])], {
        sampleRateHz: s.sampleRateHz,
        ticksPerFrame: String(perFrame),
        endTicks: String(end),
        channelType: 0,
      }),
    ],
    project: null,
    media: stereoMedia(sourceRateHz, lengthSamples, 1),
  })
  const made: Clip = set.timelines.seq.tracks[0].clips[0]
  return { set, sequence, made, start, into, end, perFrame, lengthSamples, frameTicks: frame * perFrame }
}

describe('Sync', () => {
  it('puts a click of any frame of any clip on exactly its sample, at every frame and sample rate, over 2 hours', () => {
    fc.assert(
      fc.property(situation, (s) => {
        const { set, made, start, into, frameTicks } = laid(s, s.sampleRateHz)
        assert.equal(made.sourceStep, 1)
        assert.equal(made.startSample, sampleOfTicks(start, s.sampleRateHz))
        // The click is where the source shows that frame. It is moved as far as the clip is, to the nearest sample.
        const click = sampleOfTicks(into + frameTicks, s.sampleRateHz)
        const expected = click + sampleOfTicks(start - into, s.sampleRateHz)
        if (expected < made.startSample || expected >= made.endSample) return
        const samples = (ticks: bigint): number => (Number(ticks) / Number(ticksPerSecond)) * s.sampleRateHz
        assert.ok(Math.abs(expected - (click + samples(start - into))) <= 0.5 + 1e-6)
        assert.ok(Math.abs(expected - samples(start + frameTicks)) <= 1 + 1e-6)
        const sound = new TimelineSound(set)
        const [from, to] = [Math.max(0, expected - 3), expected + 4]
        const out = sound.render(from, to, clickStore(click)(sound.needs(from, to)))[0]
        const wanted = Array.from({ length: to - from }, (_, i) => (from + i === expected ? 1 : 0))
        assert.deepEqual([...out], wanted)
      }),
      { numRuns: 400 },
    )
  })

  it('keeps a resampled or retimed clip within one sample of the exact time over 2 hours', () => {
    fc.assert(
      fc.property(
        situation,
        fc.constantFrom(...sampleRates, 32000, 22050),
        fc.constantFrom(1, 0.5, 2, 24000 / 25025, 1.25, 0.1, 3.7),
        (s, sourceRateHz, speed) => {
          const { made, start, into, frameTicks } = laid(
            { ...s, inSeconds: s.inSeconds / 4 },
            sourceRateHz,
            speed,
          )
          const sample = sampleOfTicks(start + frameTicks, s.sampleRateHz)
          const position = made.sourceStart + (sample - made.startSample) * made.sourceStep
          // Ticks exactly, in bigint, of the source at that sample.
          const sourceTicks =
            Number(into) + (sample * (Number(ticksPerSecond) / s.sampleRateHz) - Number(start)) * speed
          const exact = (sourceTicks / Number(ticksPerSecond)) * sourceRateHz
          assert.ok(Math.abs(position - exact) <= Math.max(1, speed), `${position} instead of ${exact}`)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('knows the place in the source at the last sample of 2 hours as exactly as at the first', () => {
    const mapping = { startTicks: 0n, inTicks: 0n, speed: { num: 1n, den: 1n } }
    const last = 7200 * 48000
    assert.equal(sourceSampleAt(mapping, last, 48000, 44100), 7200 * 44100)
    const { made } = laid(
      { rate: [25, 1], sampleRateHz: 48000, startSeconds: 0, lengthFrames: 180000, inSeconds: 0, share: 1 },
      44100,
    )
    const drift = made.sourceStart + last * made.sourceStep - 7200 * 44100
    assert.ok(Math.abs(drift) < 1e-6)
  })

  it('plays a reversed clip so that the in-point of the reversed clock is what is heard first', () => {
    fc.assert(
      fc.property(situation, (s) => {
        const { set, made, into, lengthSamples } = laid(s, s.sampleRateHz, 1, true)
        assert.equal(made.sourceStep, -1)
        const click = lengthSamples - 1 - sampleOfTicks(into, s.sampleRateHz)
        const sound = new TimelineSound(set)
        const [from, to] = [made.startSample, made.startSample + 2]
        const out = sound.render(from, to, clickStore(click)(sound.needs(from, to)))[0]
        assert.deepEqual([...out], [1, 0])
      }),
    )
  })

  it('makes neighbours meet: no gap and no overlap at any cut of any rate', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...frameRates),
        fc.constantFrom(...sampleRates),
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 2, maxLength: 20 }),
        (rate, sampleRateHz, lengths) => {
          const perFrame = ticksPerFrameOf(...rate)
          let frame = 0n
          const clips = lengths.map((length) => {
            const [start, end] = [frame * perFrame, (frame + BigInt(length)) * perFrame]
            frame += BigInt(length)
            return madeClip({
              startTicks: String(start),
              endTicks: String(end),
              inTicks: String(start),
              outTicks: String(end),
            })
          })
          const snapshot = madeSnapshot([madeTrack(clips)], { sampleRateHz, ticksPerFrame: String(perFrame) })
          const { set } = toTimelines({
            snapshots: [snapshot],
            project: null,
            media: stereoMedia(sampleRateHz),
          })
          const made = set.timelines.seq.tracks[0].clips
          for (let i = 1; i < made.length; i++) {
            assert.equal(made[i].startSample, made[i - 1].endSample)
            // A cut through running sound is no seam.
            assert.equal(made[i].sourceStart - made[i].startSample, made[0].sourceStart - made[0].startSample)
          }
        },
      ),
    )
  })

  it('makes the sequence whole frames long, and no sample shorter than they are', () => {
    fc.assert(
      fc.property(situation, (s) => {
        const { sequence, end, perFrame } = laid(s, s.sampleRateHz)
        assert.equal(BigInt(sequence.lengthFrames) * perFrame, end)
        const exact = end * BigInt(s.sampleRateHz)
        assert.ok(BigInt(sequence.lengthSamples) * ticksPerSecond >= exact)
        assert.ok(BigInt(sequence.lengthSamples - 1) * ticksPerSecond < exact)
      }),
    )
  })
})
