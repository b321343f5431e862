// Runs the command line as a user would: a process of its own, exit code and both outputs.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

export interface Run {
  code: number | null
  out: string
  error: string
}

const program = resolve(__dirname, '..', '..', 'headless', 'dubstage.js')

export const dubstage = (
  args: string[],
  setting: { cwd?: string; killAfterMs?: number } = {},
): Promise<Run> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: setting.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const run: Run = { code: null, out: '', error: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (run.out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (run.error += text))
    const timer = setting.killAfterMs ? setTimeout(() => child.kill('SIGINT'), setting.killAfterMs) : null
    child.on('error', failed).on('close', (code) => {
      if (timer) clearTimeout(timer)
      done({ ...run, code })
    })
  })
