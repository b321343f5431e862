// dubstage measure: short by default, everything on request.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { speechLike, writeFloatWav } from '../signals'
import { temporaryFolder } from '../temporary'
import { dubstage } from './run'

const always = ['integratedLufs', 'maxMomentaryLufs', 'loudnessRangeLu', 'truePeakDbtp', 'damagedSamples']
const onRequest = [
  ...['dialogueLufs', 'dialogueRangeLu', 'speechPercent', 'anchorLufs', 'loudnessToDialogueLu'],
  ...['musicLikelihood', 'noiseFloorDbfs', 'silencePercent', 'correlation', 'lowestCorrelation', 'leqMDb'],
  ...['clippedPercent', 'clippedRunsCount', 'longestClippedRunSamples', 'clipLevelDbfs'],
  ...['humHz', 'humDbfs', 'humAboveNoiseDb', 'humLinesCount', 'around1000HzDbfs'],
]

describe('dubstage measure', () => {
  const folder = temporaryFolder()
  const file = (): string => {
    const path = join(folder.path, 'loud.wav')
    const x = speechLike(1, 5 * 48000).map((value) => Math.max(-0.5, Math.min(0.5, 2 * value)))
    writeFloatWav(path, [x, x], 48000)
    return path
  }
  const numbers = async (...args: string[]) =>
    JSON.parse((await dubstage(['measure', file(), '--json', ...args])).out) as Record<string, number>

  it('says loudness and peaks, and nothing that takes long', async () => {
    const measured = await numbers()
    for (const name of always) assert.equal(typeof measured[name], 'number', name)
    for (const name of onRequest) assert.ok(!(name in measured), name)
  })
  it('says all with --full: clipping at -6 dBFS, both channels alike', async () => {
    const measured = await numbers('--full')
    for (const name of [...always, ...onRequest]) assert.ok(name in measured, name)
    assert.ok(Math.abs(measured.clipLevelDbfs + 6.02) < 0.01, String(measured.clipLevelDbfs))
    assert.ok(measured.clippedPercent > 1, String(measured.clippedPercent))
    assert.ok(measured.lowestCorrelation > 0.999)
    const { out } = await dubstage(['measure', file(), '--full'])
    for (const words of ['noise floor (ACX)', 'Leq(m)', 'dialogue loudness', 'times at -6.0 dBFS'])
      assert.ok(out.includes(words), out)
  })
})
