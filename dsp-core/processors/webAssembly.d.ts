// The part of WebAssembly that the core and headless use; their compiler options do not know browsers.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: ArrayBufferView)
    private readonly compiled: unique symbol
  }
  function validate(bytes: ArrayBufferView): boolean
  interface Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
}
