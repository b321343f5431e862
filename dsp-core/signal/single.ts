// Rounding to 32 bits, so that single-precision arithmetic gives the bits of vector instructions in every engine.
// The build of the kernels puts a function in its place that does nothing: f32 is that type there (build-kernels.js).

export function single(value: f32): f32 {
  return Math.fround(value)
}
