// The schema that editors get and the reader that checks agree, judged by a validator of other people's.
import assert from 'node:assert/strict'
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import fc from 'fast-check'
import { presetKinds, presetSchema, processors, readAnyPreset, shippedPresets } from '../dsp-core/index'

type Loose = Record<string, unknown>

const compile = (schema: object): ValidateFunction =>
  new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(schema)

const isLoose = (value: unknown): value is Loose => value !== null && typeof value === 'object'

/** Every place in a value that can be changed, as a list of keys. */
const placesIn = (value: unknown, above: string[] = []): string[][] =>
  isLoose(value)
    ? Object.keys(value).flatMap((key) => [[...above, key], ...placesIn(value[key], [...above, key])])
    : []

type Change =
  { kind: 'replace'; to: unknown } | { kind: 'remove' } | { kind: 'add'; name: string; to: unknown }

const changedAt = (value: unknown, place: string[], change: Change): unknown => {
  const made = JSON.parse(JSON.stringify(value)) as Loose
  const parent = place.slice(0, -1).reduce<Loose>((at, key) => at[key] as Loose, made)
  const last = place[place.length - 1]
  if (change.kind === 'replace') parent[last] = change.to
  else if (change.kind === 'add')
    Object.defineProperty(parent, change.name, { value: change.to, enumerable: true })
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete parent[last]
  return made
}

const numbers = fc.oneof(
  fc.integer({ min: -100, max: 50000 }),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
)
const words = fc.constantFrom(
  '',
  'genre/1',
  'delivery/1',
  'stereo',
  'shaped',
  'limiter',
  'compressor',
  'A b',
  'a-b',
)
const parameters = processors.flatMap(({ params }) => Object.keys(params))

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.oneof(numbers, words, fc.jsonValue({ maxDepth: 2 })).map((to) => ({ kind: 'replace' as const, to })),
  fc.constant({ kind: 'remove' as const }),
  fc
    .tuple(
      fc.oneof(fc.constantFrom(...parameters, 'dither', '__proto__', 'constructor'), fc.string()),
      numbers,
    )
    .map(([name, to]) => ({ kind: 'add' as const, name, to })),
)

const fields = (schema: unknown, at = ''): [string, Loose][] =>
  isLoose(schema)
    ? Object.entries(schema).flatMap(([keyword, part]) => [
        ...(keyword === 'properties' && isLoose(part)
          ? Object.entries(part).map(([name, field]): [string, Loose] => [`${at}.${name}`, field as Loose])
          : []),
        ...(keyword === 'if' ? [] : fields(part, `${at}.${keyword}`)),
      ])
    : []

describe('the schema of presets', () => {
  const ofAny = compile(presetSchema())
  const ofKind = {
    genre: presetSchema('genre'),
    delivery: presetSchema('delivery'),
    simulation: presetSchema('simulation'),
  }

  for (const kind of presetKinds)
    it(`takes every ${kind} that ships, and no other kind`, () => {
      const validate = compile(ofKind[kind])
      for (const shipped of shippedPresets()) {
        assert.equal(validate(shipped.file), shipped.kind === kind, `${shipped.kind}/${shipped.id}`)
        assert.ok(ofAny(shipped.file), `${shipped.id}: ${JSON.stringify(ofAny.errors)}`)
        assert.ok(ofAny({ $schema: './preset.schema.json', ...(shipped.file as object) }))
      }
    })

  it('takes and refuses what the reader does, whatever is changed in a preset, where a schema can see it', () => {
    const shipped = shippedPresets().map(({ kind, file }) => ({ kind, file, places: placesIn(file) }))
    const validators = {
      genre: compile(ofKind.genre),
      delivery: compile(ofKind.delivery),
      simulation: compile(ofKind.simulation),
    }
    const seen = { taken: 0, refused: 0 }
    fc.assert(
      fc.property(fc.nat(), fc.nat(), changes, (which, where, change) => {
        const { kind, file, places } = shipped[which % shipped.length]
        const value = changedAt(file, places[where % places.length], change)
        const read = readAnyPreset(value, [kind])
        const refused = 'parts' in read && read.parts.some(({ across }) => !across)
        seen[refused ? 'refused' : 'taken']++
        const reason = (): string => JSON.stringify([read, change, places[where % places.length]])
        assert.equal(validators[kind](value), !refused, reason())
        if ((value as Loose).schema === `${kind}/1`) assert.equal(ofAny(value), !refused, reason())
      }),
      { numRuns: 3000 },
    )
    assert.ok(seen.taken > 100 && seen.refused > 1000, JSON.stringify(seen))
  })

  it('knows each parameter of each processor, with title, unit, range and initial value', () => {
    const { node } = presetSchema('genre').$defs as Record<string, Loose>
    const variants = node.allOf as { then: { title: string; properties: Record<string, Loose> } }[]
    assert.equal(variants.length, processors.length)
    const { properties } = variants.find(({ then }) => then.title === 'Compressor')!.then
    assert.deepEqual(properties.ratio, {
      title: 'Ratio',
      type: 'number',
      minimum: 1,
      maximum: 20,
      default: 2,
    })
    assert.equal(properties.thresholdDb.title, 'Threshold (dB)')
  })

  it('says what every field is, and lets none through unseen', () => {
    for (const kind of presetKinds)
      for (const [at, field] of fields(ofKind[kind])) {
        // A condition may forbid a field.
        if ((field as unknown) === false) continue
        if (at.endsWith('.$schema') || /then\..*use$/.test(at)) continue
        assert.ok(
          'type' in field || 'enum' in field || '$ref' in field || 'const' in field,
          `${kind}${at} takes anything`,
        )
        const parameter = 'default' in field
        if (!('const' in field)) assert.ok(field.title, `${kind}${at} has no title`)
        if (!parameter && !('const' in field))
          assert.ok(field.description, `${kind}${at} has no words in dsp-core/presets/words.ts`)
      }
  })
})
