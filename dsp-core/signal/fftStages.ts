// Stages of Stockham's transform in plain arithmetic. A stage takes n / 4 or n / 8 points apart (n is what is left to
// do), turns them, and leaves them side by side, in runs of `stride`. The same order of operations as fftStagesWide.ts.
import { single } from './single'

/** Quarter turns are exchanges of parts. Row j of `turns` holds, for each p: 0, 1 of w; 2, 3 of w^2; 4, 5 of w^3. */
export function firstStage(
  m: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
  turns: Float32Array,
): void {
  for (let p: i32 = 0; p < m; p++) {
    four(fromRe, fromIm, p, m, toRe, toIm, 4 * p, 1, turns, p, m)
  }
}

export function middleStage(
  m: i32,
  stride: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
  turns: Float32Array,
  turnsAt: i32,
): void {
  for (let p: i32 = 0; p < m; p++) {
    const from: i32 = p * stride
    for (let q: i32 = 0; q < stride; q++) {
      four(fromRe, fromIm, from + q, m * stride, toRe, toIm, 4 * from + q, stride, turns, turnsAt + 6 * p, 1)
    }
  }
}

function four(
  fromRe: Float32Array,
  fromIm: Float32Array,
  from: i32,
  apart: i32,
  toRe: Float32Array,
  toIm: Float32Array,
  to: i32,
  gap: i32,
  turns: Float32Array,
  turn: i32,
  turnGap: i32,
): void {
  const ar: f32 = fromRe[from]
  const ai: f32 = fromIm[from]
  const br: f32 = fromRe[from + apart]
  const bi: f32 = fromIm[from + apart]
  const cr: f32 = fromRe[from + 2 * apart]
  const ci: f32 = fromIm[from + 2 * apart]
  const dr: f32 = fromRe[from + 3 * apart]
  const di: f32 = fromIm[from + 3 * apart]
  const acr: f32 = single(ar + cr)
  const aci: f32 = single(ai + ci)
  const bdr: f32 = single(br + dr)
  const bdi: f32 = single(bi + di)
  const er: f32 = single(ar - cr)
  const ei: f32 = single(ai - ci)
  const fr: f32 = single(br - dr)
  const fi: f32 = single(bi - di)
  toRe[to] = single(acr + bdr)
  toIm[to] = single(aci + bdi)
  turned(single(er + fi), single(ei - fr), toRe, toIm, to + gap, turns, turn, turnGap)
  turned(single(acr - bdr), single(aci - bdi), toRe, toIm, to + 2 * gap, turns, turn + 2 * turnGap, turnGap)
  turned(single(er - fi), single(ei + fr), toRe, toIm, to + 3 * gap, turns, turn + 4 * turnGap, turnGap)
}

function turned(
  re: f32,
  im: f32,
  toRe: Float32Array,
  toIm: Float32Array,
  to: i32,
  turns: Float32Array,
  turn: i32,
  turnGap: i32,
): void {
  const c: f32 = turns[turn]
  const s: f32 = turns[turn + turnGap]
  toRe[to] = single(single(re * c) - single(im * s))
  toIm[to] = single(single(re * s) + single(im * c))
}

/** The last stage where the size is a power of four: nothing to turn. */
export function lastFour(
  stride: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
): void {
  for (let q: i32 = 0; q < stride; q++) {
    const ar: f32 = fromRe[q]
    const ai: f32 = fromIm[q]
    const br: f32 = fromRe[q + stride]
    const bi: f32 = fromIm[q + stride]
    const cr: f32 = fromRe[q + 2 * stride]
    const ci: f32 = fromIm[q + 2 * stride]
    const dr: f32 = fromRe[q + 3 * stride]
    const di: f32 = fromIm[q + 3 * stride]
    const acr: f32 = single(ar + cr)
    const aci: f32 = single(ai + ci)
    const bdr: f32 = single(br + dr)
    const bdi: f32 = single(bi + di)
    const er: f32 = single(ar - cr)
    const ei: f32 = single(ai - ci)
    const fr: f32 = single(br - dr)
    const fi: f32 = single(bi - di)
    toRe[q] = single(acr + bdr)
    toIm[q] = single(aci + bdi)
    toRe[q + stride] = single(er + fi)
    toIm[q + stride] = single(ei - fr)
    toRe[q + 2 * stride] = single(acr - bdr)
    toIm[q + 2 * stride] = single(aci - bdi)
    toRe[q + 3 * stride] = single(er - fi)
    toIm[q + 3 * stride] = single(ei + fr)
  }
}

/** cos of an eighth turn, as single precision has it. */
const diagonal: f32 = 0.7071067690849304

/** The last stage otherwise: even results are a stage of four of sums, odd ones of turned differences. */
export function lastEight(
  stride: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
): void {
  for (let q: i32 = 0; q < stride; q++) {
    pairs(q, stride, fromRe, fromIm)
    twice(q, stride, fromRe, fromIm, toRe, toIm, 0)
    diagonals(q, stride, fromRe, fromIm)
    twice(q, stride, fromRe, fromIm, toRe, toIm, 1)
  }
}

/** x[j], x[j + 4] become their sum and difference, in place. */
function pairs(q: i32, stride: i32, re: Float32Array, im: Float32Array): void {
  for (let j: i32 = q; j < 4 * stride; j += stride) {
    const k: i32 = j + 4 * stride
    const ar: f32 = re[j]
    const ai: f32 = im[j]
    const br: f32 = re[k]
    const bi: f32 = im[k]
    re[j] = single(ar + br)
    im[j] = single(ai + bi)
    re[k] = single(ar - br)
    im[k] = single(ai - bi)
  }
}

/** Differences 1, 2, 3 are turned back by one, two and three eighths; all move to the first half. */
function diagonals(q: i32, stride: i32, re: Float32Array, im: Float32Array): void {
  const at: i32 = q + 4 * stride
  const br: f32 = re[at + stride]
  const bi: f32 = im[at + stride]
  const dr: f32 = re[at + 3 * stride]
  const di: f32 = im[at + 3 * stride]
  re[q] = re[at]
  im[q] = im[at]
  re[q + stride] = single(diagonal * single(br + bi))
  im[q + stride] = single(diagonal * single(bi - br))
  re[q + 2 * stride] = im[at + 2 * stride]
  im[q + 2 * stride] = -re[at + 2 * stride]
  re[q + 3 * stride] = single(diagonal * single(di - dr))
  im[q + 3 * stride] = -single(diagonal * single(dr + di))
}

/** A stage of four on the first half, into every second run. */
function twice(
  q: i32,
  stride: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
  offset: i32,
): void {
  const to: i32 = q + offset * stride
  const acr: f32 = single(fromRe[q] + fromRe[q + 2 * stride])
  const aci: f32 = single(fromIm[q] + fromIm[q + 2 * stride])
  const bdr: f32 = single(fromRe[q + stride] + fromRe[q + 3 * stride])
  const bdi: f32 = single(fromIm[q + stride] + fromIm[q + 3 * stride])
  const er: f32 = single(fromRe[q] - fromRe[q + 2 * stride])
  const ei: f32 = single(fromIm[q] - fromIm[q + 2 * stride])
  const fr: f32 = single(fromRe[q + stride] - fromRe[q + 3 * stride])
  const fi: f32 = single(fromIm[q + stride] - fromIm[q + 3 * stride])
  toRe[to] = single(acr + bdr)
  toIm[to] = single(aci + bdi)
  toRe[to + 2 * stride] = single(er + fi)
  toIm[to + 2 * stride] = single(ei - fr)
  toRe[to + 4 * stride] = single(acr - bdr)
  toIm[to + 4 * stride] = single(aci - bdi)
  toRe[to + 6 * stride] = single(er - fi)
  toIm[to + 6 * stride] = single(ei + fr)
}
