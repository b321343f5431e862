// A program and compiled kernels of different builds do not work together in silence.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEngine } from '../../dsp-core/processors/engine'
import { listHash } from '../../dsp-core/processors/kernelList'
import { kernels } from '../../dsp-core/processors/kernels'

const built = (name: string): Buffer =>
  readFileSync(join(__dirname, '..', '..', 'dist', 'kernels', `${name}.wasm`))

/** The integer that a module's code holds (i32.const): signed LEB128. */
const constant = (value: number): Buffer => {
  const bytes = [0x41]
  let rest = value
  for (;;) {
    const low = rest & 0x7f
    rest >>= 7
    const whole = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
    bytes.push(whole ? low : low | 0x80)
    if (whole) return Buffer.from(bytes)
  }
}

/** The same module, built from a list of other ids. A hash of as many bytes keeps the sizes of its sections. */
const ofAnotherList = (name: string): Buffer => {
  const bytes = Buffer.from(built(name))
  const own = constant(listHash([...kernels.keys()]))
  const at = bytes.indexOf(own)
  assert.ok(at > 0, 'the module holds the hash of its list')
  assert.equal(bytes.indexOf(own, at + 1), -1)
  bytes[at + 1] ^= 1
  return bytes
}

describe('the list of kernels', () => {
  it('has another hash when an id is added, renamed or moved', () => {
    const list = ['gain', 'pan', 'width']
    const others = [
      ['gain', 'pan'],
      ['gain', 'pan', 'reverb'],
      ['pan', 'gain', 'width'],
      ['gain', 'panwidth'],
    ]
    assert.equal(new Set([list, ...others].map(listHash)).size, 1 + others.length)
  })

  it('hashes as published: FNV-1a of "a" is e40c292c', () => {
    assert.equal(listHash(['a']) >>> 0, 0xe40c292c)
  })

  for (const name of ['scalar', 'simd']) {
    it(`is the program's own in the built module, ${name}`, () => {
      assert.doesNotThrow(() =>
        openEngine({ kernels: new WebAssembly.Module(Uint8Array.from(built(name))), rnnoise: null }),
      )
    })

    it(`of another build is refused when an engine opens, ${name}`, () => {
      const kernels = new WebAssembly.Module(Uint8Array.from(ofAnotherList(name)))
      assert.throws(() => openEngine({ kernels, rnnoise: null }), /of another build/)
    })
  }
})
