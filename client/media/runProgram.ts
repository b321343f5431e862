// One child process: no shell, no input, bounded time and bounded memory, gone when the run is cancelled.
import { spawn } from 'node:child_process'

export interface RunOptions {
  timeoutMs: number
  signal?: AbortSignal
  /** Of what it prints on standard output and on standard error; the rest is dropped. */
  mostOutputBytes?: number
}

export interface RunResult {
  /** Exit code; null when it did not start, was killed or ran out of time. */
  code: number | null
  stdout: string
  /** Its beginning and its end. */
  stderr: string
  ended: 'itself' | 'not-started' | 'timeout' | 'cancelled'
}

const MOST_OUTPUT_BYTES = 1 << 18

/** Those still running: killed with us, so that a closed panel leaves nothing behind. */
const running = new Set<() => void>()
process.once('exit', () => running.forEach((kill) => kill()))

export const runProgram = (program: string, args: string[], options: RunOptions): Promise<RunResult> =>
  new Promise((resolve) => {
    const most = options.mostOutputBytes ?? MOST_OUTPUT_BYTES
    const stdout = new Output(most)
    const stderr = new Output(most)
    let ended: RunResult['ended'] = 'itself'
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, shell: false })
    const kill = (): boolean => child.kill('SIGKILL')
    const stop = (why: 'timeout' | 'cancelled'): void => {
      ended = why
      kill()
    }
    const cancel = (): void => stop('cancelled')
    const clock = setTimeout(() => stop('timeout'), options.timeoutMs)
    const finish = (code: number | null): void => {
      clearTimeout(clock)
      running.delete(kill)
      options.signal?.removeEventListener('abort', cancel)
      resolve({ code: ended === 'itself' ? code : null, stdout: stdout.text(), stderr: stderr.text(), ended })
    }
    running.add(kill)
    options.signal?.addEventListener('abort', cancel)
    if (options.signal?.aborted) cancel()
    child.stdout.on('data', (bytes: Buffer) => stdout.add(bytes))
    child.stderr.on('data', (bytes: Buffer) => stderr.add(bytes))
    child.on('error', () => {
      if (child.pid === undefined) ended = 'not-started'
      finish(null)
    })
    child.on('close', finish)
  })

/** Keeps the first half of what fits and the last half: the beginning says what it is, the end says what went wrong. */
class Output {
  private head: Buffer[] = []
  private headBytes = 0
  private tail = Buffer.alloc(0)

  constructor(private readonly most: number) {}

  add(bytes: Buffer): void {
    const room = Math.max(0, this.most / 2 - this.headBytes)
    if (room > 0) this.head.push(bytes.subarray(0, room))
    this.headBytes += Math.min(room, bytes.length)
    if (bytes.length > room)
      this.tail = Buffer.concat([this.tail, bytes.subarray(room)]).subarray(-this.most / 2)
  }

  text(): string {
    return Buffer.concat([...this.head, this.tail]).toString('utf8')
  }
}
