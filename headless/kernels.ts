// The compiled kernels, as fast as this machine can run them.
import { existsSync, readFileSync } from 'node:fs'
import type { KernelModule } from '../dsp-core/index'
import { builtFile } from './built'

/** DUBSTAGE_ENGINE asks for another than the fastest: "scalar" (no vector instructions) or "typescript". */
export const loadKernels = (wanted = process.env.DUBSTAGE_ENGINE): KernelModule => {
  if (wanted === 'typescript') return null
  const names = wanted === 'scalar' ? ['scalar'] : ['simd', 'scalar']
  for (const name of names) {
    const file = builtFile(`kernels/${name}.wasm`)
    if (!existsSync(file)) continue
    const bytes = readFileSync(file)
    if (WebAssembly.validate(bytes)) return new WebAssembly.Module(bytes)
  }
  return null
}
