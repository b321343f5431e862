// Puts the loudness steps of stretches, which arrive in any order, back into one line.
export class EnergyLine {
  private readonly parts: Float32Array[][]

  constructor(stretches: number) {
    this.parts = Array.from({ length: stretches }, () => [])
  }

  add(stretch: number, steps: Float32Array): this {
    this.parts[stretch].push(steps)
    return this
  }

  /** All steps in the order of time. */
  whole(): Float32Array {
    const pieces = this.parts.flat()
    const line = new Float32Array(pieces.reduce((length, piece) => length + piece.length, 0))
    let at = 0
    for (const piece of pieces) {
      line.set(piece, at)
      at += piece.length
    }
    return line
  }
}
