// Nanoseconds of CPU for a sample, and a fixed loop timed in the same breath: on a machine that is shared a figure
// means something only beside it. Best of several, because others only ever add.
export interface Cost {
  ns: number
  /** Of the reference loop, timed in turns with it. */
  referenceNs: number
}

const turns = 5

const cpuNs = (body: () => void): number => {
  const before = process.cpuUsage()
  body()
  const { user, system } = process.cpuUsage(before)
  return (user + system) * 1000
}

const referenceSamples = 1 << 19

/** One second-order section over two channels in 64 bits: what every equalizer is made of. */
const referenceLoop = (): number => {
  let [l1, l2, r1, r2, sum] = [0, 0, 0, 0, 0]
  for (let i = 0; i < referenceSamples; i++) {
    const x = ((i * 7919) & 1023) - 512
    const left = 0.2 * x + l1
    l1 = 0.4 * x + 0.37 * left + l2
    l2 = 0.2 * x - 0.2 * left
    const right = 0.2 * -x + r1
    r1 = 0.4 * -x + 0.37 * right + r2
    r2 = 0.2 * -x - 0.2 * right
    sum += left - right
  }
  return sum
}

/** `make` prepares a run (not timed) and returns it with the count of samples it works on. */
export const costOf = (make: () => { run: () => void; samples: number }): Cost => {
  let [ns, referenceNs] = [Infinity, Infinity]
  for (let turn = 0; turn < turns; turn++) {
    referenceNs = Math.min(referenceNs, cpuNs(referenceLoop) / referenceSamples)
    const { run, samples } = make()
    ns = Math.min(ns, cpuNs(run) / samples)
  }
  return { ns, referenceNs }
}
