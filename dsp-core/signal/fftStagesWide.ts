// Stages of Stockham's transform with vector instructions: four points p of the first stage, or four q of the others,
// at once. The operations of fftStages.ts in their order. Real and imaginary parts of four points share an address, so
// that half of the addresses need not be counted on.

/** Results of four p lie side by side, so they are transposed before they are stored. */
export function firstStageWide(
  m: i32,
  fromRe: Float32Array,
  fromIm: Float32Array,
  start: i32,
  weights: Float32Array,
  to: Float32Array,
  turns: Float32Array,
): void {
  const apart: usize = 4 * m
  const end: usize = weights.dataStart + apart
  let re: usize = fromRe.dataStart + 4 * start
  let im: usize = fromIm.dataStart + 4 * start
  let out: usize = to.dataStart
  let turn: usize = turns.dataStart
  for (let weight: usize = weights.dataStart; weight < end; weight += 16) {
    const wa = v128.load(weight)
    const wb = v128.load(weight + apart)
    const wc = v128.load(weight + 2 * apart)
    const wd = v128.load(weight + 3 * apart)
    const ar = f32x4.mul(v128.load(re), wa)
    const br = f32x4.mul(v128.load(re + apart), wb)
    const cr = f32x4.mul(v128.load(re + 2 * apart), wc)
    const dr = f32x4.mul(v128.load(re + 3 * apart), wd)
    const ai = f32x4.mul(v128.load(im), wa)
    const bi = f32x4.mul(v128.load(im + apart), wb)
    const ci = f32x4.mul(v128.load(im + 2 * apart), wc)
    const di = f32x4.mul(v128.load(im + 3 * apart), wd)
    const acr = f32x4.add(ar, cr)
    const bdr = f32x4.add(br, dr)
    const aci = f32x4.add(ai, ci)
    const bdi = f32x4.add(bi, di)
    const er = f32x4.sub(ar, cr)
    const fr = f32x4.sub(br, dr)
    const ei = f32x4.sub(ai, ci)
    const fi = f32x4.sub(bi, di)
    storeTurns(
      out,
      turn,
      f32x4.add(acr, bdr),
      f32x4.add(aci, bdi),
      f32x4.add(er, fi),
      f32x4.sub(ei, fr),
      f32x4.sub(acr, bdr),
      f32x4.sub(aci, bdi),
      f32x4.sub(er, fi),
      f32x4.add(ei, fr),
    )
    re += 16
    im += 16
    out += 128
    turn += 96
  }
}

/** Turns three of four rows, and stores their columns. */
function storeTurns(
  out: usize,
  turn: usize,
  r0: v128,
  i0: v128,
  r1: v128,
  i1: v128,
  r2: v128,
  i2: v128,
  r3: v128,
  i3: v128,
): void {
  const c1 = v128.load(turn)
  const s1 = v128.load(turn, 16)
  const c2 = v128.load(turn, 32)
  const s2 = v128.load(turn, 48)
  const c3 = v128.load(turn, 64)
  const s3 = v128.load(turn, 80)
  const t1 = f32x4.sub(f32x4.mul(r1, c1), f32x4.mul(i1, s1))
  const t2 = f32x4.sub(f32x4.mul(r2, c2), f32x4.mul(i2, s2))
  const t3 = f32x4.sub(f32x4.mul(r3, c3), f32x4.mul(i3, s3))
  const low = v128.shuffle<f32>(r0, t1, 0, 4, 1, 5)
  const high = v128.shuffle<f32>(r0, t1, 2, 6, 3, 7)
  const lowOther = v128.shuffle<f32>(t2, t3, 0, 4, 1, 5)
  const highOther = v128.shuffle<f32>(t2, t3, 2, 6, 3, 7)
  v128.store(out, v128.shuffle<f32>(low, lowOther, 0, 1, 4, 5))
  v128.store(out, v128.shuffle<f32>(low, lowOther, 2, 3, 6, 7), 32)
  v128.store(out, v128.shuffle<f32>(high, highOther, 0, 1, 4, 5), 64)
  v128.store(out, v128.shuffle<f32>(high, highOther, 2, 3, 6, 7), 96)
  const u1 = f32x4.add(f32x4.mul(r1, s1), f32x4.mul(i1, c1))
  const u2 = f32x4.add(f32x4.mul(r2, s2), f32x4.mul(i2, c2))
  const u3 = f32x4.add(f32x4.mul(r3, s3), f32x4.mul(i3, c3))
  const lowIm = v128.shuffle<f32>(i0, u1, 0, 4, 1, 5)
  const highIm = v128.shuffle<f32>(i0, u1, 2, 6, 3, 7)
  const lowImOther = v128.shuffle<f32>(u2, u3, 0, 4, 1, 5)
  const highImOther = v128.shuffle<f32>(u2, u3, 2, 6, 3, 7)
  v128.store(out, v128.shuffle<f32>(lowIm, lowImOther, 0, 1, 4, 5), 16)
  v128.store(out, v128.shuffle<f32>(lowIm, lowImOther, 2, 3, 6, 7), 48)
  v128.store(out, v128.shuffle<f32>(highIm, highImOther, 0, 1, 4, 5), 80)
  v128.store(out, v128.shuffle<f32>(highIm, highImOther, 2, 3, 6, 7), 112)
}

export function middleStageWide(
  m: i32,
  stride: i32,
  from: Float32Array,
  to: Float32Array,
  turns: Float32Array,
  turnsAt: i32,
): void {
  const gap: usize = 8 * stride
  const apart: usize = m * gap
  let at: usize = from.dataStart
  let out: usize = to.dataStart
  let turn: usize = turns.dataStart + 4 * turnsAt
  for (let p: i32 = 0; p < m; p++) {
    const end: usize = at + gap
    let b: usize = at + apart
    let c: usize = b + apart
    let d: usize = c + apart
    let out1: usize = out + gap
    let out2: usize = out1 + gap
    let out3: usize = out2 + gap
    while (at < end) {
      const ar = v128.load(at)
      const ai = v128.load(at, 16)
      const cr = v128.load(c)
      const ci = v128.load(c, 16)
      const acr = f32x4.add(ar, cr)
      const aci = f32x4.add(ai, ci)
      const er = f32x4.sub(ar, cr)
      const ei = f32x4.sub(ai, ci)
      const br = v128.load(b)
      const bi = v128.load(b, 16)
      const dr = v128.load(d)
      const di = v128.load(d, 16)
      const bdr = f32x4.add(br, dr)
      const bdi = f32x4.add(bi, di)
      v128.store(out, f32x4.add(acr, bdr))
      v128.store(out, f32x4.add(aci, bdi), 16)
      storeTurned(out2, f32x4.sub(acr, bdr), f32x4.sub(aci, bdi), turn + 8)
      const fr = f32x4.sub(br, dr)
      const fi = f32x4.sub(bi, di)
      storeTurned(out1, f32x4.add(er, fi), f32x4.sub(ei, fr), turn)
      storeTurned(out3, f32x4.sub(er, fi), f32x4.add(ei, fr), turn + 16)
      at += 32
      b += 32
      c += 32
      d += 32
      out += 32
      out1 += 32
      out2 += 32
      out3 += 32
    }
    out = out3
    turn += 24
  }
}

/** The turn is loaded where it is used: six of them in registers would push out what they turn. */
function storeTurned(to: usize, re: v128, im: v128, turn: usize): void {
  const c = v128.load32_splat(turn)
  const s = v128.load32_splat(turn, 4)
  v128.store(to, f32x4.sub(f32x4.mul(re, c), f32x4.mul(im, s)))
  v128.store(to, f32x4.add(f32x4.mul(re, s), f32x4.mul(im, c)), 16)
}

export function pairStageWide(
  stride: i32,
  from: Float32Array,
  to: Float32Array,
  turns: Float32Array,
  turnsAt: i32,
): void {
  const gap: usize = 8 * stride
  let at: usize = from.dataStart
  let b: usize = at + 4 * gap
  let out: usize = to.dataStart
  let turn: usize = turns.dataStart + 4 * turnsAt
  for (let p: i32 = 0; p < 4; p++) {
    const end: usize = at + gap
    let out1: usize = out + gap
    while (at < end) {
      const ar = v128.load(at)
      const ai = v128.load(at, 16)
      const br = v128.load(b)
      const bi = v128.load(b, 16)
      v128.store(out, f32x4.add(ar, br))
      v128.store(out, f32x4.add(ai, bi), 16)
      storeTurned(out1, f32x4.sub(ar, br), f32x4.sub(ai, bi), turn)
      at += 32
      b += 32
      out += 32
      out1 += 32
    }
    out = out1
    turn += 8
  }
}

export function lastStageWide(m: i32, from: Float32Array, toRe: Float32Array, toIm: Float32Array): void {
  const gap: usize = 4 * m
  let re: usize = toRe.dataStart
  let im: usize = toIm.dataStart
  const end: usize = re + gap
  let at: usize = from.dataStart
  let b: usize = at + 2 * gap
  let c: usize = b + 2 * gap
  let d: usize = c + 2 * gap
  while (re < end) {
    const ar = v128.load(at)
    const ai = v128.load(at, 16)
    const cr = v128.load(c)
    const ci = v128.load(c, 16)
    const br = v128.load(b)
    const bi = v128.load(b, 16)
    const dr = v128.load(d)
    const di = v128.load(d, 16)
    const acr = f32x4.add(ar, cr)
    const bdr = f32x4.add(br, dr)
    v128.store(re, f32x4.add(acr, bdr))
    v128.store(re + 2 * gap, f32x4.sub(acr, bdr))
    const aci = f32x4.add(ai, ci)
    const bdi = f32x4.add(bi, di)
    v128.store(im, f32x4.add(aci, bdi))
    v128.store(im + 2 * gap, f32x4.sub(aci, bdi))
    const er = f32x4.sub(ar, cr)
    const fi = f32x4.sub(bi, di)
    v128.store(re + gap, f32x4.add(er, fi))
    v128.store(re + 3 * gap, f32x4.sub(er, fi))
    const ei = f32x4.sub(ai, ci)
    const fr = f32x4.sub(br, dr)
    v128.store(im + gap, f32x4.sub(ei, fr))
    v128.store(im + 3 * gap, f32x4.add(ei, fr))
    at += 32
    b += 32
    c += 32
    d += 32
    re += 16
    im += 16
  }
}

export function addFrameWide(
  m: i32,
  from: Float32Array,
  window: Float32Array,
  hop: i32,
  sumRe: Float32Array,
  sumIm: Float32Array,
): void {
  const gap: usize = 4 * m
  const shift: usize = 4 * hop
  const end: usize = window.dataStart + gap
  let re: usize = sumRe.dataStart
  let im: usize = sumIm.dataStart
  let at: usize = from.dataStart
  let b: usize = at + 2 * gap
  let c: usize = b + 2 * gap
  let d: usize = c + 2 * gap
  for (let weight: usize = window.dataStart; weight < end; weight += 16) {
    const ar = v128.load(at)
    const ai = v128.load(at, 16)
    const cr = v128.load(c)
    const ci = v128.load(c, 16)
    const br = v128.load(b)
    const bi = v128.load(b, 16)
    const dr = v128.load(d)
    const di = v128.load(d, 16)
    const acr = f32x4.add(ar, cr)
    const bdr = f32x4.add(br, dr)
    const aci = f32x4.add(ai, ci)
    const bdi = f32x4.add(bi, di)
    const er = f32x4.sub(ar, cr)
    const fi = f32x4.sub(bi, di)
    const ei = f32x4.sub(ai, ci)
    const fr = f32x4.sub(br, dr)
    addWeighed(re, im, shift, v128.load(weight), f32x4.add(acr, bdr), f32x4.add(aci, bdi))
    addWeighed(re + gap, im + gap, shift, v128.load(weight + gap), f32x4.add(er, fi), f32x4.sub(ei, fr))
    const half: usize = 2 * gap
    addWeighed(
      re + half,
      im + half,
      shift,
      v128.load(weight + half),
      f32x4.sub(acr, bdr),
      f32x4.sub(aci, bdi),
    )
    const last: usize = 3 * gap
    addWeighed(re + last, im + last, shift, v128.load(weight + last), f32x4.sub(er, fi), f32x4.add(ei, fr))
    at += 32
    b += 32
    c += 32
    d += 32
    re += 16
    im += 16
  }
}

function addWeighed(sumRe: usize, sumIm: usize, shift: usize, weight: v128, re: v128, im: v128): void {
  v128.store(sumRe, f32x4.add(v128.load(sumRe + shift), f32x4.mul(re, weight)))
  v128.store(sumIm, f32x4.add(v128.load(sumIm + shift), f32x4.mul(im, weight)))
}
