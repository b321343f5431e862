// A plan file is untrusted: what cannot be rendered is refused with the place and the reason, and never with a crash.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { checkPlan, type RenderPlan } from '../../dsp-core/index'
import { planOf, sound, speech } from './madeSequence'

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

const throughJson = (value: unknown): any => JSON.parse(JSON.stringify(value))

const faultsOf = (value: unknown): string[] => {
  const checked = checkPlan(value)
  return 'faults' in checked ? checked.faults : []
}

/** A plan as read from its file, with one thing changed. */
const spoilt = (change: (made: any) => void): string[] => {
  const made = throughJson(plan())
  change(made)
  return faultsOf(made)
}

const refuses = (title: string, place: RegExp, change: (made: any) => void): void => {
  it(`refuses ${title}`, () => {
    const faults = spoilt(change)
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

  refuses('another schema', /^schema must be one of plan\/1/, (made) => (made.schema = 'plan/9'))
  refuses(
    'an unknown key, by its path',
    /^strips\[0\]\.colour is not known/m,
    (made) => (made.strips[0].colour = 1),
  )
  refuses('a missing key', /^master\.limiter is missing/m, (made) => delete made.master.limiter)
  refuses('a parameter out of range', /limiter\.params\.ceilingDbtp must lie in/, (made) => {
    made.master.limiter.params.ceilingDbtp = 6
  })
  refuses('a processor that does not exist', /chain\[0\]\.use names no processor/, (made) => {
    made.strips[0].chain[0].use = 'flux-capacitor'
  })
  refuses('a parameter named like a prototype', /is no name that may be used|is missing/, (made) => {
    made.strips[0].chain[0].params = JSON.parse('{"__proto__": 1}')
  })
  refuses('a strip that takes from one below it', /inputs\[0\] names no strip above it/, (made) => {
    made.strips.reverse()
  })
  refuses('a strip that takes from itself', /names no strip above it/, (made) => {
    made.strips[0].inputs = [{ strip: made.strips[0].id, gainDb: 0, delaySamples: 0 }]
  })
  refuses('a clip that is not on its track', /is not on its track/, (made) => {
    made.sources[0].clips[0].clip = 'elsewhere'
  })
  refuses('media that is not listed', /source names no media/, (made) => (made.media = []))
  refuses('a sequence that plays itself', /plays itself/, (made) => {
    made.timelines.timelines.main.tracks[0].clips[0].source = { timeline: 'main' }
  })
  refuses('ducks that overlap', /begins before the one above it is over/, (made) => {
    made.signals['duck-music'].ducks.push({ ...made.signals['duck-music'].ducks[0] })
  })
  refuses('a duck upside down', /depthDb must lie in -120 … 0/, (made) => {
    made.signals['duck-music'].ducks[0].depthDb = 6
  })
  refuses('a duck past the end', /reaches past the end/, (made) => {
    made.signals['duck-music'].ducks[0].endSample = made.sequence.lengthSamples + 1
  })
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
    refuses(
      `the file name ${JSON.stringify(file)}`,
      /outputs\[0\]\.file/,
      (made) => (made.outputs[0].file = file),
    )
  refuses('two outputs that are one file where capitals do not count', /name of another/, (made) => {
    made.outputs[1].file = made.outputs[0].file.toUpperCase().replace('.WAV', '.wav')
  })
  refuses('a length without end', /lengthSamples/, (made) => (made.sequence.lengthSamples = 1e300))
  refuses('half a sample', /must be whole/, (made) => (made.sequence.lengthSamples = 0.5))
  refuses('not-a-number in disguise', /must be a number/, (made) => (made.sources[0].clips[0].trimDb = 'NaN'))
  refuses('more channels than its layout has', /channels must be 2/, (made) => (made.sequence.channels = 3))

  it('stops listing after fifty faults', () => {
    const faults = spoilt((made) => {
      made.decisions = Array.from({ length: 5000 }, () => ({}))
    })
    assert.equal(faults.length, 51)
  })

  it('answers to anything at all, and changes no prototype', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true, maxDepth: 4 }), (value) => {
        assert.ok(faultsOf(value).length > 0)
      }),
      { numRuns: 500 },
    )
    assert.equal(({} as any).polluted, undefined)
  })

  it('answers to any one value of a good plan replaced by anything', () => {
    const good = throughJson(plan())
    const places: [any, string | number][] = []
    const walk = (value: any): void => {
      if (value === null || typeof value !== 'object') return
      for (const key of Object.keys(value)) {
        places.push([value, key])
        walk(value[key])
      }
    }
    walk(good)
    fc.assert(
      fc.property(fc.nat({ max: places.length - 1 }), fc.anything({ maxDepth: 2 }), (index, value) => {
        const [at, key] = places[index]
        const before = at[key]
        at[key] = value
        try {
          const checked = checkPlan(good)
          if ('plan' in checked) assert.equal(JSON.stringify(checked.plan).length > 0, true)
        } finally {
          at[key] = before
        }
      }),
      { numRuns: 3000 },
    )
  })
})
