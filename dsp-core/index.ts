// The only door of the core: what client and headless may import.
export * from './plan/plan'
export * from './processors/processor'
export * from './render/dither'
export * from './render/mediaStore'
export * from './render/pcm'
export * from './timeline/measurements'
export * from './timeline/roles'
export * from './timeline/timeline'
