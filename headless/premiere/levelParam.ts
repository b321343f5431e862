// The Volume effect's Level: a value, or keys on the clip's source clock.
import type { ProjectClip, ProjectLevelKey } from '../../client/projects/project'
import type * as dom from '../../host-jsx/premiere/dom'
import { ComponentParam } from './ComponentParam'
import type { HostState } from './HostState'
import { betweenKeys, dbOfRaw, rawLevel, shownLevel, UNITY } from './level'
import { ticksFrom, Time } from './Time'

export const levelParam = (state: HostState, clip: ProjectClip, displayName: string): ComponentParam =>
  new LevelParam(state, clip, displayName)

class LevelParam extends ComponentParam {
  constructor(
    private readonly state: HostState,
    private readonly clip: ProjectClip,
    displayName: string,
  ) {
    super(displayName, null, true)
  }

  override isTimeVarying(): boolean {
    return this.clip.levelKeys.length > 0
  }

  override getValue(): number {
    const { clip } = this
    return this.shown(clip.levelRaw ?? clip.levelUnity)
  }

  /** Clamped and rounded without a word. */
  override setValue(value: unknown): boolean {
    const { clip } = this
    clip.levelRaw = rawLevel(Number(value), clip, this.state.switches.levelScale)
    clip.levelDb = dbOfRaw(clip.levelRaw, clip)
    this.state.undoEntries++
    return true
  }

  override getKeys(): Time[] | undefined {
    if (!this.isTimeVarying()) return undefined
    return this.clip.levelKeys.map(({ sourceTicks }) => Time.of(sourceTicks))
  }

  override getValueAtKey(time: dom.Time): number {
    const key = this.clip.levelKeys.find(({ sourceTicks }) => sourceTicks === ticksFrom(time))
    if (!key) throw new Error('There is no keyframe at this time')
    return this.shown(key.raw)
  }

  getValueAtTime(time: unknown): number {
    const at = ticksFrom(time)
    const { levelKeys } = this.clip
    if (levelKeys.length === 0) return this.getValue()
    const next = levelKeys.findIndex(({ sourceTicks }) => sourceTicks > at)
    if (next < 0) return this.shown(levelKeys[levelKeys.length - 1].raw)
    return next === 0 ? this.shown(levelKeys[0].raw) : this.between(levelKeys[next - 1], levelKeys[next], at)
  }

  private between(from: ProjectLevelKey, to: ProjectLevelKey, at: bigint): number {
    if (from.interpolation === 4) return this.shown(from.raw)
    const share = Number(at - from.sourceTicks) / Number(to.sourceTicks - from.sourceTicks)
    const unity = this.shown(this.clip.levelUnity)
    const gain = betweenKeys(
      this.shown(from.raw) / unity,
      this.shown(to.raw) / unity,
      share,
      this.state.switches.keyPath,
    )
    return Math.fround(gain * unity)
  }

  private shown(raw: number): number {
    return shownLevel(
      raw,
      this.clip.levelUnity > 0 ? this.clip : { ...this.clip, levelUnity: UNITY },
      this.state.switches.levelScale,
    )
  }
}
