// Refuses a plan that cannot be rendered, and says why. A plan file is untrusted: first its shape, then everything
// that refers to something else, so that the renderer need not doubt any of it.
import { Faults } from '../presets/faults'
import type { ProcessorDescription } from '../processors/processor'
import { processors as allProcessors } from '../processors/index'
import type { ChannelLayout, TimelineSet } from '../timeline/timeline'
import type { DuckSignal, PlanNode, PlanSignal, RenderPlan } from './plan'
import { planShape } from './planShape'

export type CheckedPlan = { plan: RenderPlan } | { faults: string[] }

const channelsOf: Record<ChannelLayout, number | null> = { mono: 1, stereo: 2, '5.1': 6, multichannel: null }

const has = (record: object, key: string): boolean => Object.prototype.hasOwnProperty.call(record, key)

const checkUnique = (ids: string[], path: string, faults: Faults): Set<string> => {
  const seen = new Set<string>()
  ids.forEach((id, index) => {
    if (seen.has(id)) faults.add(`${path}[${index}]`, 'has the name of another one')
    seen.add(id)
  })
  return seen
}

const checkLayout = (at: { layout: ChannelLayout; channels: number }, path: string, faults: Faults): void => {
  const expected = channelsOf[at.layout]
  if (expected !== null && at.channels !== expected)
    faults.add(`${path}.channels`, `must be ${expected} for ${at.layout}, is ${at.channels}`)
}

/** A nest that plays itself, at any depth, would never end. */
const checkCycles = (set: TimelineSet, faults: Faults): void => {
  const done = new Set<string>()
  const open = new Set<string>()
  const visit = (id: string, depth: number): void => {
    if (done.has(id) || !has(set.timelines, id)) return
    if (open.has(id) || depth > 100) {
      faults.add('timelines', 'has a sequence that plays itself, or nests too deep')
      return
    }
    open.add(id)
    for (const track of set.timelines[id].tracks)
      for (const clip of track.clips) if ('timeline' in clip.source) visit(clip.source.timeline, depth + 1)
    open.delete(id)
    done.add(id)
  }
  visit(set.root, 0)
}

const checkTimelines = (plan: RenderPlan, mediaIds: Set<string>, faults: Faults): void => {
  const { root, timelines } = plan.timelines
  if (!has(timelines, root)) faults.add('timelines.root', 'names no timeline')
  for (const [id, timeline] of Object.entries(timelines)) {
    const path = `timelines.${id.slice(0, 40)}`
    if (timeline.id !== id) faults.add(`${path}.id`, 'is not the name it is kept under')
    checkLayout(timeline, path, faults)
    timeline.tracks.forEach((track, t) => {
      checkLayout(track, `${path}.tracks[${t}]`, faults)
      track.clips.forEach((clip, c) => {
        const at = `${path}.tracks[${t}].clips[${c}]`
        if (clip.endSample < clip.startSample) faults.add(at, 'ends before it begins')
        if ('media' in clip.source && !mediaIds.has(clip.source.media))
          faults.add(`${at}.source`, 'names no media')
        if ('timeline' in clip.source && !has(timelines, clip.source.timeline))
          faults.add(`${at}.source`, 'names no timeline')
        if (clip.levelKeys.some((key, k) => k > 0 && key.atSample < clip.levelKeys[k - 1].atSample))
          faults.add(`${at}.levelKeys`, 'are not in order')
        for (const fade of [clip.fadeIn, clip.fadeOut])
          if (fade && fade.endSample < fade.startSample)
            faults.add(at, 'has a fade that ends before it begins')
      })
    })
  }
  checkCycles(plan.timelines, faults)
}

const checkSources = (plan: RenderPlan, faults: Faults): void => {
  plan.sources.forEach((source, index) => {
    const path = `sources[${index}]`
    const timeline = has(plan.timelines.timelines, source.timeline)
      ? plan.timelines.timelines[source.timeline]
      : null
    const track = timeline?.tracks[source.track]
    if (!track) faults.add(path, 'names a track that does not exist')
    const known = new Set(track?.clips.map((clip) => clip.id) ?? [])
    source.clips.forEach(({ clip }, c) => {
      if (track && !known.has(clip)) faults.add(`${path}.clips[${c}].clip`, 'is not on its track')
    })
  })
}

interface NodeRules {
  processors: readonly ProcessorDescription[]
  above: Set<string>
  signals: Record<string, PlanSignal>
}

const checkNode = (node: PlanNode, path: string, rules: NodeRules, faults: Faults): void => {
  const processor = rules.processors.find(({ id }) => id === node.use)
  if (!processor) {
    faults.add(`${path}.use`, 'names no processor')
    return
  }
  for (const name of Object.keys(node.params))
    if (!has(processor.params, name))
      faults.add(`${path}.params`, `has what ${processor.id} does not know: ${name}`)
  for (const [name, { min, max }] of Object.entries(processor.params)) {
    const value = has(node.params, name) ? node.params[name] : undefined
    if (value === undefined) faults.add(`${path}.params.${name}`, 'is missing')
    else if (value < min || value > max) faults.add(`${path}.params.${name}`, `must lie in ${min} … ${max}`)
  }
  const asks = { sidechain: node.sidechain, signal: node.signal }
  for (const port of ['sidechain', 'signal'] as const)
    if (asks[port] !== undefined && !processor.ports.includes(port))
      faults.add(`${path}.${port}`, `is nothing ${processor.id} has`)
  if (node.sidechain !== undefined && !rules.above.has(node.sidechain))
    faults.add(`${path}.sidechain`, 'names no strip above')
  if (node.signal !== undefined && !has(rules.signals, node.signal))
    faults.add(`${path}.signal`, 'names no signal')
  // The signals of a plan are gains in decibels.
  if (node.signal !== undefined && processor.signal !== 'gain')
    faults.add(`${path}.signal`, `is a gain, and ${processor.id} follows none`)
}

const checkStrips = (plan: RenderPlan, sources: Set<string>, rules: NodeRules, faults: Faults): void => {
  plan.strips.forEach((strip, index) => {
    const path = `strips[${index}]`
    strip.inputs.forEach((input, i) => {
      if ('source' in input && !sources.has(input.source))
        faults.add(`${path}.inputs[${i}]`, 'names no source')
      if ('strip' in input && !rules.above.has(input.strip))
        faults.add(`${path}.inputs[${i}]`, 'names no strip above it')
    })
    strip.chain.forEach((node, n) => checkNode(node, `${path}.chain[${n}]`, rules, faults))
    if (rules.above.has(strip.id)) faults.add(path, 'has the name of another one')
    rules.above.add(strip.id)
  })
}

const checkDucks = ({ ducks }: DuckSignal, path: string, lengthSamples: number, faults: Faults): void => {
  let free = 0
  ducks.forEach((duck, index) => {
    const at = `${path}.ducks[${index}]`
    if (duck.endSample < duck.startSample) faults.add(at, 'ends before it begins')
    if (duck.startSample - duck.downSamples < free) faults.add(at, 'begins before the one above it is over')
    free = duck.endSample + duck.upSamples
    if (free > lengthSamples) faults.add(at, 'reaches past the end of the sequence')
  })
}

const checkSignals = (plan: RenderPlan, faults: Faults): void => {
  for (const [id, signal] of Object.entries(plan.signals)) {
    const path = `signals.${id.slice(0, 40)}`
    if (signal.kind === 'ducks') checkDucks(signal, path, plan.sequence.lengthSamples, faults)
    else if (signal.points.some((point, p) => p > 0 && point.atSample < signal.points[p - 1].atSample))
      faults.add(`${path}.points`, 'are not in order')
  }
}

const checkOutputs = (plan: RenderPlan, strips: Set<string>, faults: Faults): void => {
  if (plan.outputs.filter(({ kind }) => kind === 'mix').length !== 1)
    faults.add('outputs', 'must have one mix')
  // File systems that know no capitals would write one over the other.
  checkUnique(
    plan.outputs.map(({ file }) => file.toLowerCase()),
    'outputs',
    faults,
  )
  plan.outputs.forEach((output, index) => {
    const path = `outputs[${index}]`
    if (!strips.has(output.strip)) faults.add(`${path}.strip`, 'names no strip')
    const channels = channelsOf[output.layout]
    if (channels !== null && channels !== plan.sequence.channels)
      faults.add(`${path}.layout`, `has other channels than the sequence (${plan.sequence.channels})`)
  })
}

const checkReferences = (
  plan: RenderPlan,
  processors: readonly ProcessorDescription[],
  faults: Faults,
): void => {
  checkLayout(plan.sequence, 'sequence', faults)
  const media = checkUnique(
    plan.media.map(({ id }) => id),
    'media',
    faults,
  )
  const sources = checkUnique(
    plan.sources.map(({ id }) => id),
    'sources',
    faults,
  )
  checkTimelines(plan, media, faults)
  checkSources(plan, faults)
  const rules: NodeRules = { processors, above: new Set(), signals: plan.signals }
  checkStrips(plan, sources, rules, faults)
  checkSignals(plan, faults)
  if (!rules.above.has(plan.master.strip)) faults.add('master.strip', 'names no strip')
  plan.master.chain.forEach((node, n) => checkNode(node, `master.chain[${n}]`, rules, faults))
  checkNode(plan.master.limiter, 'master.limiter', rules, faults)
  checkOutputs(plan, rules.above, faults)
}

/** The plan made anew from what was found, or everything that is wrong with it. Never throws. */
export const checkPlan = (
  value: unknown,
  processors: readonly ProcessorDescription[] = allProcessors,
): CheckedPlan => {
  const faults = new Faults()
  const plan = planShape(value, '', faults)
  if (faults.list.length === 0) checkReferences(plan, processors, faults)
  return faults.list.length > 0 ? { faults: faults.list } : { plan }
}
