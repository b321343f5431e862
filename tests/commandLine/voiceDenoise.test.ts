// The suppressor for voices from the command line: it runs, and where it cannot it says so by name.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { openWav } from '../../client/media/wavReader'
import type { ProblemError } from '../../client/problem'
import { processSound } from '../../headless/commands/process'
import { noise, rmsOf, writeFloatWav } from '../signals'
import { temporaryFolder } from '../temporary'

describe('dubstage process with voice-denoise', () => {
  const folder = temporaryFolder()
  const said: string[] = []
  const chain = '[{"use":"voice-denoise","depthDb":12}]'
  const inEngine = async (engine: string | undefined): Promise<number> => {
    const before = process.env.DUBSTAGE_ENGINE
    if (engine) process.env.DUBSTAGE_ENGINE = engine
    try {
      const [source, result] = ['in.wav', 'out.wav'].map((name) => join(folder.path, name))
      return await processSound.run([source, result, '--chain', chain], {
        print: (text) => said.push(text),
        progress: () => undefined,
        signal: new AbortController().signal,
      })
    } finally {
      if (before === undefined) delete process.env.DUBSTAGE_ENGINE
      else process.env.DUBSTAGE_ENGINE = before
    }
  }
  const sound = noise(3, 192000, 0.1)
  before(() => writeFloatWav(join(folder.path, 'in.wav'), [sound], 48000))

  it('writes a file as long as before with less noise, with and without vector instructions', async () => {
    for (const engine of [undefined, 'scalar']) {
      assert.equal(await inEngine(engine), 0)
      const wav = (await openWav(join(folder.path, 'out.wav')))!
      assert.equal(wav.lengthSamples, 192000)
      const [out] = await wav.read(96000, 96000)
      await wav.close()
      assert.ok(rmsOf(out) < 0.7 * rmsOf(sound))
    }
    assert.match(said.join('\n'), /voice-denoise: amountRemovedDb .*voiceProbability .*latency 959/)
  })
  it('says by name that plain TypeScript cannot', () =>
    assert.rejects(
      inEngine('typescript'),
      ({ problem }: ProblemError) =>
        problem.code === 'processor-cannot-run' && problem.where === 'voice-denoise',
    ))
})
