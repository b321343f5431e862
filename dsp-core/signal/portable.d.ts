// The AssemblyScript names that kernels use and plain TypeScript must accept. `x as f32` is a conversion there and
// nothing here (storing in a Float32Array converts). What touches memory or vectors stands under `if (simd)` only
// (signal/simd.ts) and is never run here.
declare type f64 = number
declare type f32 = number
declare type i32 = number
declare type u32 = number
declare type u64 = number
declare type bool = boolean
/** An address in the memory of the WebAssembly instance. */
declare type usize = number

interface Float32Array {
  readonly dataStart: usize
}
interface Float64Array {
  readonly dataStart: usize
}
interface Int32Array {
  readonly dataStart: usize
}
interface Uint8Array {
  readonly dataStart: usize
}

/** The bits of a number as another type. */
declare function reinterpret<T>(value: number): T
declare namespace memory {
  /** The address of constants. */
  function data<T>(values: T[]): usize
  function copy(to: usize, from: usize, bytes: usize): void
}
declare function load<T>(at: usize, offset?: usize): T
declare function store<T>(at: usize, value: T, offset?: usize): void

/** 128 bits: 4 f32, 2 f64, 4 i32, 8 i16 or 16 i8. Constant vectors are made before a loop, by loads: a splat inside is done again each time. */
declare type v128 = { readonly vector: unique symbol }
declare function i8x16(...lanes: i32[]): v128
declare function i32x4(a: i32, b: i32, c: i32, d: i32): v128
declare function f32x4(a: f32, b: f32, c: f32, d: f32): v128
declare function f64x2(a: f64, b: f64): v128

declare namespace v128 {
  function load(at: usize, offset?: usize): v128
  function load32_splat(at: usize, offset?: usize): v128
  function load64_splat(at: usize, offset?: usize): v128
  function load64_zero(at: usize, offset?: usize): v128
  function load32_zero(at: usize, offset?: usize): v128
  function load32_lane(at: usize, into: v128, lane: i32, offset?: usize): v128
  function store(at: usize, value: v128, offset?: usize): void
  function store32_lane(at: usize, value: v128, lane: i32, offset?: usize): void
  function store64_lane(at: usize, value: v128, lane: i32, offset?: usize): void
  function and(a: v128, b: v128): v128
  function andnot(a: v128, b: v128): v128
  function or(a: v128, b: v128): v128
  function xor(a: v128, b: v128): v128
  function bitselect(ifOne: v128, ifZero: v128, mask: v128): v128
  function any_true(a: v128): bool
  function shuffle<_T>(a: v128, b: v128, ...lanes: i32[]): v128
}
declare namespace f32x4 {
  function splat(value: f32): v128
  function add(a: v128, b: v128): v128
  function sub(a: v128, b: v128): v128
  function mul(a: v128, b: v128): v128
  function div(a: v128, b: v128): v128
  function neg(a: v128): v128
  function abs(a: v128): v128
  function sqrt(a: v128): v128
  function floor(a: v128): v128
  function nearest(a: v128): v128
  function pmin(a: v128, b: v128): v128
  function pmax(a: v128, b: v128): v128
  function lt(a: v128, b: v128): v128
  function gt(a: v128, b: v128): v128
  function ge(a: v128, b: v128): v128
  function ne(a: v128, b: v128): v128
  function extract_lane(a: v128, lane: i32): f32
  function replace_lane(a: v128, lane: i32, value: f32): v128
  function convert_i32x4_s(a: v128): v128
  function demote_f64x2_zero(a: v128): v128
}
declare namespace f64x2 {
  function splat(value: f64): v128
  function add(a: v128, b: v128): v128
  function sub(a: v128, b: v128): v128
  function mul(a: v128, b: v128): v128
  function div(a: v128, b: v128): v128
  function neg(a: v128): v128
  function abs(a: v128): v128
  function sqrt(a: v128): v128
  function pmin(a: v128, b: v128): v128
  function pmax(a: v128, b: v128): v128
  function floor(a: v128): v128
  function nearest(a: v128): v128
  function lt(a: v128, b: v128): v128
  function le(a: v128, b: v128): v128
  function gt(a: v128, b: v128): v128
  function eq(a: v128, b: v128): v128
  function ne(a: v128, b: v128): v128
  function convert_low_i32x4_s(a: v128): v128
  function extract_lane(a: v128, lane: i32): f64
  function replace_lane(a: v128, lane: i32, value: f64): v128
  function promote_low_f32x4(a: v128): v128
}
declare namespace i32x4 {
  function splat(value: i32): v128
  function add(a: v128, b: v128): v128
  function sub(a: v128, b: v128): v128
  function mul(a: v128, b: v128): v128
  function shl(a: v128, bits: i32): v128
  function shr_s(a: v128, bits: i32): v128
  function shr_u(a: v128, bits: i32): v128
  function min_s(a: v128, b: v128): v128
  function max_s(a: v128, b: v128): v128
  function ge_s(a: v128, b: v128): v128
  function lt_s(a: v128, b: v128): v128
  function extract_lane(a: v128, lane: i32): i32
  function replace_lane(a: v128, lane: i32, value: i32): v128
  function trunc_sat_f32x4_s(a: v128): v128
  function trunc_sat_f64x2_s_zero(a: v128): v128
  function dot_i16x8_s(a: v128, b: v128): v128
  function bitmask(a: v128): i32
}
declare namespace i64x2 {
  function add(a: v128, b: v128): v128
  function sub(a: v128, b: v128): v128
  function shl(a: v128, bits: i32): v128
  function shr_u(a: v128, bits: i32): v128
}
declare namespace i8x16 {
  function swizzle(a: v128, lanes: v128): v128
}
