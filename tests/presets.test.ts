// Every preset that ships is valid, sourced, and makes a plan; every other file is refused with path and reason.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import fc from 'fast-check'
import {
  checkPlan,
  deliveryIds,
  findDelivery,
  findGenre,
  findSimulation,
  genreIds,
  processors,
  readDelivery,
  readGenre,
  readSimulation,
  simulationIds,
} from '../dsp-core/index'
import { changed } from './plan/changed'
import { deliveryNamed, genreNamed, planOf, sound, speech } from './plan/madeSequence'

const folder = (kind: string): string => resolve(__dirname, '..', 'dsp-core', 'presets', kind)
const idsIn = (kind: string): string[] =>
  readdirSync(folder(kind))
    .map((name) => basename(name, '.json'))
    .sort()
const fileOf = (kind: string, id: string): unknown =>
  JSON.parse(readFileSync(resolve(folder(kind), `${id}.json`), 'utf8'))

const faultsOf = (read: { value: unknown } | { faults: string[] }): string =>
  'faults' in read ? read.faults.join('\n') : ''

const genreWith = (path: string, to: unknown): string =>
  faultsOf(readGenre(changed(fileOf('genres', 'documentary'), path, to), processors))

/** Nothing that was read may have reached the prototype of all objects. */
const assertUnpolluted = (): void => assert.ok(!('polluted' in {}))

describe('presets', () => {
  it('lists every file of its folders, under the name of the file', () => {
    assert.deepEqual([...genreIds].sort(), idsIn('genres'))
    assert.deepEqual([...deliveryIds].sort(), idsIn('deliveries'))
    assert.deepEqual([...simulationIds].sort(), idsIn('simulations'))
    for (const id of genreIds) assert.equal(genreNamed(id).id, id)
    for (const id of deliveryIds) assert.equal(deliveryNamed(id).id, id)
  })

  for (const id of genreIds)
    it(`genre ${id} says where its numbers are from, and makes a plan for every delivery`, () => {
      assert.ok(genreNamed(id).notes.length > 100)
      for (const delivery of deliveryIds) {
        const plan = planOf(
          [
            { clips: [{ at: 3, seconds: 9, sounds: [speech(0, 9, -30)], role: 'dialogue' }] },
            { clips: [{ at: 0, seconds: 30, sounds: [sound(0, 30, -18)], role: 'music' }] },
          ],
          { genre: genreNamed(id), delivery: deliveryNamed(delivery) },
        )
        assert.deepEqual(checkPlan(JSON.parse(JSON.stringify(plan))), { plan })
      }
    })

  const songs = ['music-video']

  for (const id of genreIds.filter((genre) => !songs.includes(genre)))
    it(`genre ${id} keeps speech at least 10 LU over music and 14 over ambience`, () => {
      const { music, ambience } = genreNamed(id).roles
      assert.ok(music.ducking!.targetSpeechToBackgroundLu >= 10)
      assert.ok(ambience.ducking!.targetSpeechToBackgroundLu >= 14)
    })

  it('never takes back the music where it is what the film is about', () => {
    for (const id of songs) assert.equal(genreNamed(id).roles.music.ducking, undefined)
  })

  it('knows nothing of a genre that is named like a part of the language', () => {
    for (const id of ['__proto__', 'constructor', 'toString', '']) {
      assert.equal(findGenre(id), null)
      assert.equal(findDelivery(id), null)
      assert.equal(findSimulation(id), null)
    }
  })

  it('names what is wrong with a genre by its path', () => {
    assert.match(genreWith('loudness', -23), /^loudness is not known$/m)
    assert.match(genreWith('roles.music', undefined), /^roles\.music is missing$/m)
    assert.match(
      genreWith('roles.dialogue.chain.1.ratio', 99),
      /^roles\.dialogue\.chain\[1\]\.ratio must lie in 1 … 20, is 99$/m,
    )
    assert.match(
      genreWith('roles.dialogue.chain.1.rati0', 2),
      /^roles\.dialogue\.chain\[1\]\.rati0 is no parameter of compressor$/m,
    )
    assert.match(
      genreWith('master.0.use', 'maximiser'),
      /^master\[0\]\.use names no processor: "maximiser"$/m,
    )
    assert.match(
      genreWith('roles.music.ducking.downMs', 900),
      /ducking\.downMs is longer than the look-ahead/,
    )
    assert.match(genreWith('schema', 'genre/2'), /^schema must be one of genre\/1/m)
  })

  for (const id of simulationIds)
    it(`simulation ${id} says whose measurements it follows, or by ear and when`, () => {
      const read = findSimulation(id)!
      assert.equal(faultsOf(read), '')
      assert.ok('value' in read && read.value.id === id && read.value.chain.length > 0)
      assert.match(read.value.source, /JAES|AES \d+|\.com|\.org|by ear, \d{4}-\d\d-\d\d/i)
    })

  it('refuses a simulation without a source, with unknown processors, and out of range', () => {
    const phone = fileOf('simulations', 'phone')
    const faults = (path: string, to: unknown) =>
      faultsOf(readSimulation(changed(phone, path, to), processors))
    assert.match(faults('source', undefined), /^source is missing$/m)
    assert.match(faults('chain.0.use', 'walls'), /^chain\[0\]\.use names no processor: "walls"$/m)
    assert.match(faults('chain.1.highPassHz', 99999), /^chain\[1\]\.highPassHz must lie in/m)
  })

  it('refuses a delivery without a source', () => {
    const delivery = changed(fileOf('deliveries', 'ebu-r128'), 'source', undefined)
    assert.match(faultsOf(readDelivery(delivery)), /^source is missing$/m)
  })

  it('wants one aim of a delivery: loudness, with or without a dialogue gate, or RMS', () => {
    const of = (loudness: object): string =>
      faultsOf(
        readDelivery(changed(fileOf('deliveries', 'acx'), 'loudness', { ceilingDbtp: -3, ...loudness })),
      )
    const whole = { integratedLufs: -24, toleranceLu: 2 }
    const rms = { rms: { levelDbfs: -20, toleranceDb: 1 } }
    const dialogue = { dialogue: { integratedLufs: -27, toleranceLu: 2, leastSpeechPercent: 15 } }
    for (const good of [whole, { ...whole, ...dialogue }, rms]) assert.equal(of(good), '')
    for (const bad of [{}, dialogue, { integratedLufs: -24 }, { ...whole, ...rms }, { ...rms, ...dialogue }])
      assert.match(of(bad), /^loudness must have integratedLufs and toleranceLu, or else rms/m)
  })

  it('takes shaped dither for 16 bits, and refuses it for others, where it would be nothing', () => {
    const of = (bitDepth: number): unknown =>
      changed(fileOf('deliveries', 'ebu-r128'), 'file', {
        sampleRateHz: 48000,
        bitDepth,
        dither: 'shaped',
        layout: 'stereo',
      })
    const read = readDelivery(of(16))
    assert.ok('value' in read && read.value.file.dither === 'shaped')
    assert.match(faultsOf(readDelivery(of(24))), /^file\.dither is for files of 16 bits, not 24$/m)
  })

  it('refuses keys that would reach a prototype, and reaches none', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    )
    assert.match(faultsOf(readGenre(hostile, processors)), /__proto__ is not known/)
    assert.match(faultsOf(readDelivery(hostile)), /constructor is not known/)
    assert.match(faultsOf(readSimulation(hostile, processors)), /__proto__ is not known/)
    assertUnpolluted()
  })

  it('answers to anything at all', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (value) => {
        assert.ok(faultsOf(readGenre(value, processors)).length > 0)
        assert.ok(faultsOf(readDelivery(value)).length > 0)
        assert.ok(faultsOf(readSimulation(value, processors)).length > 0)
      }),
      { numRuns: 500 },
    )
  })

  it('answers to any part of a genre replaced by anything', () => {
    const paths = ['roles', 'master', 'roles.music', 'roles.music.ducking', 'roles.dialogue.chain']
    const genre = fileOf('genres', 'documentary')
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        const read = readGenre(changed(genre, path, value), processors)
        if ('value' in read) assert.ok(JSON.stringify(read.value).length > 0)
      }),
      { numRuns: 1000 },
    )
  })
})
