// The loops of decibels.ts with vector instructions: two numbers at once, by the same series. Each works on whole pairs,
// so the number after an odd last one is changed too. Constants are loaded before the loops: what is written inside is
// made again each time.

/** Finite powers become decibels; what is none, or 0, becomes -3082. */
export function pairsOfDb(at: usize, count: i32): void {
  const k: usize = memory.data<f64>([
    // From the logarithm's series (decibels.ts): 1/3, 1/5, 1/7, 1/9, 1/11, 1/13.
    1 / 3,
    1 / 5,
    1 / 7,
    1 / 9,
    1 / 11,
    1 / 13,
    // The root of 1/2; 2^52 and the bias of exponents on it; 10 log10(2) and that times 2 / ln 2.
    0.7071067811865476,
    4503599627370496,
    4503599627371519,
    3.010299956639812,
    8.685889638065037,
    1,
    Infinity,
  ])
  const third: v128 = v128.load64_splat(k)
  const fifth: v128 = v128.load64_splat(k, 8)
  const seventh: v128 = v128.load64_splat(k, 16)
  const ninth: v128 = v128.load64_splat(k, 24)
  const eleventh: v128 = v128.load64_splat(k, 32)
  const thirteenth: v128 = v128.load64_splat(k, 40)
  const lowest: v128 = v128.load64_splat(k, 48)
  const whole: v128 = v128.load64_splat(k, 56)
  const bias: v128 = v128.load64_splat(k, 64)
  const dbPerOctave: v128 = v128.load64_splat(k, 72)
  const dbPerSeries: v128 = v128.load64_splat(k, 80)
  const one: v128 = v128.load64_splat(k, 88)
  const infinity: v128 = v128.load64_splat(k, 96)
  const end: usize = at + (count << 3)
  for (let p: usize = at; p < end; p += 16) {
    const given: v128 = v128.load(p)
    const power: v128 = v128.and(given, f64x2.lt(given, infinity))
    // By the bits: power = m x 2^exponent, m from 0.707 to 1.414. The bits of infinity are those of an exponent, of 1
    // those of the bias.
    const lifted: v128 = i64x2.add(i64x2.sub(power, lowest), one)
    const m: v128 = i64x2.add(i64x2.sub(power, v128.and(lifted, infinity)), one)
    const exponent: v128 = f64x2.sub(v128.or(i64x2.shr_u(lifted, 52), whole), bias)
    const t: v128 = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one))
    const u: v128 = f64x2.mul(t, t)
    const uu: v128 = f64x2.mul(u, u)
    const first: v128 = f64x2.add(one, f64x2.mul(u, third))
    const second: v128 = f64x2.add(fifth, f64x2.mul(u, seventh))
    const last: v128 = f64x2.add(f64x2.add(ninth, f64x2.mul(u, eleventh)), f64x2.mul(uu, thirteenth))
    const series: v128 = f64x2.add(first, f64x2.mul(uu, f64x2.add(second, f64x2.mul(uu, last))))
    v128.store(p, f64x2.add(f64x2.mul(exponent, dbPerOctave), f64x2.mul(f64x2.mul(t, dbPerSeries), series)))
  }
}

/** Decibels become linear gains, times `makeup`; under -6000 dB, nothing. */
export function pairsOfGains(at: usize, count: i32, makeup: f64): void {
  const k: usize = memory.data<f64>([
    // From the power's series (decibels.ts).
    0.6931471805599453, 0.2402265069591007, 0.05550410866482158, 0.009618129107628477, 0.0013333558146428443,
    1.540353039338161e-4, 1.525273380405984e-5, 1.321548679014431e-6, 1.01780860092397e-7,
    // Octaves per decibel; the least exponent; 2^52 and the bias of exponents on it.
    0.16609640474436813, -1000, 4503599627371519,
  ])
  const k1: v128 = v128.load64_splat(k)
  const k2: v128 = v128.load64_splat(k, 8)
  const k3: v128 = v128.load64_splat(k, 16)
  const k4: v128 = v128.load64_splat(k, 24)
  const k5: v128 = v128.load64_splat(k, 32)
  const k6: v128 = v128.load64_splat(k, 40)
  const k7: v128 = v128.load64_splat(k, 48)
  const k8: v128 = v128.load64_splat(k, 56)
  const k9: v128 = v128.load64_splat(k, 64)
  const octavesPerDb: v128 = v128.load64_splat(k, 72)
  const least: v128 = v128.load64_splat(k, 80)
  const bias: v128 = v128.load64_splat(k, 88)
  const one: v128 = v128.load64_splat(k, 96)
  const times: v128 = f64x2.splat(makeup)
  const end: usize = at + (count << 3)
  for (let p: usize = at; p < end; p += 16) {
    const octaves: v128 = f64x2.mul(v128.load(p), octavesPerDb)
    const e: v128 = f64x2.pmax(least, octaves)
    const whole: v128 = f64x2.nearest(e)
    const x: v128 = f64x2.sub(e, whole)
    const xx: v128 = f64x2.mul(x, x)
    const xxxx: v128 = f64x2.mul(xx, xx)
    const first: v128 = f64x2.add(
      f64x2.add(one, f64x2.mul(x, k1)),
      f64x2.mul(xx, f64x2.add(k2, f64x2.mul(x, k3))),
    )
    const second: v128 = f64x2.add(k4, f64x2.mul(x, k5))
    const third: v128 = f64x2.add(k6, f64x2.mul(x, k7))
    const last: v128 = f64x2.add(k8, f64x2.mul(x, k9))
    const rest: v128 = f64x2.add(f64x2.add(second, f64x2.mul(xx, third)), f64x2.mul(xxxx, last))
    const power: v128 = f64x2.add(first, f64x2.mul(xxxx, rest))
    const scale: v128 = i64x2.shl(f64x2.add(whole, bias), 52)
    v128.store(p, f64x2.mul(times, f64x2.mul(power, scale)))
  }
}
