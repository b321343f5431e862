// RNNoise as others compiled it to WebAssembly: one instance, as many states as there are sounds to follow. Source:
// J.-M. Valin, "A hybrid DSP/deep learning approach to real-time full-band speech enhancement", IEEE MMSP 2018.

export const rnnoiseRateHz = 48000
export const frameSamples = 480
/** Its scale is that of 16-bit samples. */
export const fullScale = 32768
const pageBytes = 65536

interface RnnoiseExports {
  memory: WebAssembly.Memory
  __wasm_call_ctors(): void
  malloc(bytes: number): number
  rnnoise_get_frame_size(): number
  /** 0: with the model that is built in. Returns 0 when there is no memory. */
  rnnoise_create(model: number): number
  rnnoise_destroy(state: number): void
  /** 0 to 1: how surely somebody speaks. */
  rnnoise_process_frame(state: number, out: number, input: number): number
}

export class Rnnoise {
  private readonly call: RnnoiseExports
  private readonly address: number
  private readonly states = new Set<number>()
  /** Where it reads a frame, and leaves what it made of it. */
  frame: Float32Array

  constructor(module: WebAssembly.Module) {
    const { exports } = new WebAssembly.Instance(module, { env: this.surroundings() })
    this.call = exports as unknown as RnnoiseExports
    this.call.__wasm_call_ctors()
    if (this.call.rnnoise_get_frame_size() !== frameSamples) throw new Error('This RNNoise has other frames')
    this.address = this.call.malloc(4 * frameSamples)
    this.frame = this.look()
  }

  /** Remembers the sound that it follows. */
  create(): number {
    const state = this.call.rnnoise_create(0)
    if (state === 0) throw new Error('RNNoise has no more memory')
    this.states.add(state)
    return state
  }

  destroy(state: number): void {
    if (this.states.delete(state)) this.call.rnnoise_destroy(state)
  }

  clear(): void {
    for (const state of [...this.states]) this.destroy(state)
  }

  /** 480 samples in, and what it makes of the 480 before them out. Returns how surely somebody speaks. */
  process(state: number): number {
    return this.call.rnnoise_process_frame(state, this.address, this.address)
  }

  private look(): Float32Array {
    return new Float32Array(this.call.memory.buffer, this.address, frameSamples)
  }

  /** The three functions it imports. */
  private surroundings(): Record<string, unknown> {
    return {
      emscripten_memcpy_big: (to: number, from: number, bytes: number): void => {
        new Uint8Array(this.call.memory.buffer).copyWithin(to, from, from + bytes)
      },
      emscripten_resize_heap: (bytes: number): number => {
        const { memory } = this.call
        try {
          memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / pageBytes))
          this.frame = this.look()
          return 1
        } catch {
          return 0
        }
      },
      __assert_fail: (): void => {
        throw new Error('RNNoise contradicts itself')
      },
    }
  }
}
