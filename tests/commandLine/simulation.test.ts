// A file as it will sound somewhere else, from the command line.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { openWav } from '../../client/media/wavReader'
import { processSound } from '../../headless/commands/process'
import { dbOf, rmsOf, sine, writeFloatWav } from '../signals'
import { temporaryFolder } from '../temporary'

describe('dubstage process --simulation', () => {
  const folder = temporaryFolder()
  const said: string[] = []
  const process_ = (args: string[]) =>
    processSound.run(args, {
      print: (text) => said.push(text),
      progress: () => undefined,
      signal: new AbortController().signal,
    })

  it('writes the file as a phone plays it: the bass gone, as long as before', async () => {
    const [source, result] = ['in.wav', 'out.wav'].map((name) => join(folder.path, name))
    const tones = [80, 2000].map((hz) => sine({ hz, dbfs: -20, lengthSamples: 48000 }))
    for (const [i, tone] of tones.entries()) {
      writeFloatWav(source, [tone, tone], 48000)
      assert.equal(await process_([source, result, '--simulation', 'phone']), 0)
      const wav = (await openWav(result))!
      assert.equal(wav.lengthSamples, 48000)
      const [left] = await wav.read(24000, 24000)
      await wav.close()
      const change = dbOf(rmsOf(left) / rmsOf(tone))
      assert.ok(i === 0 ? change < -30 : Math.abs(change) < 3, String(change))
    }
  })
  it('tells in its help which there are, and names them when one is not', async () => {
    assert.match(processSound.help, /--simulation/)
    assert.match(processSound.help, /kitchen-radio +Kitchen radio/)
    await assert.rejects(process_(['a.wav', 'b.wav', '--simulation', 'cave']), /simulation-unknown|cave/)
    await assert.rejects(process_(['a.wav', 'b.wav']), /--chain or --simulation/)
  })
})
