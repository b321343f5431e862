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

module.exports = [hostScript]
