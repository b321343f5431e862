// Compiles the kernels of processors/kernels.ts to WebAssembly: dist/kernels/scalar.wasm, and simd.wasm with vector
// instructions. One module holds them all; those of others come as they are. The compiler has an install of its own
// (tools/assemblyscript).
const { Buffer } = require('node:buffer')
const { execFileSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } = require('node:fs')
const { join, posix } = require('node:path')
const { pathToFileURL } = require('node:url')

const root = join(__dirname, '..')
const tool = join(root, 'tools', 'assemblyscript')
const out = join(root, 'dist', 'kernels')
const processors = 'dsp-core/processors'
const entryName = 'dsp-core/processors/kernels.entry.ts'
const read = (path) => readFileSync(join(root, path), 'utf8')

/** [{ id, name, file, types }]: the list of kernels.ts, with what each kernel's `configure` takes. */
const listedKernels = () => {
  const list = read(`${processors}/kernels.ts`)
  const files = new Map(
    [...list.matchAll(/import \{ (\w+) \} from '(.+)'/g)].map(([, name, from]) => [name, from]),
  )
  return [...list.matchAll(/\['([\w-]+)', (\w+)\]/g)].map(([, id, name]) => {
    const file = posix.join(processors, `${files.get(name)}.ts`)
    const parameters = /\bconfigure\(([^)]*)\)/.exec(read(file))
    if (!parameters) throw new Error(`${file} has no configure()`)
    return { id, name, file, types: [...parameters[1].matchAll(/\w+:\s*(\w+)/g)].map(([, type]) => type) }
  })
}

/** FNV-1a over the ids in order, as processors/kernelList.ts has it. */
const listHash = (kernels) => {
  let hash = 0x811c9dc5
  for (const letter of Buffer.from(kernels.map(({ id }) => id).join(' ')))
    hash = Math.imul(hash ^ letter, 0x01000193)
  return hash | 0
}

const readers = { f64: 'next()', i32: 'next() as i32', Float64Array: 'table()' }

const configureCase = ({ name, types, file }, index) => {
  const values = types.map((type) => {
    if (!readers[type]) throw new Error(`${file}: configure() cannot take a ${type}`)
    return readers[type]
  })
  return `    case ${index}: { (changetype<${name}>(kernel)).configure(${values.join(', ')}); break }`
}

/** All that kernels and sounds take, and what is left (processors/wasmEngine.ts). */
const memorySource = `
/** Everything that was made is gone, and the room it had is empty. */
export function clear(): void {
  const end: usize = heap.alloc(0)
  __reset()
  given = new Float64Array(0)
  const start: usize = heap.alloc(0)
  if (end > start) memory.fill(start, 0, end - start)
}
/** Where the room that is left begins. */
export function roomStart(): usize {
  const start: usize = heap.alloc(0)
  heap.free(start)
  return start
}
`

/** What reads sources between their samples (processors/wasmWeigher.ts). */
const rowFilterSource = `
export function createRowFilter(): RowFilter { return new RowFilter() }
export function layRowFilter(filter: RowFilter, table: Array<Float32Array>, taps: i32, parts: i32, sources: Array<Float32Array>, out: Array<Float32Array>, channels: i32): void {
  filter.table = table[0]
  filter.taps = taps
  filter.parts = parts
  filter.sources = sources
  filter.out = out
  filter.channels = channels
}
export function onRows(filter: RowFilter, index: i32, phase: i32, stepWhole: i32, stepRest: i32, samples: i32): void {
  filter.onRows(index, phase, stepWhole, stepRest, 0, samples)
}
export function betweenRows(filter: RowFilter, start: f64, step: f64, first: f64, offset: f64, samples: i32): void {
  filter.betweenRows(start, step, first, offset, 0, samples)
}
`

/** What the engine calls (processors/wasmEngine.ts). Objects cross as addresses. */
const entrySource = (kernels, simd) => `
import { Kernel } from './kernel'
import { RowFilter } from '../signal/rowFilter'
${kernels.map(({ name, file }) => `import { ${name} } from './${posix.relative(processors, file).replace(/\.ts$/, '')}'`).join('\n')}
let given: Float64Array = new Float64Array(0)
let at: i32 = 0
function next(): f64 { return given[at++] }
function table(): Float64Array {
  const length: i32 = next() as i32
  const values = new Float64Array(length)
  for (let i: i32 = 0; i < length; i++) values[i] = next()
  return values
}
export function argumentRoom(count: i32): usize {
  given = new Float64Array(count)
  at = 0
  return given.dataStart
}
export function listHash(): i32 { return ${listHash(kernels)} }
export function create(index: i32): Kernel {
  switch (index) {
${kernels.map(({ name }, index) => `    case ${index}: return new ${name}()`).join('\n')}
  }
  throw new Error('no such kernel')
}
export function prepare(kernel: Kernel, sampleRateHz: f64, channels: i32, maxBlock: i32): void {
  kernel.prepare(sampleRateHz, channels, maxBlock)
}
export function configure(index: i32, kernel: Kernel): void {
  switch (index) {
${kernels.map(configureCase).join('\n')}
  }
}
export function reset(kernel: Kernel): void { kernel.reset() }
export function reading(kernel: Kernel, index: i32): f64 { return kernel.reading(index) }
export function createSound(channels: i32, length: i32): Array<Float32Array> {
  const sound = new Array<Float32Array>()
  for (let c: i32 = 0; c < channels; c++) sound.push(new Float32Array(length))
  return sound
}
export function aim(sound: Array<Float32Array>, channel: i32, address: usize, samples: i32): void {
  const view: usize = changetype<usize>(sound[channel])
  store<usize>(view, address, offsetof<Float32Array>('dataStart'))
  store<i32>(view, samples << 2, offsetof<Float32Array>('byteLength'))
}
export function channelAddress(sound: Array<Float32Array>, channel: i32): usize { return sound[channel].dataStart }
export function process(kernel: Kernel, main: Array<Float32Array>, sidechain: Array<Float32Array>, signal: Array<Float32Array>, samples: i32): void {
  kernel.main = main
  kernel.sidechain = sidechain
  kernel.signal = signal[0]
  kernel.process(samples)
}
export function finishedAddress(kernel: Kernel): usize { return kernel.finished.dataStart }
export function finishedCount(kernel: Kernel): i32 { return kernel.finishedCount }
export function unfinished(kernel: Kernel): f64 { return kernel.unfinished() }
${memorySource}
${rowFilterSource}
${simd ? "export * from '../signal/soundVectors'" : ''}
`

const sourcesHash = () => {
  const hash = createHash('sha256')
  for (const folder of ['dsp-core/signal', processors]) {
    for (const name of readdirSync(join(root, folder), { recursive: true }).sort()) {
      if (/\.ts$/.test(name)) hash.update(name).update(read(posix.join(folder, name)))
    }
  }
  hash.update(read('dsp-core/build-kernels.js')).update(read('tools/assemblyscript/package-lock.json'))
  return hash.digest('hex')
}

const installCompiler = () => {
  if (existsSync(join(tool, 'node_modules', 'assemblyscript'))) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: tool,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
}

const compile = async (asc, entry, simd) => {
  let bytes = null
  let said = ''
  const replaced = new Map([
    [entryName, entry],
    ['dsp-core/signal/simd.ts', `export const simd: bool = ${simd}\n`],
    ['dsp-core/signal/single.ts', 'export function single(value: f32): f32 { return value }\n'],
  ])
  const readFile = (name, base) => {
    const path = posix.normalize(name)
    if (replaced.has(path)) return replaced.get(path)
    const file = join(base ?? root, name)
    return existsSync(file) ? readFileSync(file, 'utf8') : null
  }
  const { error } = await asc.main(
    [
      entryName,
      // Without a call in the bounds check of `x[i]`, that is compiled into the loop: five times as fast.
      ...['--outFile', 'kernels.wasm', '-O3', '--use', 'abort=', '--runtime', 'stub', '--bindings', 'raw'],
      ...(simd ? ['--enable', 'simd'] : []),
    ],
    {
      stdout: { write: () => undefined },
      stderr: { write: (text) => (said += text) },
      readFile,
      listFiles: () => [],
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) bytes = contents
      },
    },
  )
  if (error || !bytes) throw new Error(`The kernels do not compile:\n${said}${error ?? ''}`)
  return bytes
}

const writeWhole = (name, bytes) => {
  const part = join(out, `${name}.${process.pid}.part`)
  writeFileSync(part, bytes)
  renameSync(part, join(out, name))
}

/** Kernels that others compiled, and the licences under which they did: our build hands them on as they are. */
const foreign = {
  'rnnoise-scalar.wasm': '@shiguredo/rnnoise-wasm/dist/rnnoise.wasm',
  'rnnoise-simd.wasm': '@shiguredo/rnnoise-wasm/dist/rnnoise_simd.wasm',
  'rnnoise-wasm.LICENSE': '@shiguredo/rnnoise-wasm/LICENSE',
  'rnnoise.COPYING': './processors/voice-denoise/COPYING',
}

const copyForeign = () => {
  for (const [name, from] of Object.entries(foreign)) {
    const bytes = readFileSync(require.resolve(from))
    const to = join(out, name)
    if (!existsSync(to) || !readFileSync(to).equals(bytes)) writeWhole(name, bytes)
  }
}

const build = async () => {
  mkdirSync(out, { recursive: true })
  copyForeign()
  const hash = sourcesHash()
  const stamp = join(out, 'sources.sha256')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  installCompiler()
  const { default: asc } = await import(
    pathToFileURL(join(tool, 'node_modules', 'assemblyscript', 'dist', 'asc.js')).href
  )
  const kernels = listedKernels()
  writeWhole('scalar.wasm', await compile(asc, entrySource(kernels, false), false))
  writeWhole('simd.wasm', await compile(asc, entrySource(kernels, true), true))
  writeWhole('sources.sha256', hash)
}

build().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
})
