// How a file from anywhere is given to ffmpeg: as a local file and nothing else. A playlist or a project dressed up
// as a film cannot name other files or the network, because neither its demuxer nor any other protocol is allowed.
import { resolve } from 'node:path'
import type { RunResult } from './runProgram'

/** Containers that hold sound and refer to nothing outside themselves. Names ffmpeg does not know do no harm. */
const FORMATS = [
  'aac,ac3,eac3,aiff,amr,ape,asf,asf_o,au,avi,caf,dsf,dts,dtshd,dv,flac,flv,gxf,iff,ircam,lxf,mlp,truehd,mov,mp4',
  'm4a,3gp,3g2,mj2,matroska,webm,mp2,mp3,mpc,mpc8,mpeg,mpegts,mxf,mxf_opatom,nut,oga,ogg,oma,qcp,rm,rso,sds,smjpeg',
  'spx,tak,tta,voc,w64,wav,wtv,wv,wve,xwma',
].join(',')

export const ffmpegInput = (path: string): string[] => [
  '-hide_banner',
  '-nostdin',
  '-protocol_whitelist',
  'file',
  '-format_whitelist',
  FORMATS,
  '-i',
  `file:${resolve(path)}`,
]

/** The last thing it said, without addresses, control characters and the file's own path. */
export const shortReason = (result: RunResult, path: string): string => {
  if (result.ended !== 'itself') return result.ended
  const lines = result.stderr
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .split(resolve(path))
        .join('')
        .replace(/file:|\[[^\]]* @ 0x[0-9a-f]+\]/g, ''),
    )
    .map((line) => line.replace(/[^\x20-\x7e]/g, '').replace(/^[:\s]+/, ''))
    .filter((line) => line.length > 0)
  return (lines[lines.length - 1] ?? `exit code ${result.code}`).slice(0, 160)
}
