// The shape of the house, held as data: who imports whom, how long files and functions are, what no file may hold.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import ts from 'typescript'

const root = resolve(__dirname, '..')
const skipped = new Set(['node_modules', 'dist', 'demo', '.git'])

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (skipped.has(name)) return []
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })

const sources = ['dsp-core', 'host-jsx', 'client', 'headless', 'tests', 'tools']
  .flatMap((folder) => filesBelow(join(root, folder)))
  .filter((path) => /\.(ts|tsx|js)$/.test(path))
  .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))

const importsOf = (file: { path: string; text: string }): string[] =>
  ts
    .preProcessFile(file.text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? posix.normalize(posix.join(dirname(file.path), fileName)) : fileName,
    )

/** For each place (longest prefix wins): what it may import, as prefixes of paths or of package names. */
const mayImport: Record<string, string[]> = {
  'dsp-core/signal': ['dsp-core/signal'],
  'dsp-core/processors': ['dsp-core/signal', 'dsp-core/processors'],
  'dsp-core/presets': ['dsp-core/signal', 'dsp-core/processors', 'dsp-core/presets', 'dsp-core/timeline'],
  'dsp-core/timeline': ['dsp-core/signal', 'dsp-core/processors', 'dsp-core/timeline'],
  'dsp-core/plan': [
    'dsp-core/signal',
    'dsp-core/processors',
    'dsp-core/presets',
    'dsp-core/timeline',
    'dsp-core/plan',
  ],
  'dsp-core/build-kernels': ['node:'],
  'dsp-core/render': ['dsp-core/'],
  'dsp-core': ['dsp-core/'],
  'host-jsx': ['host-jsx/'],
  'client/problem': ['host-jsx/contract'],
  'client/host': [
    'client/host',
    'client/problem',
    'client/projects/project',
    'dsp-core/index',
    'host-jsx/contract',
    'node:',
  ],
  'client/projects': ['client/projects', 'client/host/ticks', 'client/problem', 'node:', 'saxes'],
  'client/media': ['client/media', 'client/problem', 'client/projects/project', 'dsp-core/index', 'node:'],
  'client/workers': ['client/workers', 'client/problem', 'dsp-core/index'],
  'client/app/jsonText': ['dsp-core/index', 'jsonc-parser'],
  'client/app': [
    'client/app',
    'client/host',
    'client/projects',
    'client/media',
    'client/workers',
    'client/problem',
    'dsp-core/index',
    'host-jsx/contract',
    'node:',
  ],
  headless: [
    'headless/',
    'client/app',
    'client/host',
    'client/projects',
    'client/media',
    'client/workers',
    'client/problem',
    'dsp-core/index',
    'host-jsx/contract',
    'host-jsx/premiere/dom',
    'node:',
    'package.json',
  ],
  'host-jsx/es3Pass': ['@babel/core', '@babel/', 'webpack', 'acorn'],
  tests: [''],
  tools: ['node:', 'ffmpeg-static'],
}

const ruleFor = (path: string): string[] => {
  const place = Object.keys(mayImport)
    .filter((prefix) => path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}.`))
    .sort((a, b) => b.length - a.length)[0]
  return mayImport[place]
}

describe('the house', () => {
  it('lets each folder import only what stands below it', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((imported) => !ruleFor(file.path).some((allowed) => `${imported}/`.startsWith(allowed)))
        .map((imported) => `${file.path} imports ${imported}`),
    )
    assert.deepEqual(wrong, [])
  })

  it('keeps `plan` away from kernels: it sees what processors are, never how they loop', () => {
    const wrong = sources
      .filter((file) => file.path.startsWith('dsp-core/plan/'))
      .filter((file) => importsOf(file).some((imported) => imported.endsWith('/kernel')))
    assert.deepEqual(wrong, [])
  })

  it('has no wait below render/', () => {
    const waiting = sources.filter(
      (file) =>
        file.path.startsWith('dsp-core/') &&
        file.path.endsWith('.ts') &&
        /\bawait\b/.test(file.text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')),
    )
    assert.deepEqual(
      waiting.map((file) => file.path),
      [],
    )
  })

  it('has files of one idea: none over 400 lines', () => {
    const long = sources.filter((file) => file.text.split('\n').length > 401)
    assert.deepEqual(
      long.map((file) => file.path),
      [],
    )
  })

  it('says in the first line of each file what it is', () => {
    const silent = sources.filter((file) => !/^(#!.*\n)?(\/\/|\/\*)/.test(file.text))
    assert.deepEqual(
      silent.map((file) => file.path),
      [],
    )
  })

  it('has no function over 60 lines in the product', () => {
    const long = sources
      .filter((file) => !file.path.startsWith('tests/') && !file.path.startsWith('headless/demo/'))
      .flatMap((file) => longFunctions(file))
    assert.deepEqual(long, [])
  })

  it('has no folder of leftovers', () => {
    const names = new Set(sources.flatMap((file) => dirname(file.path).split('/')))
    for (const name of ['utils', 'util', 'helpers', 'common', 'shared', 'misc', 'lib'])
      assert(!names.has(name), name)
  })

  it('has no two files whose names differ only by case', () => {
    const seen = new Map<string, string>()
    for (const { path } of sources) {
      const twin = seen.get(path.toLowerCase())
      assert.equal(twin, undefined, `${path} and ${twin}`)
      seen.set(path.toLowerCase(), path)
    }
  })
})

const longFunctions = (file: { path: string; text: string }): string[] => {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2020, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const lines =
        tree.getLineAndCharacterOfPosition(node.end).line -
        tree.getLineAndCharacterOfPosition(node.getStart()).line +
        1
      if (lines > 60)
        found.push(`${file.path}:${tree.getLineAndCharacterOfPosition(node.pos).line + 1} ${lines} lines`)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}
