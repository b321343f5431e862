// The ducker's gain curve as points, from speech and levels that are known already: what a plan stores as a signal and a
// host as keyframes. The same rules and the same steps as the ducker's own.
import { DuckCurve } from '../../signal/duckCurve'
import { duckCurveSetup, ducker, type DuckingRule } from './index'

/** In steps of 10 ms; powers are K-weighted mean squares, channels summed. */
export interface DuckMaterial {
  speaking: ArrayLike<number>
  speech: ArrayLike<number>
  background: ArrayLike<number>
  samplesPerStep: number
}

export interface CurvePoint {
  atSample: number
  db: number
}

/** Between the others, to a ten-millionth of a decibel: can be left out. */
const isBetween = (before: CurvePoint, point: CurvePoint, after: CurvePoint): boolean => {
  const share = (point.atSample - before.atSample) / (after.atSample - before.atSample)
  return Math.abs(before.db + share * (after.db - before.db) - point.db) < 1e-7
}

const initial = (): DuckingRule =>
  Object.fromEntries(
    Object.entries(ducker.params).map(([name, parameter]) => [name, parameter.initial]),
  ) as DuckingRule

/** Gains at the beginnings of all steps, and of the one after the last. What the rule does not say is initial. */
export const duckGainsDb = (material: DuckMaterial, rule: Partial<DuckingRule>): Float64Array => {
  const setup = duckCurveSetup({ ...initial(), ...rule })
  const curve = new DuckCurve()
  curve.configure(...(Object.values(setup) as Parameters<DuckCurve['configure']>))
  curve.reset()
  const steps = material.speaking.length
  const gains = new Float64Array(steps + 1)
  if (setup.aheadSteps === 0) return gains
  for (let step = 0; step + 2 - setup.aheadSteps <= steps; step++) {
    const inside = step < steps
    const db = curve.push(
      inside && material.speaking[step] > 0,
      inside ? material.speech[step] : 0,
      inside ? material.background[step] : 0,
    )
    const at = step + 2 - setup.aheadSteps
    if (at >= 0) gains[at] = db
  }
  return gains
}

export const duckPoints = (material: DuckMaterial, rule: Partial<DuckingRule>): CurvePoint[] => {
  const all = Array.from(duckGainsDb(material, rule), (db, step) => ({
    atSample: Math.round(step * material.samplesPerStep),
    db,
  }))
  const kept: CurvePoint[] = []
  all.forEach((point, index) => {
    const [before, after] = [kept[kept.length - 1], all[index + 1]]
    if (!before || !after || !isBetween(before, point, after)) kept.push(point)
  })
  return kept
}
