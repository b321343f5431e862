// Runs processors in one instance of the compiled kernels. All of them share its memory, which only grows; sound that
// lies in it is worked on in place, other sound is copied in and out.
import type { Engine } from './engine'
import type { ForeignKernels } from './foreignKernels'
import {
  checkBlock,
  instanceOf,
  noSidechain,
  noSignal,
  orderProcessor,
  type ProcessorInstance,
} from './instance'
import { listHash } from './kernelList'
import { kernels } from './kernels'
import type { Design } from './processor'
import { WasmWeigher } from './wasmWeigher'
import { wasmVectors } from './wasmVectors'

/** Exports of the compiled module. Kernels and sounds are addresses. */
interface KernelExports {
  memory: WebAssembly.Memory
  /** Missing in builds from before it was compared. */
  listHash?(): number
  clear(): void
  roomStart(): number
  argumentRoom(count: number): number
  create(index: number): number
  prepare(kernel: number, sampleRateHz: number, channels: number, maxBlock: number): void
  configure(index: number, kernel: number): void
  reset(kernel: number): void
  reading(kernel: number, index: number): number
  createSound(channels: number, lengthSamples: number): number
  channelAddress(sound: number, channel: number): number
  /** From then on this channel of the sound lies there: for sounds made without samples of their own. */
  aim(sound: number, channel: number, address: number, samples: number): void
  process(kernel: number, main: number, sidechain: number, signal: number, samples: number): void
  finishedAddress(kernel: number): number
  finishedCount(kernel: number): number
  unfinished(kernel: number): number
  createRowFilter(): number
  layRowFilter(
    filter: number,
    table: number,
    taps: number,
    parts: number,
    sources: number,
    out: number,
    channels: number,
  ): void
  onRows(
    filter: number,
    index: number,
    phase: number,
    stepWhole: number,
    stepRest: number,
    samples: number,
  ): void
  betweenRows(
    filter: number,
    start: number,
    step: number,
    first: number,
    offset: number,
    samples: number,
  ): void
}

/** A sound of this engine: what its owner holds, and where it lies. */
export interface OwnSound {
  channels: Float32Array[]
  address: number
  lengthSamples: number
}

export class KernelMemory {
  readonly call: KernelExports
  private readonly sounds = new Map<Float32Array[], OwnSound>()
  private buffer: ArrayBuffer
  /** Up to here memory was reserved: what a job may count on, however much earlier jobs have left. */
  private reservedEnd = 0

  constructor(module: WebAssembly.Module) {
    const { exports } = new WebAssembly.Instance(module, {})
    this.call = exports as unknown as KernelExports
    // Kernels are created by their place in the list: with another list, by chance another one or a trap.
    if (this.call.listHash?.() !== listHash([...kernels.keys()]))
      throw new Error('The compiled kernels are of another build than this program: npm run build:kernels')
    this.buffer = this.call.memory.buffer
  }

  /** Empty again, for another engine: what the one before has made is gone. */
  clear(): this {
    this.call.clear()
    this.sounds.clear()
    return this
  }

  create(channels: number, lengthSamples: number): OwnSound {
    const address = this.call.createSound(channels, lengthSamples)
    const sound: OwnSound = { channels: new Array<Float32Array>(channels), address, lengthSamples }
    this.sounds.set(sound.channels, sound)
    this.look(sound)
    this.follow()
    return sound
  }

  /** Whether sounds of so many channels and samples in all fit into what was reserved, without moving the others. */
  hasRoom(channels: number, samples: number): boolean {
    const bytes = 4 * samples + channels * bytesBesideChannel
    return this.reservedEnd - this.call.roomStart() >= bytes
  }

  /** Moves all sounds now, so that none moves later while others are created in so many bytes. */
  reserve(bytes: number): void {
    this.reservedEnd = this.call.roomStart() + bytes
    const missing = this.reservedEnd - this.call.memory.buffer.byteLength
    if (missing > 0) this.call.memory.grow(Math.ceil(missing / bytesOfPage))
    this.follow()
  }

  find(sound: Float32Array[]): OwnSound | undefined {
    return this.sounds.get(sound)
  }

  /** Whether these channels are parts of sounds of this engine. */
  holds(channels: Float32Array[]): boolean {
    for (const { buffer } of channels) if (buffer !== this.buffer) return false
    return true
  }

  /** Memory that has grown has moved: all views are made anew. */
  follow(): void {
    if (this.call.memory.buffer === this.buffer) return
    this.buffer = this.call.memory.buffer
    for (const sound of this.sounds.values()) this.look(sound)
  }

  /** Numbers for a kernel's `configure`: tables with their length before them. */
  give(design: Design[string][]): void {
    const values: number[] = []
    for (const value of design) {
      if (typeof value === 'number') values.push(value)
      else {
        values.push(value.length)
        for (const entry of value) values.push(entry)
      }
    }
    const address = this.call.argumentRoom(values.length)
    new Float64Array(this.call.memory.buffer, address, values.length).set(values)
  }

  private look({ channels, address, lengthSamples }: OwnSound): void {
    for (let c = 0; c < channels.length; c++) {
      const start = this.call.channelAddress(address, c)
      channels[c] = new Float32Array(this.call.memory.buffer, start, lengthSamples)
    }
  }
}

const bytesOfPage = 65536
/** More than what objects and arrays take beside their samples. */
const bytesBesideChannel = 512
/** Virtual until used: most of what is created later fits into it (tables of four speeds, places for guests). */
const roomBytes = 16 << 20

/**
 * Sound that the engine does not know by its channels. Parts of its own sounds are worked on where they lie; what comes from
 * elsewhere is copied to one place for each port, of as many channels and samples as were ever asked for.
 */
class Guests {
  private readonly places = new Map<string, OwnSound>()
  private readonly lenses = new Map<string, OwnSound>()

  constructor(private readonly memory: KernelMemory) {}

  /** The sound's address, after copying it in if it lies elsewhere. */
  host(port: string, sound: Float32Array[], lengthSamples: number, maxBlock: number): OwnSound {
    const own = this.memory.find(sound)
    if (own) return own
    const name = `${port} ${sound.length}`
    if (this.memory.holds(sound)) return this.look(name, sound)
    let place = this.places.get(name)
    if (!place || place.lengthSamples < lengthSamples) {
      place = this.memory.create(sound.length, maxBlock)
      this.places.set(name, place)
    }
    for (let c = 0; c < sound.length; c++) copy(place.channels[c], sound[c], lengthSamples)
    return place
  }

  private look(name: string, sound: Float32Array[]): OwnSound {
    const { call } = this.memory
    const lens = this.lenses.get(name) ?? {
      channels: sound,
      address: call.createSound(sound.length, 0),
      lengthSamples: 0,
    }
    this.lenses.set(name, lens)
    lens.channels = sound
    for (let c = 0; c < sound.length; c++) call.aim(lens.address, c, sound[c].byteOffset, sound[c].length)
    return lens
  }
}

const copy = (to: Float32Array, from: Float32Array, lengthSamples: number): void =>
  to.set(from.length === lengthSamples ? from : from.subarray(0, lengthSamples))

/** In memories that nobody else uses. */
export const wasmEngine = (memory: KernelMemory, foreign: ForeignKernels): Engine => {
  const guests = new Guests(memory)
  const none = memory.create(0, 0)
  const silent = memory.create(1, 0)
  const indices = new Map([...kernels.keys()].map((id, index) => [id, index]))
  const { call } = memory
  memory.reserve(roomBytes)
  const weigher = new WasmWeigher(memory)

  const createProcessor: Engine['createProcessor'] = (use, params, setup): ProcessorInstance => {
    const order = orderProcessor(use, params, setup)
    const { description, params: complete, design } = order
    if (description.foreign) return instanceOf(foreign.kernelFor(use, weigher), order, setup)
    const index = indices.get(use)!
    const kernel = call.create(index)
    call.prepare(kernel, setup.sampleRateHz, setup.channels, setup.maxBlock)
    memory.give(design)
    call.configure(index, kernel)
    call.reset(kernel)
    memory.follow()
    const isMeter = use.endsWith('-meter')
    const { maxBlock } = setup
    return {
      latencySamples: description.latencySamples(complete, setup),
      tailSamples: description.tailSamples(complete, setup),
      process(main, lengthSamples, sidechain = noSidechain, signal = noSignal) {
        checkBlock(setup, main, lengthSamples)
        const sound = guests.host('main', main, lengthSamples, maxBlock)
        const driver =
          sidechain.length > 0 ? guests.host('sidechain', sidechain, lengthSamples, maxBlock) : none
        const moves = signal.length > 0 ? guests.host('signal', [signal], lengthSamples, maxBlock) : silent
        call.process(kernel, sound.address, driver.address, moves.address, lengthSamples)
        if (sound.channels === main || isMeter) return
        for (let c = 0; c < main.length; c++) copy(main[c], sound.channels[c], lengthSamples)
      },
      reset: () => call.reset(kernel),
      readings: () =>
        Object.fromEntries(description.readings.map((name, at) => [name, call.reading(kernel, at)])),
      finishedSteps: () =>
        new Float32Array(call.memory.buffer, call.finishedAddress(kernel), call.finishedCount(kernel)),
      unfinishedStep: () => call.unfinished(kernel),
    }
  }
  return {
    createProcessor,
    createSound: (channels, lengthSamples) => memory.create(channels, lengthSamples).channels,
    weigher,
    vectors: wasmVectors(memory),
    reserve: () => memory.reserve(roomBytes),
  }
}
