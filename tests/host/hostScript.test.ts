// The host script as it is shipped is ES3 as ExtendScript reads it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runInNewContext } from 'node:vm'
import { poorContext } from '../../headless/poorContext'
import { es3Members } from '../../headless/es3Builtins'
import { es3Faults } from './es3Faults'
import { hostScript } from './openHost'

const { Es3Pass } = createRequire(__filename)('../../host-jsx/es3Pass') as {
  Es3Pass: new () => { rewrite(source: string): string }
}

const root = resolve(__dirname, '..', '..')
const typeCheck = (project: string) =>
  spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', project, '--noEmit'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )

const inFolder = <T>(work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'dubstage-test-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the host script', () => {
  it('type-checks with nothing but what ES3 has', () => {
    const { status, stdout } = typeCheck('host-jsx')
    assert.equal(status, 0, stdout)
  })

  it('would not type-check with what came after ES3', () => {
    const lines = [
      'export const a = [1].map((x: number) => x)',
      'export const b = JSON',
      'export const c = Object.keys({})',
      "export const d = 'x'.trim()",
      'export const e = [1].indexOf(1)',
      'export const f = app.activeDocument',
    ]
    inFolder((folder) => {
      const file = join(folder, 'later.ts')
      writeFileSync(file, lines.join('\n'))
      const project = join(folder, 'tsconfig.json')
      const compilerOptions = {
        composite: false,
        emitDeclarationOnly: false,
        tsBuildInfoFile: null,
        rootDir: '/',
        typeRoots: [join(root, 'node_modules')],
        types: [join(root, 'node_modules/types-for-adobe/shared/global')],
      }
      const include = [file, join(root, 'host-jsx', 'globals.ts')]
      writeFileSync(
        project,
        JSON.stringify({ extends: join(root, 'host-jsx', 'tsconfig.json'), compilerOptions, include }),
      )
      const { stdout } = typeCheck(project)
      for (let line = 1; line <= lines.length; line++)
        assert.match(stdout, new RegExp(`later\\.ts\\(${line},`), lines[line - 1])
    })
  })

  it('has no syntax that ES3 lacks, or that ExtendScript reads otherwise', () => {
    assert.deepEqual(es3Faults(hostScript()), [])
  })

  it('would be found out if it had', () => {
    const faulty: [string, RegExp][] = [
      ['a ? 1 : b ? 2 : 3', /unbracketed conditional/],
      ['a && b || c', /unbracketed &&/],
      ['a || b && c', /unbracketed &&/],
      ['x = { int: 3 }', /SyntaxError/],
      ['x.delete()', /SyntaxError/],
      ['x = { a: 1, }', /trailing comma|SyntaxError/],
      ['x = [1, ]', /trailing comma/],
      ['var f = (a) => a', /SyntaxError/],
      ['x = s.replace(/=+$/, "")', /begins with =/],
    ]
    for (const [source, fault] of faulty) assert.match(es3Faults(source).join(), fault, source)
  })

  it('gets its brackets and quotes from the last step of the build, without another meaning', () => {
    const source = 'var r = [a ? 1 : b ? 2 : 3, a && b || c, a || b && c, { int: 3, "delete": 4 }.delete]'
    const written = new Es3Pass().rewrite(source)
    assert.deepEqual(es3Faults(written), [])
    for (const bits of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const values = [bits & 1, bits & 2, bits & 4].map(Boolean)
      const run = (text: string): unknown =>
        runInNewContext(`${text}; r`, { a: values[0], b: values[1], c: values[2] })
      assert.equal(JSON.stringify(run(written)), JSON.stringify(run(source)))
    }
  })

  it('is plain ASCII, whatever code page the system reads it in', () => {
    assert.ok([...hostScript()].every((character) => character.charCodeAt(0) < 0x80))
  })

  it('is tested in a context that has all of ES3 and nothing later', () => {
    const evaluate = poorContext({})
    for (const name of ['JSON', 'Map', 'Promise', 'Symbol', 'console', 'globalThis', 'setTimeout', 'Proxy'])
      assert.equal(evaluate(`typeof ${name}`), 'undefined', name)
    for (const member of [
      '[].map',
      '[].indexOf',
      'Object.keys',
      'Object.create',
      '"".trim',
      'Date.now',
      '(function(){}).bind',
    ])
      assert.equal(evaluate(`typeof ${member}`), 'undefined', member)
    for (const [owner, names] of Object.entries(es3Members))
      for (const name of names.split(' '))
        assert.equal(evaluate(`("${name}" in Object(${owner}))`), true, `${owner}.${name}`)
    assert.equal(evaluate('"a,b".split(/,/).length + "aXbX".replace(/X/g, "y")'), '2ayby')
  })

  const rhino = spawnSync('rhino', ['-version', '150', '-opt', '-1', '-e', 'print(1)'], { encoding: 'utf8' })
  const itWithRhino = rhino.status === 0 ? it : it.skip
  itWithRhino(
    `loads and answers in rhino as ES3${rhino.status === 0 ? '' : ' (skipped: rhino is not installed)'}`,
    () => {
      const before = 'var $ = { global: this }; var app = { isDocumentOpen: function () { return false } };'
      const after = 'print($.global.__dubstage.call("listSequences", []))'
      inFolder((folder) => {
        const file = join(folder, 'host.js')
        writeFileSync(file, `${before}\n${hostScript()}\n${after}\n`)
        const { stdout, stderr } = spawnSync('rhino', ['-version', '150', '-opt', '-1', file], {
          encoding: 'utf8',
        })
        assert.equal(
          stdout.trim(),
          '{"ok":false,"problem":{"code":"host-no-project","where":"","detail":""}}',
          stderr,
        )
      })
    },
  )

  it('tells why it could not be loaded', () => {
    const broken = hostScript().replace('"use strict";', 'throw new Error("broken \\"quote\\" inside");')
    const evaluate = poorContext({})
    evaluate(broken)
    const reply = JSON.parse(String(evaluate('$.global.__dubstage.call("identify", [])'))) as {
      problem: { detail: string }
    }
    assert.match(reply.problem.detail, /broken .quote. inside/)
  })
})
