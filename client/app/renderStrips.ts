// The first pass: every stem, their sum and what the master's chain makes of it, as 32-bit float in a scratch folder,
// stretch by stretch.
import { join } from 'node:path'
import {
  leavingStrips,
  peakStepsPerSecond,
  stepsPerSecond,
  stretchesOf,
  type JobRequest,
  type MediaStore,
  type RenderPlan,
  type Unlimited,
  type UntouchedMeasurement,
} from '../../dsp-core/index'
import { openWavWriter, type WavWriter } from '../media/wavWriter'
import { StepLine } from './stepLine'
import type { RenderControl } from './renderFiles'

export interface ScratchStrips {
  /** Path of each strip's scratch file, by strip id. */
  paths: Record<string, string>
  /** After the master's chain, before its gain. */
  mastered: Unlimited
  /** Null where the plan does not compare. */
  before: UntouchedSequence | null
}

/** The sequence as it plays today. */
export interface UntouchedSequence {
  /** 10 ms loudness steps by strip. */
  energies: Record<string, Float32Array>
  truePeakDbtp: number
}

export const renderStrips = async (
  plan: RenderPlan,
  store: MediaStore,
  scratch: string,
  { workers, progress, signal }: RenderControl,
): Promise<ScratchStrips> => {
  const { sampleRateHz, channels, lengthSamples } = plan.sequence
  const stretches = stretchesOf(lengthSamples, sampleRateHz)
  const energies = new StepLine(stretches, sampleRateHz, stepsPerSecond)
  const peaks = new StepLine(stretches, sampleRateHz, peakStepsPerSecond)
  const before = new BeforeLines(() => new StepLine(stretches, sampleRateHz, stepsPerSecond))
  const paths: Record<string, string> = {}
  const writers: Record<string, WavWriter> = {}
  try {
    for (const [index, id] of leavingStrips(plan).entries()) {
      // Numbered, because a strip's id may hold what a file name may not.
      paths[id] = join(scratch, `strip-${index}.wav`)
      writers[id] = await openWavWriter({
        path: paths[id],
        sampleRateHz,
        channels,
        bitDepth: 32,
        lengthSamples,
        scratch: true,
      })
    }
    let done = 0
    await workers.run(
      stretches.map((stretch): JobRequest => ({ kind: 'strips', plan, stretch })),
      {
        store,
        signal,
        onValue: async (job, value) => {
          if (value.kind !== 'strips') return
          energies.add(job, value.energies)
          peaks.add(job, value.peaks)
          if (value.untouched) before.add(job, value.untouched)
          if (value.lengthSamples === 0) return
          for (const id of Object.keys(writers))
            await writers[id].writePacked(value.startSample, value.strips[id])
          progress('Mixing', (done += value.lengthSamples) / lengthSamples)
        },
      },
    )
    for (const id of Object.keys(writers)) {
      await writers[id].commit()
      delete writers[id]
    }
    const mastered = { energies: energies.whole(), peaks: peaks.whole() }
    return { paths, mastered, before: before.whole() }
  } finally {
    for (const writer of Object.values(writers)) await writer.abort()
  }
}

class BeforeLines {
  private readonly lines = new Map<string, StepLine>()
  private truePeakDbtp = -Infinity

  constructor(private readonly newLine: () => StepLine) {}

  add(stretch: number, { energies, truePeakDbtp }: UntouchedMeasurement): void {
    for (const [strip, steps] of Object.entries(energies)) {
      const line = this.lines.get(strip) ?? this.newLine()
      this.lines.set(strip, line.add(stretch, steps))
    }
    this.truePeakDbtp = Math.max(this.truePeakDbtp, truePeakDbtp)
  }

  whole(): UntouchedSequence | null {
    if (this.lines.size === 0) return null
    const energies = [...this.lines].map(([strip, line]): [string, Float32Array] => [strip, line.whole()])
    return { energies: Object.fromEntries(energies), truePeakDbtp: this.truePeakDbtp }
  }
}
