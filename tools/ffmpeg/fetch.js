// Fetches the ffmpeg of the ffmpeg-static package by that package's own install script, which `npm ci` does not run
// (a server that never answers would hang every install). Bounded: after 60 s it gives up and says what to do.
'use strict'
const { spawnSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const { dirname, join } = require('node:path')

const LIMIT_MS = 60000

const installer = () => {
  try {
    return join(dirname(require.resolve('ffmpeg-static/package.json')), 'install.js')
  } catch {
    return null
  }
}

const instead = 'Install ffmpeg with your system’s package manager, or set DUBSTAGE_FFMPEG to its path.'

const fetch = () => {
  const script = installer()
  if (script === null || !existsSync(script)) return `The package ffmpeg-static is not installed. ${instead}`
  // With FFMPEG_BIN set the script would take that file for its own and fetch nothing.
  const env = { ...process.env }
  delete env.FFMPEG_BIN
  const options = { cwd: dirname(script), env, stdio: 'inherit', timeout: LIMIT_MS, killSignal: 'SIGKILL' }
  const { status, error } = spawnSync(process.execPath, [script], options)
  if (error && error.code === 'ETIMEDOUT') return `No answer within ${LIMIT_MS / 1000} s. ${instead}`
  return status === 0 ? null : `Fetching ffmpeg failed. ${instead}`
}

const problem = fetch()
if (problem === null) {
  console.log('ffmpeg is ready.')
} else {
  console.error(problem)
  process.exitCode = 1
}
