#!/usr/bin/env node
// Starts the command line. In a checkout whose sources are newer than what was built, it builds first.
'use strict'
const { existsSync, readdirSync, statSync } = require('node:fs')
const { join, resolve } = require('node:path')
const { spawnSync } = require('node:child_process')

const root = resolve(__dirname, '..')
const built = join(root, 'dist', 'cli.js')

const newestIn = (path) => {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}

const isStale = () => {
  if (!existsSync(join(root, 'webpack.config.js'))) return false
  if (!existsSync(built)) return true
  const sources = ['client', 'dsp-core', 'headless', 'host-jsx', 'webpack.config.js', 'package.json']
  return Math.max(...sources.map((name) => newestIn(join(root, name)))) > statSync(built).mtimeMs
}

if (isStale()) {
  process.stderr.write('Building dubstage (this happens once) ...\n')
  const webpack = join(root, 'node_modules', 'webpack', 'bin', 'webpack.js')
  if (!existsSync(webpack)) {
    process.stderr.write('The build tools are not installed: run "npm ci" first.\n')
    process.exit(3)
  }
  const steps = [[join(root, 'dsp-core', 'build-kernels.js')], [webpack, '--mode', 'production']]
  for (const step of steps) {
    const build = spawnSync(process.execPath, step, { cwd: root, encoding: 'utf8' })
    if (build.status !== 0) {
      process.stderr.write(`${build.stdout}\n${build.stderr}\nThe build failed.\n`)
      process.exit(3)
    }
  }
}

// Rendering spends its time in compiled kernels. Optimizing the JavaScript around them took a tenth of a ten-minute render
// and paid for itself in none (Node 20, 2026-11-25): what runs eight times as long as V8 waits by itself is worth it.
require('node:v8').setFlagsFromString('--interrupt-budget=1000000')

require(built)
