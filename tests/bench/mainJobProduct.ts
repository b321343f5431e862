// The main job as a user runs it: the command line as a child process, measured from outside and from within.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Programme } from './mainJobProgramme'

export interface Measured {
  wallSeconds: number
  cpuSeconds: number
  peakRssBytes: number
  /** Where the mix is. */
  mix: string
  failed: string | null
}

const root = resolve(__dirname, '..', '..')
/** 0: every promise kept; 1: done, but a promise failed (or Node itself failed: then there is no mix). */
const doneCodes = [0, 1]

export const runProduct = (programme: Programme, outFolder: string, delivery: string): Promise<Measured> =>
  new Promise((done) => {
    rmSync(outFolder, { recursive: true, force: true })
    const resourceFile = `${outFolder}.resources.json`
    const args = ['--require', join(__dirname, 'resourceUse.cjs'), join(root, 'headless', 'dubstage.js')]
    const job = [
      'polish',
      programme.project,
      '--out',
      outFolder,
      '--genre',
      'documentary',
      '--delivery',
      delivery,
    ]
    const started = process.hrtime.bigint()
    const child = spawn(process.execPath, [...args, ...job], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DUBSTAGE_RESOURCE_FILE: resourceFile },
    })
    let said = ''
    child.stderr.on('data', (bytes: Buffer) => (said = (said + bytes.toString('utf8')).slice(-2000)))
    child.on('close', (code) => {
      const wallSeconds = Number(process.hrtime.bigint() - started) / 1e9
      const mix = join(outFolder, 'bench.mix.wav')
      if (code === null || !doneCodes.includes(code) || !existsSync(mix))
        return done({ wallSeconds, cpuSeconds: 0, peakRssBytes: 0, mix, failed: `exit ${code}: ${said}` })
      const { cpuSeconds, peakRssBytes } = JSON.parse(readFileSync(resourceFile, 'utf8')) as Measured
      return done({ wallSeconds, cpuSeconds, peakRssBytes, mix, failed: null })
    })
  })
