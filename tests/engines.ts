// Every engine that the built kernels give: plain TypeScript, WebAssembly, and WebAssembly with vector instructions.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEngine, type Engine } from '../dsp-core/processors/engine'

const folder = join(__dirname, '..', 'dist', 'kernels')

const built = (name: string): Uint8Array<ArrayBuffer> => {
  const file = join(folder, `${name}.wasm`)
  if (!existsSync(file)) throw new Error('The kernels are not built: npm run build:kernels')
  return Uint8Array.from(readFileSync(file))
}

/** What workers are handed. */
export const modulesOf = (build: 'scalar' | 'simd') => ({
  kernels: new WebAssembly.Module(built(build)),
  rnnoise: built(`rnnoise-${build}`),
})
const scalar = modulesOf('scalar')
const simd = modulesOf('simd')

export const engines: Record<'typescript' | 'scalar' | 'simd', () => Engine> = {
  typescript: () => openEngine(null),
  scalar: () => openEngine(scalar),
  simd: () => openEngine(simd),
}
