// What is not PCM: where its sound lies on the source clock, how many channels it has, and what is refused.
import assert from 'node:assert/strict'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMediaStore, type NodeMediaStore } from '../../client/media/nodeMedia'
import { describeMedia, type MediaDescription } from '../../client/media/probe'
import { CLICK_SAMPLE, loudest, makeMedia, type Made } from './madeMedia'

const partsIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : [])

describe('decoding with ffmpeg', () => {
  let folder = ''
  let made: Made
  before(async function () {
    const found = await makeMedia()
    if (found === null) {
      console.log('      no ffmpeg found: decoding is not tested')
      return this.skip()
    }
    made = found
    folder = mkdtempSync(join(tmpdir(), 'dubstage-decode-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const path = (name: string): string => join(folder, name)
  const store = (...names: string[]): Promise<NodeMediaStore> =>
    openMediaStore(
      names.map((name) => ({ id: name, path: path(name) })),
      { cacheFolder: path('cache') },
    )
  const opened = async (name: string): Promise<{ found: MediaDescription; planar: Float32Array[] }> => {
    const media = await store(name)
    const found = await media.describe(name)
    assert.ok(found !== null, JSON.stringify(media.problems))
    const planar = await media.read(name, 0, found.lengthSamples)
    await media.close()
    return { found, planar }
  }
  const refused = async (name: string): Promise<string> => {
    const media = await store(name)
    assert.equal(await media.describe(name), null)
    const [samples] = await media.read(name, 0, 10)
    assert.ok(samples.length === 10 && samples.every((x) => x === 0))
    assert.equal(media.problems.length, 1)
    return media.problems[0].code
  }
  const clickAt = async (name: string): Promise<number> => loudest((await opened(name)).planar[0])

  describe('a click stays at its sample', () => {
    const pcm = ['-c:v', 'mpeg4', '-c:a', 'pcm_s16le']
    const cases: [title: string, name: string, seconds: number, sample: number, output: string[]][] = [
      ['in QuickTime', 'zero.mov', 0, CLICK_SAMPLE, pcm],
      [
        'where the sound begins half a second after the pictures',
        'late.mov',
        0.5,
        CLICK_SAMPLE + 24_000,
        pcm,
      ],
      ['where it begins a tenth before them', 'early.mov', -0.1, CLICK_SAMPLE - 4800, pcm],
      ['in Matroska', 'late.mkv', 0.5, CLICK_SAMPLE + 24_000, pcm],
      ['in Matroska that begins before its pictures', 'early.mkv', -0.1, CLICK_SAMPLE - 4800, pcm],
      ['in MXF', 'zero.mxf', 0, CLICK_SAMPLE, ['-c:v', 'mpeg2video', '-c:a', 'pcm_s16le']],
      ['in AVI', 'zero.avi', 0, CLICK_SAMPLE, pcm],
      ['in MP4 with an encoder delay', 'zero.mp4', 0, CLICK_SAMPLE, ['-c:v', 'mpeg4', '-c:a', 'aac']],
      [
        'in a transport stream whose clock begins at 1000 s',
        'clock.ts',
        0.5,
        CLICK_SAMPLE + 24_000,
        ['-c:v', 'mpeg2video', '-c:a', 'mp2', '-output_ts_offset', '1000'],
      ],
    ]
    for (const [title, name, seconds, sample, output] of cases) {
      it(title, async () => {
        made.film(path(name), seconds, ...output)
        assert.equal(await clickAt(name), sample)
      })
    }

    for (const [name, ...output] of [
      ['zero.m4a', '-c:a', 'aac'],
      ['zero.mp3', '-c:a', 'libmp3lame'],
      ['zero.ogg', '-c:a', 'libvorbis'],
      ['zero.opus', '-c:a', 'libopus'],
      ['zero.flac', '-c:a', 'flac'],
    ]) {
      it(`in ${name.slice(5)} without pictures`, async () => {
        made.sound(path(name), ...output)
        assert.equal(await clickAt(name), CLICK_SAMPLE)
      })
    }

    it('behind a hole in the recording', async () => {
      made.sound(path('gap.mkv'), '-af', "asetpts='PTS+if(gte(N,9600),1/TB,0)'", '-c:a', 'pcm_s16le')
      // Matroska counts milliseconds: within half of one.
      assert.ok(Math.abs((await clickAt('gap.mkv')) - (CLICK_SAMPLE + 48_000)) <= 24)
    })
  })

  it('several streams are channels in their order, the short ones silent to the end', async () => {
    const tone = (hz: number, seconds: number): string[] => [
      '-f',
      'lavfi',
      '-i',
      `sine=f=${hz}:r=48000:d=${seconds}`,
    ]
    const inputs = [...tone(500, 1), ...tone(700, 2), ...tone(900, 1.5)]
    made.run(...inputs, '-map', '0:a', '-map', '1:a', '-map', '2:a', '-c:a', 'pcm_s24le', path('streams.mov'))
    const { found, planar } = await opened('streams.mov')
    assert.equal(found.channels, 3)
    assert.equal(found.layout, 'multichannel')
    assert.equal(found.lengthSamples, 96_000)
    const crossings = planar.map(
      (samples) => samples.subarray(1, 48_000).filter((x, i) => x >= 0 && samples[i] < 0).length,
    )
    crossings.forEach((count, i) => assert.ok(Math.abs(count - [500, 700, 900][i]) <= 1))
    assert.ok(planar[0].subarray(48_001).every((x) => x === 0))
  })

  it('time stamps an hour apart cost neither memory nor the run, and are named', async function () {
    made.sound(path('hours.mkv'), '-af', "asetpts='PTS+if(gte(N,9600),40000/TB,0)'", '-c:a', 'pcm_s16le')
    const began = Date.now()
    const media = await store('hours.mkv')
    const found = await media.describe('hours.mkv')
    assert.ok(Date.now() - began < 60_000)
    assert.ok(
      found === null ? media.problems[0].code === 'ffmpeg-failed' : found.lengthSamples < 48_000 * 40_010,
    )
  })

  it('a lossless file gives the very samples', async () => {
    const noise = ['-f', 'lavfi', '-i', 'anoisesrc=d=1:c=pink:r=44100:a=0.5:s=1']
    made.run(...noise, '-c:a', 'pcm_s16le', path('noise.wav'))
    made.run('-i', path('noise.wav'), '-c:a', 'flac', path('noise.flac'))
    const { found, planar } = await opened('noise.flac')
    assert.equal(found.sampleRateHz, 44_100)
    assert.deepEqual(planar, (await opened('noise.wav')).planar)
  })

  it('pictures at an uneven pace are flagged, at an even pace are not', async () => {
    const film = (name: string, rate: string, ...output: string[]): void =>
      made.run(
        '-f',
        'lavfi',
        '-i',
        `testsrc=s=64x48:r=${rate}:d=4`,
        '-f',
        'lavfi',
        '-i',
        'sine=d=4',
        ...output,
        path(name),
      )
    const even = ['-c:v', 'mpeg4', '-c:a', 'aac']
    film('even.mp4', '30000/1001', ...even)
    film('even.mkv', '30000/1001', ...even)
    film('even.mov', '50', ...even)
    film('uneven.mp4', '30', '-vf', "select='gt(random(0),0.3)'", '-vsync', 'vfr', ...even)
    const flagged = async (name: string): Promise<boolean> =>
      (await describeMedia(path(name), { ffmpegPath: made.ffmpeg.path })).variableFrameRate
    assert.deepEqual(
      [
        await flagged('even.mp4'),
        await flagged('even.mkv'),
        await flagged('even.mov'),
        await flagged('uneven.mp4'),
      ],
      [false, false, false, true],
    )
  })

  it('a start time code is told', async () => {
    made.film(path('coded.mov'), 0, '-c:v', 'mpeg4', '-c:a', 'pcm_s16le', '-timecode', '10:20:30:12')
    const found = await describeMedia(path('coded.mov'), { ffmpegPath: made.ffmpeg.path })
    assert.equal(found.startTimecode, '10:20:30:12')
  })

  it('names that look like options, protocols or patterns are only names', async () => {
    const names =
      process.platform === 'win32'
        ? ['-i.flac', '%d.flac']
        : ['-i.flac', '%d.flac', 'a:b.flac', 'concat:x|"y\'.flac', 'line\nbreak.flac']
    made.sound(path('plain.flac'), '-c:a', 'flac')
    for (const name of names) {
      writeFileSync(path(name), readFileSync(path('plain.flac')))
      assert.equal(await clickAt(name), CLICK_SAMPLE)
    }
  })

  it('lists that name other files are refused, whatever they are called', async () => {
    made.sound(path('secret.wav'), '-c:a', 'pcm_s16le')
    const lists = {
      'list.mp4': "ffconcat version 1.0\nfile 'secret.wav'\n",
      'list.m4a': '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nsecret.wav\n#EXT-X-ENDLIST\n',
      'net.mp4': '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n',
      'list.mov': '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period/></MPD>',
    }
    for (const [name, text] of Object.entries(lists)) {
      writeFileSync(path(name), text)
      assert.equal(await refused(name), 'media-not-readable')
    }
  })

  it('pictures without sound are no problem worth silence', async () => {
    made.run('-f', 'lavfi', '-i', 'testsrc=s=64x48:d=1', '-c:v', 'mpeg4', path('mute.mp4'))
    assert.equal(await refused('mute.mp4'), 'media-no-audio')
  })

  it('an empty file, a text, a vanished file: each a problem by name', async () => {
    writeFileSync(path('empty.mp3'), '')
    writeFileSync(path('text.mov'), 'not a film')
    assert.equal(await refused('empty.mp3'), 'media-not-readable')
    assert.equal(await refused('text.mov'), 'media-not-readable')
    assert.equal(await refused('nowhere.wav'), 'media-not-readable')
  })

  it('a sound file cut off in the middle plays as far as it goes and says so', async () => {
    made.run('-f', 'lavfi', '-i', 'sine=d=20:r=48000', '-c:a', 'flac', path('cut.flac'))
    truncateSync(path('cut.flac'), readFileSync(path('cut.flac')).length >> 1)
    const media = await store('cut.flac')
    const found = await media.describe('cut.flac')
    assert.ok(found !== null && found.lengthSamples > 48_000 * 5 && found.lengthSamples < 48_000 * 15)
    assert.deepEqual(
      media.problems.map(({ code }) => code),
      ['media-truncated'],
    )
  })

  it('several at once decode once: one file in the cache, nothing half-written', async () => {
    made.run('-f', 'lavfi', '-i', 'sine=d=30:r=48000', '-c:a', 'flac', path('once.flac'))
    const options = { cacheFolder: path('once-cache') }
    const stores = await Promise.all(
      Array.from({ length: 5 }, () => openMediaStore([{ id: 'a', path: path('once.flac') }], options)),
    )
    const all = await Promise.all(stores.map((media) => media.read('a', 1000, 50)))
    all.forEach(([samples]) => assert.deepEqual(samples, all[0][0]))
    assert.ok(all[0][0].some((x) => x !== 0))
    await Promise.all(stores.map((media) => media.close()))
    const kept = readdirSync(options.cacheFolder)
    assert.equal(kept.length, 1)
    assert.match(kept[0], /^[0-9a-f]{32}-[0-9a-f]{8}\.wav$/)
  })

  it('cancelled, it stops at once and leaves nothing', async () => {
    made.run(
      '-f',
      'lavfi',
      '-i',
      'anoisesrc=d=400:r=48000',
      '-c:a',
      'flac',
      '-compression_level',
      '0',
      path('long.flac'),
    )
    const cancel = new AbortController()
    const options = { cacheFolder: path('cancel-cache'), signal: cancel.signal }
    const media = await openMediaStore([{ id: 'a', path: path('long.flac') }], options)
    const watch = setInterval(() => partsIn(options.cacheFolder).length > 0 && cancel.abort(), 10)
    await assert.rejects(media.describe('a'), /cancelled/)
    clearInterval(watch)
    assert.deepEqual(partsIn(options.cacheFolder), [])
  })
})
