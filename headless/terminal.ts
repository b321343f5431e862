// What a person sees while the command line works: one line on standard error with stage, share done and time left.
import type { Progress } from '../client/app/progress'

const lineEveryMs = 100

export interface ProgressLine {
  show: Progress
  clear(): void
}

const clock = (seconds: number): string =>
  seconds < 60
    ? `${Math.ceil(seconds)} s`
    : `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`

export const progressLine = (stream: NodeJS.WriteStream, now: () => number = Date.now): ProgressLine => {
  let stage = ''
  let stageStartedMs = 0
  let shownMs = 0
  const clear = (): void => {
    if (stream.isTTY && shownMs > 0) stream.write('\r\u001b[K')
  }
  return {
    show: (nextStage, share) => {
      if (!stream.isTTY) return
      const nowMs = now()
      if (nextStage !== stage) {
        stage = nextStage
        stageStartedMs = nowMs
      } else if (nowMs - shownMs < lineEveryMs && share < 1) return
      shownMs = nowMs
      const spentSeconds = (nowMs - stageStartedMs) / 1000
      const left =
        share > 0.02 && spentSeconds > 1 ? `, ${clock((spentSeconds / share) * (1 - share))} left` : ''
      stream.write(`\r\u001b[K${stage} ${Math.floor(share * 100)} %${left}`)
    },
    clear,
  }
}
