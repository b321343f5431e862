// Stages of Stockham's transform with vector instructions: four points p of the first stage, or four q of the others,
// at once. The operations of fftStages.ts in their order.

/** Results of four p lie side by side, so they are transposed before they are stored. */
export function firstStageWide(
  m: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
  turns: Float32Array,
): void {
  const apart: usize = 4 * m
  const re: usize = fromRe.dataStart
  const im: usize = fromIm.dataStart
  const outRe: usize = toRe.dataStart
  const outIm: usize = toIm.dataStart
  const turn: usize = turns.dataStart
  for (let at: usize = 0; at < apart; at += 16) {
    const ar = v128.load(re + at)
    const br = v128.load(re + at + apart)
    const cr = v128.load(re + at + 2 * apart)
    const dr = v128.load(re + at + 3 * apart)
    const ai = v128.load(im + at)
    const bi = v128.load(im + at + apart)
    const ci = v128.load(im + at + 2 * apart)
    const di = v128.load(im + at + 3 * apart)
    const acr = f32x4.add(ar, cr)
    const bdr = f32x4.add(br, dr)
    const aci = f32x4.add(ai, ci)
    const bdi = f32x4.add(bi, di)
    const er = f32x4.sub(ar, cr)
    const fr = f32x4.sub(br, dr)
    const ei = f32x4.sub(ai, ci)
    const fi = f32x4.sub(bi, di)
    const y1r = f32x4.add(er, fi)
    const y1i = f32x4.sub(ei, fr)
    const y2r = f32x4.sub(acr, bdr)
    const y2i = f32x4.sub(aci, bdi)
    const y3r = f32x4.sub(er, fi)
    const y3i = f32x4.add(ei, fr)
    const c1 = v128.load(turn + at)
    const s1 = v128.load(turn + at + apart)
    const c2 = v128.load(turn + at + 2 * apart)
    const s2 = v128.load(turn + at + 3 * apart)
    const c3 = v128.load(turn + at + 4 * apart)
    const s3 = v128.load(turn + at + 5 * apart)
    storeTransposed(
      outRe + 4 * at,
      f32x4.add(acr, bdr),
      f32x4.sub(f32x4.mul(y1r, c1), f32x4.mul(y1i, s1)),
      f32x4.sub(f32x4.mul(y2r, c2), f32x4.mul(y2i, s2)),
      f32x4.sub(f32x4.mul(y3r, c3), f32x4.mul(y3i, s3)),
    )
    storeTransposed(
      outIm + 4 * at,
      f32x4.add(aci, bdi),
      f32x4.add(f32x4.mul(y1r, s1), f32x4.mul(y1i, c1)),
      f32x4.add(f32x4.mul(y2r, s2), f32x4.mul(y2i, c2)),
      f32x4.add(f32x4.mul(y3r, s3), f32x4.mul(y3i, c3)),
    )
  }
}

function storeTransposed(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  v128.store(at, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
  v128.store(at, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 16)
  v128.store(at, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5), 32)
  v128.store(at, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7), 48)
}

export function middleStageWide(
  m: i32,
  stride: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
  turns: Float32Array,
  turnsAt: i32,
): void {
  const gap: usize = 4 * stride
  const apart: usize = m * gap
  let re: usize = fromRe.dataStart
  let im: usize = fromIm.dataStart
  let outRe: usize = toRe.dataStart
  let outIm: usize = toIm.dataStart
  let turn: usize = turns.dataStart + 4 * turnsAt
  for (let p: i32 = 0; p < m; p++) {
    const c1 = v128.load32_splat(turn)
    const s1 = v128.load32_splat(turn, 4)
    const c2 = v128.load32_splat(turn, 8)
    const s2 = v128.load32_splat(turn, 12)
    const c3 = v128.load32_splat(turn, 16)
    const s3 = v128.load32_splat(turn, 20)
    turn += 24
    const end: usize = re + gap
    while (re < end) {
      const ar = v128.load(re)
      const br = v128.load(re + apart)
      const cr = v128.load(re + 2 * apart)
      const dr = v128.load(re + 3 * apart)
      const ai = v128.load(im)
      const bi = v128.load(im + apart)
      const ci = v128.load(im + 2 * apart)
      const di = v128.load(im + 3 * apart)
      const acr = f32x4.add(ar, cr)
      const bdr = f32x4.add(br, dr)
      const aci = f32x4.add(ai, ci)
      const bdi = f32x4.add(bi, di)
      v128.store(outRe, f32x4.add(acr, bdr))
      v128.store(outIm, f32x4.add(aci, bdi))
      storeTurned(outRe + 2 * gap, outIm + 2 * gap, f32x4.sub(acr, bdr), f32x4.sub(aci, bdi), c2, s2)
      const er = f32x4.sub(ar, cr)
      const fr = f32x4.sub(br, dr)
      const ei = f32x4.sub(ai, ci)
      const fi = f32x4.sub(bi, di)
      storeTurned(outRe + gap, outIm + gap, f32x4.add(er, fi), f32x4.sub(ei, fr), c1, s1)
      storeTurned(outRe + 3 * gap, outIm + 3 * gap, f32x4.sub(er, fi), f32x4.add(ei, fr), c3, s3)
      re += 16
      im += 16
      outRe += 16
      outIm += 16
    }
    outRe += 3 * gap
    outIm += 3 * gap
  }
}

function storeTurned(toRe: usize, toIm: usize, re: v128, im: v128, c: v128, s: v128): void {
  v128.store(toRe, f32x4.sub(f32x4.mul(re, c), f32x4.mul(im, s)))
  v128.store(toIm, f32x4.add(f32x4.mul(re, s), f32x4.mul(im, c)))
}

export function lastFourWide(
  stride: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
): void {
  const gap: usize = 4 * stride
  let outRe: usize = toRe.dataStart
  let outIm: usize = toIm.dataStart
  let re: usize = fromRe.dataStart
  let im: usize = fromIm.dataStart
  for (let q: i32 = 0; q < stride; q += 4) {
    storeFour(
      outRe,
      outIm,
      gap,
      v128.load(re),
      v128.load(re + gap),
      v128.load(re + 2 * gap),
      v128.load(re + 3 * gap),
      v128.load(im),
      v128.load(im + gap),
      v128.load(im + 2 * gap),
      v128.load(im + 3 * gap),
    )
    re += 16
    im += 16
    outRe += 16
    outIm += 16
  }
}

/** A transform of four, stored `gap` apart. */
function storeFour(
  outRe: usize,
  outIm: usize,
  gap: usize,
  ar: v128,
  br: v128,
  cr: v128,
  dr: v128,
  ai: v128,
  bi: v128,
  ci: v128,
  di: v128,
): void {
  const acr = f32x4.add(ar, cr)
  const bdr = f32x4.add(br, dr)
  const aci = f32x4.add(ai, ci)
  const bdi = f32x4.add(bi, di)
  v128.store(outRe, f32x4.add(acr, bdr))
  v128.store(outIm, f32x4.add(aci, bdi))
  v128.store(outRe + 2 * gap, f32x4.sub(acr, bdr))
  v128.store(outIm + 2 * gap, f32x4.sub(aci, bdi))
  const er = f32x4.sub(ar, cr)
  const fr = f32x4.sub(br, dr)
  const ei = f32x4.sub(ai, ci)
  const fi = f32x4.sub(bi, di)
  v128.store(outRe + gap, f32x4.add(er, fi))
  v128.store(outIm + gap, f32x4.sub(ei, fr))
  v128.store(outRe + 3 * gap, f32x4.sub(er, fi))
  v128.store(outIm + 3 * gap, f32x4.add(ei, fr))
}

const diagonal: f32 = 0.7071067690849304

export function lastEightWide(
  stride: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
): void {
  const gap: usize = 4 * stride
  const half: usize = 4 * gap
  let re: usize = fromRe.dataStart
  let im: usize = fromIm.dataStart
  let outRe: usize = toRe.dataStart
  let outIm: usize = toIm.dataStart
  for (let q: i32 = 0; q < stride; q += 4) {
    storeFour(
      outRe,
      outIm,
      2 * gap,
      f32x4.add(v128.load(re), v128.load(re + half)),
      f32x4.add(v128.load(re + gap), v128.load(re + gap + half)),
      f32x4.add(v128.load(re + 2 * gap), v128.load(re + 2 * gap + half)),
      f32x4.add(v128.load(re + 3 * gap), v128.load(re + 3 * gap + half)),
      f32x4.add(v128.load(im), v128.load(im + half)),
      f32x4.add(v128.load(im + gap), v128.load(im + gap + half)),
      f32x4.add(v128.load(im + 2 * gap), v128.load(im + 2 * gap + half)),
      f32x4.add(v128.load(im + 3 * gap), v128.load(im + 3 * gap + half)),
    )
    storeOdd(re, im, gap, outRe + gap, outIm + gap)
    re += 16
    im += 16
    outRe += 16
    outIm += 16
  }
}

function storeOdd(re: usize, im: usize, gap: usize, outRe: usize, outIm: usize): void {
  const half: usize = 4 * gap
  const turn = f32x4.splat(diagonal)
  const br = f32x4.sub(v128.load(re + gap), v128.load(re + gap + half))
  const bi = f32x4.sub(v128.load(im + gap), v128.load(im + gap + half))
  const cr = f32x4.sub(v128.load(re + 2 * gap), v128.load(re + 2 * gap + half))
  const ci = f32x4.sub(v128.load(im + 2 * gap), v128.load(im + 2 * gap + half))
  const dr = f32x4.sub(v128.load(re + 3 * gap), v128.load(re + 3 * gap + half))
  const di = f32x4.sub(v128.load(im + 3 * gap), v128.load(im + 3 * gap + half))
  storeFour(
    outRe,
    outIm,
    2 * gap,
    f32x4.sub(v128.load(re), v128.load(re + half)),
    f32x4.mul(turn, f32x4.add(br, bi)),
    ci,
    f32x4.mul(turn, f32x4.sub(di, dr)),
    f32x4.sub(v128.load(im), v128.load(im + half)),
    f32x4.mul(turn, f32x4.sub(bi, br)),
    f32x4.neg(cr),
    f32x4.neg(f32x4.mul(turn, f32x4.add(dr, di))),
  )
}
