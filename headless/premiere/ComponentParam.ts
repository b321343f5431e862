// A parameter of a component. Plain ones have a value; Level has keys as well (levelParam.ts).
import type * as dom from '../../host-jsx/premiere/dom'

export class ComponentParam implements dom.ComponentParam {
  constructor(
    readonly displayName: string,
    private value: unknown,
    private readonly keyable = false,
  ) {}

  areKeyframesSupported(): boolean {
    return this.keyable
  }

  isTimeVarying(): boolean {
    return false
  }

  getValue(): unknown {
    return this.value
  }

  setValue(value: unknown): boolean {
    this.value = value
    return true
  }

  getKeys(): dom.ArrayLike<dom.Time> | undefined | 0 {
    return 0
  }

  getValueAtKey(_time: dom.Time): unknown {
    return this.value
  }
}
