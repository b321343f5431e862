// A signal of the plan as linear gain for each sample of a range: a function of position alone.
import type { Duck, PlanSignal } from '../plan/plan'
import { gainOfDb } from './fold'

export interface SignalDrawer {
  /** Fills out[0 … lengthSamples) with the gains of samples from `from` on. */
  draw(out: Float32Array, from: number, lengthSamples: number): void
}

export const signalDrawer = (signal: PlanSignal): SignalDrawer =>
  signal.kind === 'points' ? pointsDrawer(signal.points) : ducksDrawer(signal.ducks)

const perDb = Math.LN10 / 20

const pointsDrawer = (given: { atSample: number; db: number }[]): SignalDrawer => {
  const points = [...given].sort((a, b) => a.atSample - b.atSample)
  return {
    draw: (out, from, lengthSamples) => {
      const to = from + lengthSamples
      if (points.length === 0) return void out.fill(1, 0, lengthSamples)
      for (let sample = from; sample < to;) {
        const next = firstAfter(points, sample)
        const [before, after] = [points[next - 1], points[next]]
        const end = Math.min(to, after ? after.atSample : to)
        if (!before || !after || before.db === after.db)
          out.fill(gainOfDb((before ?? after).db), sample - from, end - from)
        else segment(out, from, sample, end, before, after)
        sample = end
      }
    },
  }
}

const segment = (
  out: Float32Array,
  from: number,
  start: number,
  end: number,
  before: { atSample: number; db: number },
  after: { atSample: number; db: number },
): void => {
  // No straight line in dB leads to or from silence: the earlier value stays.
  if (gainOfDb(before.db) === 0 || gainOfDb(after.db) === 0)
    return void out.fill(gainOfDb(before.db), start - from, end - from)
  const slope = (after.db - before.db) / (after.atSample - before.atSample)
  for (let n = start; n < end; n++)
    out[n - from] = Math.exp((before.db + slope * (n - before.atSample)) * perDb)
}

const firstAfter = (points: { atSample: number }[], sample: number): number => {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (points[middle].atSample <= sample) low = middle + 1
    else high = middle
  }
  return low
}

/** Where dips overlap, the deeper one counts: two reasons to be quiet are not twice as quiet. */
const ducksDrawer = (given: Duck[]): SignalDrawer => {
  const ducks = [...given].sort((a, b) => beginOf(a) - beginOf(b))
  const latestEnds: number[] = []
  for (const duck of ducks)
    latestEnds.push(Math.max(latestEnds[latestEnds.length - 1] ?? -Infinity, endOf(duck)))
  return {
    draw: (out, from, lengthSamples) => {
      out.fill(1, 0, lengthSamples)
      const to = from + lengthSamples
      let last = 0
      let high = ducks.length
      while (last < high) {
        const middle = (last + high) >> 1
        if (beginOf(ducks[middle]) < to) last = middle + 1
        else high = middle
      }
      for (let i = last - 1; i >= 0 && latestEnds[i] > from; i--) dip(out, from, to, ducks[i])
    },
  }
}

const beginOf = (duck: Duck): number => duck.startSample - Math.max(0, duck.downSamples)
const endOf = (duck: Duck): number => duck.endSample + Math.max(0, duck.upSamples)

const dip = (out: Float32Array, from: number, to: number, duck: Duck): void => {
  const floor = gainOfDb(duck.depthDb)
  const ramp = (start: number, end: number, depthShare: (n: number) => number): void => {
    for (let n = Math.max(from, start); n < Math.min(to, end); n++) {
      const gain = Math.exp(duck.depthDb * depthShare(n) * perDb)
      if (gain < out[n - from]) out[n - from] = gain
    }
  }
  ramp(beginOf(duck), duck.startSample, (n) => 1 - (duck.startSample - n) / duck.downSamples)
  for (let n = Math.max(from, duck.startSample); n < Math.min(to, duck.endSample); n++)
    if (floor < out[n - from]) out[n - from] = floor
  ramp(duck.endSample, endOf(duck), (n) => 1 - (n - duck.endSample) / duck.upSamples)
}
