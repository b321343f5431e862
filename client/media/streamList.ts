// What `ffmpeg -i` prints about a file, read line by line. It is text for people and changes with the years, so
// only what has stood still since version 4 is taken: stream lines, duration, start, time code.

export interface StreamList {
  /** "mov,mp4,m4a,3gp,3g2,mj2" */
  container: string
  /** NaN when unknown. */
  durationSeconds: number
  startSeconds: number
  timecode: string | null
  audio: { codec: string }[]
  video: { codec: string; framesPerSecond: number; tickedFramesPerSecond: number } | null
}

export const readStreamList = (text: string): StreamList | null => {
  const container = /^Input #0, (.+), from /m.exec(text)
  if (container === null) return null
  const streams = text.split('\n').flatMap((line) => streamOf(line) ?? [])
  const video = streams.find((stream) => stream.kind === 'Video' && !stream.words.includes('(attached pic)'))
  const seconds = /^ {2}Duration: (?:(\d+):(\d\d):(\d\d(?:\.\d+)?)|N\/A)(?:, start: (-?[\d.]+))?/m.exec(text)
  return {
    container: container[1],
    durationSeconds: Number(seconds?.[1]) * 3600 + Number(seconds?.[2]) * 60 + Number(seconds?.[3]),
    startSeconds: Number(seconds?.[4] ?? 0),
    timecode: /^ {4,}timecode +: (\d\d:\d\d:\d\d[:;.]\d\d)\s*$/m.exec(text)?.[1] ?? null,
    audio: streams
      .filter((stream) => stream.kind === 'Audio')
      .map(({ words }) => ({ codec: codecOf(words) })),
    video: video === undefined ? null : videoOf(video.words),
  }
}

/** "  Stream #0:1[0x2](und): Audio: aac (LC) ..."; an ffmpeg 4 indents by four. */
const streamOf = (line: string): { kind: string; words: string } | null => {
  const match = /^ {2,4}Stream #0:\d+(?:\[0x[0-9a-f]+\])?(?:\([^)]*\))?: (Audio|Video): (.*)$/.exec(line)
  return match === null ? null : { kind: match[1], words: match[2] }
}

const codecOf = (words: string): string => /^[\w-]+/.exec(words)?.[0] ?? 'unknown'

const videoOf = (words: string): NonNullable<StreamList['video']> => ({
  codec: codecOf(words),
  framesPerSecond: rateOf(/, ([\d.]+k?) fps/.exec(words)?.[1]),
  tickedFramesPerSecond: rateOf(/, ([\d.]+k?) tbr/.exec(words)?.[1]),
})

const rateOf = (text: string | undefined): number =>
  text === undefined ? NaN : text.endsWith('k') ? parseFloat(text) * 1000 : parseFloat(text)
