// Genres and deliveries, a fixed sample of all pairs (`npm run bench -- matrix` has the others): what is promised is
// kept by our measurement and by ffmpeg's.
import assert from 'node:assert/strict'
import { ffmpegPath } from '../ffmpegPath'
import { temporaryFolder } from '../temporary'
import { brokenByFfmpeg, polishPair, smallProgrammes, type SmallProgrammes } from './pair'

const pairs: [genre: string, delivery: string][] = [
  ['documentary', 'dpp-uk'],
  ['interview', 'ebu-r128-s4'],
  ['podcast', 'acx'],
  ['vlog', 'social-video'],
  ['narrative', 'netflix-stereo'],
  ['commercial', 'ebu-r128-s2'],
  ['trailer', 'ebu-r128-s1'],
  ['news', 'atsc-a85'],
  ['music-video', 'youtube'],
]

describe('deliveries', function () {
  this.timeout(300_000)
  const folder = temporaryFolder()
  let programmes: SmallProgrammes

  before(async () => {
    if (!ffmpegPath) console.log('      no ffmpeg here: nobody gives a second opinion on the deliveries')
    programmes = await smallProgrammes(folder.path)
  })

  for (const [genre, delivery] of pairs)
    it(`${genre} for ${delivery} keeps every promise, by ffmpeg’s meter too where there is one`, async () => {
      const pair = await polishPair(programmes, genre, delivery, folder.path)
      assert.deepEqual(
        pair.report.promises.filter(({ kept }) => !kept).map(({ text, measured }) => ({ text, measured })),
        [],
      )
      assert.deepEqual(brokenByFfmpeg(pair), [])
    })
})
