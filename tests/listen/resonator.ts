// A filter that rings at one frequency: what mouths and instruments are made of.

/** Two-pole resonator at a frequency and bandwidth, gain 1 at its top. */
export class Resonator {
  private y1 = 0
  private y2 = 0
  constructor(private readonly rateHz: number) {}

  run(x: number, hz: number, widthHz: number): number {
    const r = Math.exp((-Math.PI * widthHz) / this.rateHz)
    const c = 2 * r * Math.cos((2 * Math.PI * hz) / this.rateHz)
    const y =
      x * (1 - r) * Math.sqrt(1 - 2 * r * Math.cos((4 * Math.PI * hz) / this.rateHz) + r * r) +
      c * this.y1 -
      r * r * this.y2
    this.y2 = this.y1
    this.y1 = y
    return y
  }
}
