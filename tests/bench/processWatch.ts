// What a tree of processes costs: seconds of CPU of it and of all it started, and the most memory it held at any
// moment. CPU comes from the shell that waits for it (POSIX `times`), memory from /proc, looked at four times a second.
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { runProgram } from '../../client/media/runProgram'

export interface Watched {
  code: number | null
  stdout: string
  stderr: string
}

const lookEveryMs = 250
const mostTextBytes = 1 << 22
/** Runs its arguments, then says on descriptor 3 what they and their children used. */
const timed = '"$@"; code=$?; times >&3; exit $code'

/** Waits until the disk has all that was written before: what one run leaves behind is not another's work. */
export const settleDisk = (): void => {
  spawnSync('sync')
}

export class ProcessWatch {
  cpuSeconds = 0
  /** 0 where there is no /proc. */
  peakRssBytes = 0
  private readonly roots = new Set<number>()
  private clock: NodeJS.Timeout | null = null

  run(program: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Watched> {
    return new Promise((done, failed) => {
      const child = spawn('sh', ['-c', timed, 'sh', program, ...args], {
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
        env,
      })
      const [stdout, stderr, times] = [1, 2, 3].map((n) => textOf(child.stdio[n] as NodeJS.ReadableStream))
      if (child.pid !== undefined) this.begin(child.pid)
      child.on('error', failed)
      child.on('close', (code) => {
        if (child.pid !== undefined) this.end(child.pid)
        this.cpuSeconds += childrenSeconds(times())
        done({ code, stdout: stdout(), stderr: stderr() })
      })
    })
  }

  private begin(pid: number): void {
    this.roots.add(pid)
    this.clock ??= setInterval(() => this.look(), lookEveryMs)
  }

  private end(pid: number): void {
    this.roots.delete(pid)
    if (this.roots.size > 0 || !this.clock) return
    clearInterval(this.clock)
    this.clock = null
  }

  private look(): void {
    this.peakRssBytes = Math.max(this.peakRssBytes, treeBytes(this.roots))
  }
}

const textOf = (stream: NodeJS.ReadableStream): (() => string) => {
  let text = ''
  stream.on('data', (bytes: Buffer) => (text = (text + bytes.toString('utf8')).slice(-mostTextBytes)))
  return () => text
}

/** Second line of `times`: "0m1.230s 0m0.040s", user and system of all children that were waited for. */
const childrenSeconds = (times: string): number =>
  [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  )

interface ProcessEntry {
  parent: number
  rssBytes: number
}

const pageBytes = 4096

/** Field 4 of /proc/<pid>/stat is the parent, 24 the resident pages; the name in brackets may hold anything. */
const entryOf = (pid: string): ProcessEntry | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), rssBytes: Number(fields[21]) * pageBytes }
  } catch {
    return null
  }
}

const treeBytes = (roots: Set<number>): number => {
  const entries = new Map<number, ProcessEntry>()
  for (const pid of pids()) {
    const entry = entryOf(pid)
    if (entry) entries.set(Number(pid), entry)
  }
  const belongs = (pid: number): boolean => {
    for (let at = pid, depth = 0; at > 1 && depth < 64; at = entries.get(at)?.parent ?? 0, depth++)
      if (roots.has(at)) return true
    return false
  }
  // The waiting shell itself is ours, not theirs.
  let sum = 0
  for (const [pid, { rssBytes }] of entries) if (!roots.has(pid) && belongs(pid)) sum += rssBytes
  return sum
}

const pids = (): string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** Measured by ffmpeg, whoever made the file, so that nobody judges himself. */
export const loudnessByFfmpeg = async (
  ffmpeg: string,
  file: string,
): Promise<{ integratedLufs: number; truePeakDbtp: number }> => {
  const args = ['-nostdin', '-hide_banner', '-nostats', '-i', file]
  const filter = ['-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-']
  const { stderr } = await runProgram(ffmpeg, [...args, ...filter], { timeoutMs: 3_600_000 })
  return {
    integratedLufs: integratedLufsOf(stderr),
    truePeakDbtp: Number(/Peak:\s+(-?[\d.]+|-inf) dBFS/.exec(stderr)?.[1] ?? NaN),
  }
}

export const integratedLufsOf = (log: string): number =>
  Number([...log.matchAll(/^\s+I:\s+(-?[\d.]+) LUFS/gm)].pop()?.[1] ?? NaN)
