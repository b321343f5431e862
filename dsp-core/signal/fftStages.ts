// Stages of Stockham's transform in plain arithmetic. A stage takes n / 4 points apart (n is what is left to do), turns
// them, and leaves them side by side, in runs of `stride`. Between stages point k has its real part at place
// 8 (k / 4) + k % 4, its imaginary part four places on. The same order of operations as fftStagesWide.ts.
import { single } from './single'

/** What is taken, times weights; m: a quarter of the size. */
export function firstStage(
  m: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  start: i32,
  weights: Float32Array,
  to: Float32Array,
  turns: Float32Array,
): void {
  for (let p: i32 = 0; p < m; p++) {
    for (let j: i32 = 0; j < 4; j++) {
      const i: i32 = p + j * m
      to[8 * p + j] = single(fromRe[start + i] * weights[i])
      to[8 * p + j + 4] = single(fromIm[start + i] * weights[i])
    }
    const turn: i32 = 24 * (p >> 2) + (p & 3)
    four(to, 8 * p, 1, to, 8 * p, 1, turns, turn, 4)
  }
}

export function middleStage(
  m: i32,
  stride: i32,
  from: Float32Array,
  to: Float32Array,
  turns: Float32Array,
  turnsAt: i32,
): void {
  for (let p: i32 = 0; p < m; p++) {
    const run: i32 = 2 * p * stride
    for (let q: i32 = 0; q < stride; q++) {
      const place: i32 = 2 * q - (q & 3)
      four(from, run + place, 2 * m * stride, to, 4 * run + place, 2 * stride, turns, turnsAt + 6 * p, 1)
    }
  }
}

/** A transform of four points `apart`, turned; they may be overwritten. */
function four(
  from: Float32Array,
  at: i32,
  apart: i32,
  to: Float32Array,
  toAt: i32,
  gap: i32,
  turns: Float32Array,
  turn: i32,
  turnGap: i32,
): void {
  const ar: f32 = from[at]
  const ai: f32 = from[at + 4]
  const br: f32 = from[at + apart]
  const bi: f32 = from[at + apart + 4]
  const cr: f32 = from[at + 2 * apart]
  const ci: f32 = from[at + 2 * apart + 4]
  const dr: f32 = from[at + 3 * apart]
  const di: f32 = from[at + 3 * apart + 4]
  const acr: f32 = single(ar + cr)
  const aci: f32 = single(ai + ci)
  const bdr: f32 = single(br + dr)
  const bdi: f32 = single(bi + di)
  const er: f32 = single(ar - cr)
  const ei: f32 = single(ai - ci)
  const fr: f32 = single(br - dr)
  const fi: f32 = single(bi - di)
  to[toAt] = single(acr + bdr)
  to[toAt + 4] = single(aci + bdi)
  const r1: f32 = single(er + fi)
  const i1: f32 = single(ei - fr)
  const r2: f32 = single(acr - bdr)
  const i2: f32 = single(aci - bdi)
  const r3: f32 = single(er - fi)
  const i3: f32 = single(ei + fr)
  const c1: f32 = turns[turn]
  const s1: f32 = turns[turn + turnGap]
  const c2: f32 = turns[turn + 2 * turnGap]
  const s2: f32 = turns[turn + 3 * turnGap]
  const c3: f32 = turns[turn + 4 * turnGap]
  const s3: f32 = turns[turn + 5 * turnGap]
  to[toAt + gap] = single(single(r1 * c1) - single(i1 * s1))
  to[toAt + gap + 4] = single(single(r1 * s1) + single(i1 * c1))
  to[toAt + 2 * gap] = single(single(r2 * c2) - single(i2 * s2))
  to[toAt + 2 * gap + 4] = single(single(r2 * s2) + single(i2 * c2))
  to[toAt + 3 * gap] = single(single(r3 * c3) - single(i3 * s3))
  to[toAt + 3 * gap + 4] = single(single(r3 * s3) + single(i3 * c3))
}

/** Two points apart where eight are left to do, so that four are left. */
export function pairStage(
  stride: i32,
  from: Float32Array,
  to: Float32Array,
  turns: Float32Array,
  turnsAt: i32,
): void {
  for (let p: i32 = 0; p < 4; p++) {
    for (let q: i32 = 0; q < stride; q++) {
      const at: i32 = 2 * p * stride + 2 * q - (q & 3)
      const toAt: i32 = at + 2 * p * stride
      const ar: f32 = from[at]
      const ai: f32 = from[at + 4]
      const br: f32 = from[at + 8 * stride]
      const bi: f32 = from[at + 8 * stride + 4]
      to[toAt] = single(ar + br)
      to[toAt + 4] = single(ai + bi)
      const r: f32 = single(ar - br)
      const i: f32 = single(ai - bi)
      const c: f32 = turns[turnsAt + 2 * p]
      const s: f32 = turns[turnsAt + 2 * p + 1]
      to[toAt + 2 * stride] = single(single(r * c) - single(i * s))
      to[toAt + 2 * stride + 4] = single(single(r * s) + single(i * c))
    }
  }
}

/** Nothing to turn; parts are laid in places of their own. m: a quarter of the size. */
export function lastStage(m: i32, from: Float32Array, toRe: Float32Array, toIm: Float32Array): void {
  for (let q: i32 = 0; q < m; q++) {
    const at: i32 = 2 * q - (q & 3)
    lastFour(from, at, 2 * m, toRe, q, m, 4)
    lastFour(from, at + 4, 2 * m, toIm, q, m, -4)
  }
}

/** One part of a transform of four; `other` is how far the other part lies, negative where this is the imaginary one. */
function lastFour(
  from: Float32Array,
  at: i32,
  apart: i32,
  to: Float32Array,
  toAt: i32,
  gap: i32,
  other: i32,
): void {
  const ac: f32 = single(from[at] + from[at + 2 * apart])
  const bd: f32 = single(from[at + apart] + from[at + 3 * apart])
  const e: f32 = single(from[at] - from[at + 2 * apart])
  const b: i32 = at + other + apart
  const f: f32 = single(from[b] - from[b + 2 * apart])
  to[toAt] = single(ac + bd)
  to[toAt + gap] = other > 0 ? single(e + f) : single(e - f)
  to[toAt + 2 * gap] = single(ac - bd)
  to[toAt + 3 * gap] = other > 0 ? single(e - f) : single(e + f)
}

/** The last stage of the way back: what it makes is windowed, and added to what lies a hop further on in the sums. */
export function addFrame(
  m: i32,
  from: Float32Array,
  window: Float32Array,
  hop: i32,
  sumRe: Float32Array,
  sumIm: Float32Array,
): void {
  for (let q: i32 = 0; q < m; q++) {
    const at: i32 = 2 * q - (q & 3)
    addFour(from, at, 2 * m, window, q, m, hop, sumRe, 4)
    addFour(from, at + 4, 2 * m, window, q, m, hop, sumIm, -4)
  }
}

function addFour(
  from: Float32Array,
  at: i32,
  apart: i32,
  window: Float32Array,
  q: i32,
  gap: i32,
  hop: i32,
  sum: Float32Array,
  other: i32,
): void {
  const ac: f32 = single(from[at] + from[at + 2 * apart])
  const bd: f32 = single(from[at + apart] + from[at + 3 * apart])
  const e: f32 = single(from[at] - from[at + 2 * apart])
  const b: i32 = at + other + apart
  const f: f32 = single(from[b] - from[b + 2 * apart])
  const second: f32 = other > 0 ? single(e + f) : single(e - f)
  const fourth: f32 = other > 0 ? single(e - f) : single(e + f)
  let i: i32 = q
  sum[i] = single(sum[i + hop] + single(single(ac + bd) * window[i]))
  i += gap
  sum[i] = single(sum[i + hop] + single(second * window[i]))
  i += gap
  sum[i] = single(sum[i + hop] + single(single(ac - bd) * window[i]))
  i += gap
  sum[i] = single(sum[i + hop] + single(fourth * window[i]))
}
