// The AssemblyScript names that kernels use and plain TypeScript must accept. `x as f32` is a conversion there and
// nothing here (storing in a Float32Array converts).
declare type f64 = number
declare type f32 = number
declare type i32 = number
declare type bool = boolean
