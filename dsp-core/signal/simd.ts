// Whether this build has vector instructions. The one compiled with them says true here (build-kernels.js).

export const simd: bool = false
