// What is built: one configuration for each bundle in dist/.
const { join } = require('node:path')
const { DefinePlugin } = require('webpack')
const { Es3Pass } = require('./host-jsx/es3Pass')
const { version } = require('./package.json')

const dist = join(__dirname, 'dist')

/** What runs inside the host application. ES3: no minifier, and modules hoisted into one scope without a runtime. */
const hostScript = {
  name: 'host',
  mode: 'production',
  target: ['web', 'es5'],
  devtool: false,
  entry: './host-jsx/index.ts',
  output: { path: dist, filename: 'host.jsx' },
  resolve: { extensions: ['.ts', '.js'] },
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: 'ts-loader',
        options: {
          instance: 'host',
          transpileOnly: true,
          configFile: join(__dirname, 'host-jsx', 'tsconfig.json'),
          compilerOptions: { emitDeclarationOnly: false, composite: false, declaration: false },
        },
      },
    ],
  },
  optimization: { minimize: false, concatenateModules: true, usedExports: true, providedExports: true },
  plugins: [new DefinePlugin({ DUBSTAGE_VERSION: JSON.stringify(version) }), new Es3Pass()],
}

/** A second build of unchanged sources takes a second. */
const cache = { type: 'filesystem', buildDependencies: { config: [__filename] } }

const typescript = (project) => ({
  test: /\.tsx?$/,
  loader: 'ts-loader',
  // No module does anything by being loaded, except where a program begins: what nobody uses is left out.
  sideEffects: false,
  options: {
    instance: project,
    transpileOnly: true,
    configFile: join(__dirname, project, 'tsconfig.json'),
    compilerOptions: {
      emitDeclarationOnly: false,
      composite: false,
      declaration: false,
      removeComments: true,
    },
  },
})

/** Node keeps the text of a program in memory, in twice the bytes if one character of it is not Latin. */
class LatinText {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack
    const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
    const stage = Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_SIZE
    compiler.hooks.thisCompilation.tap('LatinText', (compilation) =>
      compilation.hooks.processAssets.tap({ name: 'LatinText', stage }, (assets) => {
        for (const [name, asset] of Object.entries(assets)) {
          const text = asset
            .source()
            .toString()
            .replace(/[^\0-\x7f]/g, escaped)
          compilation.updateAsset(name, new sources.RawSource(text))
        }
      }),
    )
  }
}

/** Nothing here needs to be small, only readable in a stack trace; packages stay outside where Node can find them. */
const nodeProgram = (name, entry) => ({
  name,
  cache,
  mode: 'production',
  target: 'node20',
  devtool: false,
  entry,
  // Written again even if nothing changed: its time says what it was built from (headless/dubstage.js).
  output: {
    path: dist,
    filename: `${name}.js`,
    chunkFilename: `${name}.[id].js`,
    // What commands shared before.
    clean: { keep: (file) => !file.startsWith(`${name}.`) },
    library: { type: 'commonjs2' },
    compareBeforeEmit: false,
  },
  resolve: { extensions: ['.ts', '.js'] },
  module: { rules: [typescript('headless')] },
  node: { __dirname: false },
  externals: [
    ({ request }, callback) =>
      /^(@ffmpeg-installer\/|ffmpeg-static$)/.test(request)
        ? callback(null, `commonjs ${request}`)
        : callback(),
  ],
  optimization: { minimize: false },
  plugins: [new LatinText()],
})

const commandLine = nodeProgram('cli', './headless/cli.ts')
const threadWorker = nodeProgram('renderWorker', './headless/renderWorker.ts')

module.exports = [hostScript, commandLine, threadWorker]
