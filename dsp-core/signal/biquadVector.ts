// Second-order sections with vector instructions: left and right of one frame side by side, as many sections as there
// are in one loop. A section waits for its own last result, not for its neighbours, so five cost what one does.
// Transposed direct form II with the output put into the state's equations, which shortens that wait:
// y = b0 x + s1, s1 = (b1 - a1 b0) x - a1 s1 + s2, s2 = (b2 - a2 b0) x - a2 s1.
// Coefficients stand twice each: b0, b1 - a1 b0, b2 - a2 b0, a1, a2. Addresses are in bytes.

/** Of the coefficients of one section. */
export const vectorSectionBytes: usize = 80

/** `states` of the first section (left s1 s2, right s1 s2), `stride` bytes from one to the next. */
export function filterFive(
  coefficients: usize,
  states: usize,
  stride: usize,
  left: usize,
  right: usize,
  count: i32,
): void {
  const aLeft: v128 = v128.load(states)
  const aRight: v128 = v128.load(states, 16)
  let a1: v128 = v128.shuffle<f64>(aLeft, aRight, 0, 2)
  let a2: v128 = v128.shuffle<f64>(aLeft, aRight, 1, 3)
  const bLeft: v128 = v128.load(states + 1 * stride)
  const bRight: v128 = v128.load(states + 1 * stride, 16)
  let b1: v128 = v128.shuffle<f64>(bLeft, bRight, 0, 2)
  let b2: v128 = v128.shuffle<f64>(bLeft, bRight, 1, 3)
  const cLeft: v128 = v128.load(states + 2 * stride)
  const cRight: v128 = v128.load(states + 2 * stride, 16)
  let c1: v128 = v128.shuffle<f64>(cLeft, cRight, 0, 2)
  let c2: v128 = v128.shuffle<f64>(cLeft, cRight, 1, 3)
  const dLeft: v128 = v128.load(states + 3 * stride)
  const dRight: v128 = v128.load(states + 3 * stride, 16)
  let d1: v128 = v128.shuffle<f64>(dLeft, dRight, 0, 2)
  let d2: v128 = v128.shuffle<f64>(dLeft, dRight, 1, 3)
  const eLeft: v128 = v128.load(states + 4 * stride)
  const eRight: v128 = v128.load(states + 4 * stride, 16)
  let e1: v128 = v128.shuffle<f64>(eLeft, eRight, 0, 2)
  let e2: v128 = v128.shuffle<f64>(eLeft, eRight, 1, 3)
  for (let i: i32 = 0; i < count; i++) {
    const at: usize = i << 3
    let x: v128 = f64x2.replace_lane(v128.load64_splat(left + at), 1, load<f64>(right + at))
    const ay: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 0), x), a1)
    const an: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 16), x), a2),
      f64x2.mul(v128.load(coefficients, 48), a1),
    )
    a2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 32), x), f64x2.mul(v128.load(coefficients, 64), a1))
    a1 = an
    x = ay
    const by: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 80), x), b1)
    const bn: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 96), x), b2),
      f64x2.mul(v128.load(coefficients, 128), b1),
    )
    b2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 112), x), f64x2.mul(v128.load(coefficients, 144), b1))
    b1 = bn
    x = by
    const cy: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 160), x), c1)
    const cn: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 176), x), c2),
      f64x2.mul(v128.load(coefficients, 208), c1),
    )
    c2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 192), x), f64x2.mul(v128.load(coefficients, 224), c1))
    c1 = cn
    x = cy
    const dy: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 240), x), d1)
    const dn: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 256), x), d2),
      f64x2.mul(v128.load(coefficients, 288), d1),
    )
    d2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 272), x), f64x2.mul(v128.load(coefficients, 304), d1))
    d1 = dn
    x = dy
    const ey: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 320), x), e1)
    const en: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 336), x), e2),
      f64x2.mul(v128.load(coefficients, 368), e1),
    )
    e2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 352), x), f64x2.mul(v128.load(coefficients, 384), e1))
    e1 = en
    v128.store64_lane(left + at, ey, 0)
    v128.store64_lane(right + at, ey, 1)
  }
  v128.store(states, v128.shuffle<f64>(a1, a2, 0, 2))
  v128.store(states, v128.shuffle<f64>(a1, a2, 1, 3), 16)
  v128.store(states + 1 * stride, v128.shuffle<f64>(b1, b2, 0, 2))
  v128.store(states + 1 * stride, v128.shuffle<f64>(b1, b2, 1, 3), 16)
  v128.store(states + 2 * stride, v128.shuffle<f64>(c1, c2, 0, 2))
  v128.store(states + 2 * stride, v128.shuffle<f64>(c1, c2, 1, 3), 16)
  v128.store(states + 3 * stride, v128.shuffle<f64>(d1, d2, 0, 2))
  v128.store(states + 3 * stride, v128.shuffle<f64>(d1, d2, 1, 3), 16)
  v128.store(states + 4 * stride, v128.shuffle<f64>(e1, e2, 0, 2))
  v128.store(states + 4 * stride, v128.shuffle<f64>(e1, e2, 1, 3), 16)
}

/** `states` of the first section (left s1 s2, right s1 s2), `stride` bytes from one to the next. */
export function filterThree(
  coefficients: usize,
  states: usize,
  stride: usize,
  left: usize,
  right: usize,
  count: i32,
): void {
  const aLeft: v128 = v128.load(states)
  const aRight: v128 = v128.load(states, 16)
  let a1: v128 = v128.shuffle<f64>(aLeft, aRight, 0, 2)
  let a2: v128 = v128.shuffle<f64>(aLeft, aRight, 1, 3)
  const bLeft: v128 = v128.load(states + 1 * stride)
  const bRight: v128 = v128.load(states + 1 * stride, 16)
  let b1: v128 = v128.shuffle<f64>(bLeft, bRight, 0, 2)
  let b2: v128 = v128.shuffle<f64>(bLeft, bRight, 1, 3)
  const cLeft: v128 = v128.load(states + 2 * stride)
  const cRight: v128 = v128.load(states + 2 * stride, 16)
  let c1: v128 = v128.shuffle<f64>(cLeft, cRight, 0, 2)
  let c2: v128 = v128.shuffle<f64>(cLeft, cRight, 1, 3)
  for (let i: i32 = 0; i < count; i++) {
    const at: usize = i << 3
    let x: v128 = f64x2.replace_lane(v128.load64_splat(left + at), 1, load<f64>(right + at))
    const ay: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 0), x), a1)
    const an: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 16), x), a2),
      f64x2.mul(v128.load(coefficients, 48), a1),
    )
    a2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 32), x), f64x2.mul(v128.load(coefficients, 64), a1))
    a1 = an
    x = ay
    const by: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 80), x), b1)
    const bn: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 96), x), b2),
      f64x2.mul(v128.load(coefficients, 128), b1),
    )
    b2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 112), x), f64x2.mul(v128.load(coefficients, 144), b1))
    b1 = bn
    x = by
    const cy: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 160), x), c1)
    const cn: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 176), x), c2),
      f64x2.mul(v128.load(coefficients, 208), c1),
    )
    c2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 192), x), f64x2.mul(v128.load(coefficients, 224), c1))
    c1 = cn
    v128.store64_lane(left + at, cy, 0)
    v128.store64_lane(right + at, cy, 1)
  }
  v128.store(states, v128.shuffle<f64>(a1, a2, 0, 2))
  v128.store(states, v128.shuffle<f64>(a1, a2, 1, 3), 16)
  v128.store(states + 1 * stride, v128.shuffle<f64>(b1, b2, 0, 2))
  v128.store(states + 1 * stride, v128.shuffle<f64>(b1, b2, 1, 3), 16)
  v128.store(states + 2 * stride, v128.shuffle<f64>(c1, c2, 0, 2))
  v128.store(states + 2 * stride, v128.shuffle<f64>(c1, c2, 1, 3), 16)
}

/** `states` of the first section (left s1 s2, right s1 s2), `stride` bytes from one to the next. */
export function filterTwo(
  coefficients: usize,
  states: usize,
  stride: usize,
  left: usize,
  right: usize,
  count: i32,
): void {
  const aLeft: v128 = v128.load(states)
  const aRight: v128 = v128.load(states, 16)
  let a1: v128 = v128.shuffle<f64>(aLeft, aRight, 0, 2)
  let a2: v128 = v128.shuffle<f64>(aLeft, aRight, 1, 3)
  const bLeft: v128 = v128.load(states + 1 * stride)
  const bRight: v128 = v128.load(states + 1 * stride, 16)
  let b1: v128 = v128.shuffle<f64>(bLeft, bRight, 0, 2)
  let b2: v128 = v128.shuffle<f64>(bLeft, bRight, 1, 3)
  for (let i: i32 = 0; i < count; i++) {
    const at: usize = i << 3
    let x: v128 = f64x2.replace_lane(v128.load64_splat(left + at), 1, load<f64>(right + at))
    const ay: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 0), x), a1)
    const an: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 16), x), a2),
      f64x2.mul(v128.load(coefficients, 48), a1),
    )
    a2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 32), x), f64x2.mul(v128.load(coefficients, 64), a1))
    a1 = an
    x = ay
    const by: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 80), x), b1)
    const bn: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 96), x), b2),
      f64x2.mul(v128.load(coefficients, 128), b1),
    )
    b2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 112), x), f64x2.mul(v128.load(coefficients, 144), b1))
    b1 = bn
    v128.store64_lane(left + at, by, 0)
    v128.store64_lane(right + at, by, 1)
  }
  v128.store(states, v128.shuffle<f64>(a1, a2, 0, 2))
  v128.store(states, v128.shuffle<f64>(a1, a2, 1, 3), 16)
  v128.store(states + 1 * stride, v128.shuffle<f64>(b1, b2, 0, 2))
  v128.store(states + 1 * stride, v128.shuffle<f64>(b1, b2, 1, 3), 16)
}

/** `states` of the first section (left s1 s2, right s1 s2), `stride` bytes from one to the next. */
export function filterOne(
  coefficients: usize,
  states: usize,
  stride: usize,
  left: usize,
  right: usize,
  count: i32,
): void {
  const aLeft: v128 = v128.load(states)
  const aRight: v128 = v128.load(states, 16)
  let a1: v128 = v128.shuffle<f64>(aLeft, aRight, 0, 2)
  let a2: v128 = v128.shuffle<f64>(aLeft, aRight, 1, 3)
  for (let i: i32 = 0; i < count; i++) {
    const at: usize = i << 3
    let x: v128 = f64x2.replace_lane(v128.load64_splat(left + at), 1, load<f64>(right + at))
    const ay: v128 = f64x2.add(f64x2.mul(v128.load(coefficients, 0), x), a1)
    const an: v128 = f64x2.sub(
      f64x2.add(f64x2.mul(v128.load(coefficients, 16), x), a2),
      f64x2.mul(v128.load(coefficients, 48), a1),
    )
    a2 = f64x2.sub(f64x2.mul(v128.load(coefficients, 32), x), f64x2.mul(v128.load(coefficients, 64), a1))
    a1 = an
    v128.store64_lane(left + at, ay, 0)
    v128.store64_lane(right + at, ay, 1)
  }
  v128.store(states, v128.shuffle<f64>(a1, a2, 0, 2))
  v128.store(states, v128.shuffle<f64>(a1, a2, 1, 3), 16)
}
