// Which ffmpeg is taken, and what happens with programs that are not one.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { findFfmpeg } from '../../client/media/ffmpeg'
import { runProgram } from '../../client/media/runProgram'

const posix = process.platform === 'win32' ? describe.skip : describe

posix('finding ffmpeg', () => {
  let folder = ''
  before(() => (folder = mkdtempSync(join(tmpdir(), 'dubstage-ffmpeg-'))))
  after(() => rmSync(folder, { recursive: true, force: true }))

  const program = (path: string, body: string): string => {
    const whole = join(folder, path)
    mkdirSync(dirname(whole), { recursive: true })
    writeFileSync(whole, `#!/bin/sh\n${body}\n`)
    chmodSync(whole, 0o755)
    return whole
  }
  const answering = (path: string, more = ''): string =>
    program(path, `echo "ffmpeg version ${path} Copyright"; echo "configuration: ${more}"`)

  it('what the user set comes first, then the variables, the bundle, ffmpeg-static, PATH, the installer', async () => {
    const platform = `${process.platform}-${process.arch}`
    const start = join(folder, 'dist')
    const places: [string, string][] = [
      ['setting', answering('set/ffmpeg')],
      ['environment', answering('own/ffmpeg')],
      ['bundled', answering(`bin/${platform}/ffmpeg`)],
      ['ffmpeg-static', answering('node_modules/ffmpeg-static/ffmpeg')],
      ['path', answering('onpath/ffmpeg')],
    ]
    answering(`node_modules/@ffmpeg-installer/${platform}/ffmpeg`)
    const env = {
      DUBSTAGE_FFMPEG: join(folder, 'own/ffmpeg'),
      PATH: ['.', join(folder, 'onpath')].join(delimiter),
    }
    for (const [index, [from, path]] of places.entries()) {
      const found = await findFfmpeg({
        setting: join(folder, 'set/ffmpeg'),
        env,
        startFolder: join(start, String(index)),
      })
      assert.equal(found?.from, from)
      assert.equal(found?.path, path)
      rmSync(path)
    }
  })

  it('FFMPEG_BIN is understood as well', async () => {
    const path = answering('alias/ffmpeg', '--enable-libsoxr')
    const found = await findFfmpeg({ env: { FFMPEG_BIN: path }, startFolder: folder })
    assert.equal(found?.path, path)
    assert.equal(found?.hasSoxr, true)
  })

  it('a setting that is no ffmpeg, or is not there, is passed over and named', async () => {
    const good = answering('good/ffmpeg')
    for (const [name, setting] of [
      ['silent', program('bad/silent', 'exit 0')],
      ['failing', program('bad/failing', 'echo "ffmpeg version 1"; exit 3')],
      ['absent', join(folder, 'nowhere')],
    ]) {
      const found = await findFfmpeg({
        setting,
        env: { DUBSTAGE_FFMPEG: good },
        startFolder: join(folder, name),
      })
      assert.equal(found?.path, good)
      assert.deepEqual(found?.passedOver, [{ path: setting, from: 'setting' }])
      assert.equal(found?.hasSoxr, false)
    }
  })

  it('a program that never answers costs five seconds, not the run', async () => {
    const good = answering('good2/ffmpeg')
    const setting = program('bad/hanging', 'while :; do :; done')
    const began = Date.now()
    const found = await findFfmpeg({ setting, env: { DUBSTAGE_FFMPEG: good }, startFolder: folder })
    assert.equal(found?.path, good)
    assert.ok(Date.now() - began < 9000)
  })

  it('a flood of output is not kept, its beginning and end are', async () => {
    const path = program(
      'flood',
      'echo first; i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done; echo last',
    )
    const { stdout, code } = await runProgram(path, [], { timeoutMs: 20_000, mostOutputBytes: 1000 })
    assert.equal(code, 0)
    assert.ok(stdout.length <= 1000 && stdout.startsWith('first') && stdout.endsWith('last\n'))
  })

  it('a cancelled program is gone at once', async () => {
    const cancel = new AbortController()
    setTimeout(() => cancel.abort(), 100)
    const path = program('forever', 'while :; do :; done')
    const began = Date.now()
    const { ended, code } = await runProgram(path, [], { timeoutMs: 60_000, signal: cancel.signal })
    assert.equal(ended, 'cancelled')
    assert.equal(code, null)
    assert.ok(Date.now() - began < 5000)
  })
})
