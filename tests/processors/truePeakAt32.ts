// Highest point of a sound at 32 points per sample, by brute force: 256 samples of Blackman-windowed sinc each.

const points = 32
const half = 128

const rows = Array.from({ length: points }, (_, p) => {
  const row = Float64Array.from({ length: 2 * half }, (_, k) => {
    const t = p / points - (k - half + 1)
    const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t)
    const at = (Math.PI * t) / half
    return sinc * (0.42 + 0.5 * Math.cos(at) + 0.08 * Math.cos(2 * at))
  })
  const sum = row.reduce((total, weight) => total + weight)
  return row.map((weight) => weight / sum)
})

/** In dBTP. Looks only where a sample lies within 9 dB of the highest one (a point between softer ones is lower). */
export const truePeakAt32 = (x: Float32Array): number => {
  const padded = new Float64Array(x.length + 2 * half)
  padded.set(x, half)
  let highest = 0
  for (const value of x) highest = Math.max(highest, Math.abs(value))
  const near = highest * 0.35
  for (let n = half; n < padded.length - half; n++) {
    if (Math.abs(padded[n]) < near && Math.abs(padded[n + 1]) < near) continue
    for (const row of rows) {
      let sum = 0
      for (let k = 0; k < 2 * half; k++) sum += row[k] * padded[n - half + 1 + k]
      if (sum > highest) highest = sum
      else if (-sum > highest) highest = -sum
    }
  }
  return 20 * Math.log10(highest)
}
