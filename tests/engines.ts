// Every engine that the built kernels give: plain TypeScript, WebAssembly, and WebAssembly with vector instructions.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEngine, type Engine } from '../dsp-core/processors/engine'

const folder = join(__dirname, '..', 'dist', 'kernels')

const compiled = (name: string): WebAssembly.Module => {
  const file = join(folder, `${name}.wasm`)
  if (!existsSync(file)) throw new Error('The kernels are not built: npm run build:kernels')
  return new WebAssembly.Module(readFileSync(file))
}

/** What workers are handed. */
export const modulesOf = (build: 'scalar' | 'simd') => ({
  kernels: compiled(build),
  rnnoise: compiled(`rnnoise-${build}`),
})
const scalar = modulesOf('scalar')
const simd = modulesOf('simd')

export const engines: Record<'typescript' | 'scalar' | 'simd', () => Engine> = {
  typescript: () => openEngine(null),
  scalar: () => openEngine(scalar),
  simd: () => openEngine(simd),
}
