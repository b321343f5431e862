// A plan file is untrusted: what cannot be rendered is refused with the place and the reason, and never with a crash.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { checkPlan, type RenderPlan } from '../../dsp-core/index'
import { changed, throughJson } from './changed'
import { ducksOf, planOf, sound, speech } from './madeSequence'

const plan = (): RenderPlan =>
  planOf([
    {
      clips: [
        { at: 2, seconds: 9, sounds: [speech(0, 9, -30)], role: 'dialogue' },
        { at: 30, seconds: 9, sounds: [speech(0, 9, -20)], role: 'dialogue', change: { gainDb: -Infinity } },
      ],
    },
    { clips: [{ at: 0, seconds: 60, sounds: [sound(0, 60, -18)], role: 'music' }] },
  ])

const faultsOf = (value: unknown): string[] => {
  const checked = checkPlan(value)
  return 'faults' in checked ? checked.faults : []
}

const refuses = (title: string, place: RegExp, path: string, to: unknown): void => {
  it(`refuses ${title}`, () => {
    const faults = faultsOf(changed(plan(), path, to))
    assert.equal(faults.length > 0, true, 'it was taken')
    assert.match(faults.join('\n'), place)
  })
}

describe('checking a plan', () => {
  it('takes what buildPlan made, and gives back the same plan through JSON, silence included', () => {
    const checked = checkPlan(throughJson(plan()))
    assert.deepEqual(checked, { plan: plan() })
  })

  it('gives the same text for the same input', () => {
    assert.equal(JSON.stringify(plan()), JSON.stringify(plan()))
  })

  refuses('another schema', /^schema must be one of plan\/1/, 'schema', 'plan/9')
  refuses('an unknown key, by its path', /^strips\[0\]\.colour is not known/m, 'strips.0.colour', 1)
  refuses('a missing key', /^master\.limiter is missing/m, 'master.limiter', undefined)
  refuses(
    'a parameter out of range',
    /limiter\.params\.ceilingDbtp must lie in/,
    'master.limiter.params.ceilingDbtp',
    6,
  )
  refuses(
    'a processor that does not exist',
    /chain\[0\]\.use names no processor/,
    'strips.0.chain.0.use',
    'flux-capacitor',
  )
  refuses(
    'a parameter named like a prototype',
    /is no name that may be used/,
    'strips.0.chain.0.params',
    JSON.parse('{"__proto__": 1}'),
  )
  refuses(
    'a strip that takes from one below it',
    /names no strip above it/,
    'strips',
    [...plan().strips].reverse(),
  )
  refuses('a strip that takes from itself', /names no strip above it/, 'strips.0.inputs', [
    { strip: plan().strips[0].id, gainDb: 0, delaySamples: 0 },
  ])
  refuses('a clip that is not on its track', /is not on its track/, 'sources.0.clips.0.clip', 'elsewhere')
  refuses('media that is not listed', /source names no media/, 'media', [])
  refuses(
    'a sequence that plays itself',
    /plays itself/,
    'timelines.timelines.main.tracks.0.clips.0.source',
    { timeline: 'main' },
  )
  refuses('ducks that overlap', /begins before the one above it is over/, 'signals.duck-music.ducks', [
    ...ducksOf(plan(), 'music'),
    ...ducksOf(plan(), 'music'),
  ])
  refuses('a duck upside down', /depthDb must lie in -120 … 0/, 'signals.duck-music.ducks.0.depthDb', 6)
  refuses(
    'a duck past the end',
    /reaches past the end/,
    'signals.duck-music.ducks.0.endSample',
    plan().sequence.lengthSamples + 1,
  )
  for (const file of [
    '../mix.wav',
    'a/b.wav',
    'C:\\mix.wav',
    '.wav',
    'mix.exe',
    'mix\u0000.wav',
    '',
    'a\nb.wav',
  ])
    refuses(`the file name ${JSON.stringify(file)}`, /outputs\[0\]\.file/, 'outputs.0.file', file)
  refuses(
    'two outputs that are one file where capitals do not count',
    /name of another/,
    'outputs.1.file',
    'MAIN.MIX.wav',
  )
  refuses('a length without end', /lengthSamples/, 'sequence.lengthSamples', 1e300)
  refuses('half a sample', /must be whole/, 'sequence.lengthSamples', 0.5)
  refuses('not-a-number in disguise', /must be a number/, 'sources.0.clips.0.trimDb', 'NaN')
  refuses('more channels than its layout has', /channels must be 2/, 'sequence.channels', 3)

  it('stops listing after fifty faults', () => {
    const empty = Array.from({ length: 5000 }, () => ({}))
    assert.equal(faultsOf(changed(plan(), 'decisions', empty)).length, 51)
  })

  it('answers to anything at all, and changes no prototype', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true, maxDepth: 4 }), (value) => {
        assert.ok(faultsOf(value).length > 0)
      }),
      { numRuns: 500 },
    )
    assert.ok(!('polluted' in {}))
  })

  it('answers to any one value of a good plan replaced by anything', () => {
    const good = throughJson(plan())
    const paths: string[] = []
    const walk = (value: unknown, path: string): void => {
      if (path !== '') paths.push(path)
      if (value === null || typeof value !== 'object') return
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`)
    }
    walk(good, '')
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
        const checked = checkPlan(changed(good, path, value))
        if ('plan' in checked) assert.ok(JSON.stringify(checked.plan).length > 0)
        else assert.ok(checked.faults.length > 0)
      }),
      { numRuns: 2000 },
    )
  })
})
