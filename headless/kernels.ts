// The compiled kernels, as fast as this machine can run them.
import { existsSync, readFileSync } from 'node:fs'
import type { KernelModules } from '../dsp-core/index'
import { builtFile } from './built'

/** DUBSTAGE_ENGINE asks for another than the fastest: "scalar" (no vector instructions) or "typescript". */
export const loadKernels = (wanted = process.env.DUBSTAGE_ENGINE): KernelModules => {
  if (wanted === 'typescript') return null
  const builds = wanted === 'scalar' ? ['scalar'] : ['simd', 'scalar']
  const kernels = firstThatRuns(builds)
  const rnnoise = firstThatRuns(builds.map((build) => `rnnoise-${build}`))
  return kernels && { kernels: new WebAssembly.Module(kernels), rnnoise }
}

const firstThatRuns = (names: string[]): Uint8Array | null => {
  for (const name of names) {
    const file = builtFile(`kernels/${name}.wasm`)
    if (!existsSync(file)) continue
    const bytes = readFileSync(file)
    if (WebAssembly.validate(bytes)) return bytes
  }
  return null
}
