// Timecode text to frames and back; drop-frame leaves out 2 (at 60: 4) numbers each minute but every tenth.
import type { FrameRate } from '../frames'

/** "01;00;00;00" or "01:00:00:00"; 0 when it is no timecode. */
export const framesOfTimecode = (text: string, rate: FrameRate, dropFrame: boolean): number => {
  const match = /^\s*(\d{1,3})[:;](\d\d)[:;](\d\d)[:;.](\d\d)\s*$/.exec(text)
  if (!match) return 0
  const [hours, minutes, seconds, frames] = match.slice(1).map(Number)
  const base = Math.round(rate.num / rate.den)
  const allMinutes = hours * 60 + minutes
  const dropped = dropFrame ? (base / 15) * (allMinutes - Math.floor(allMinutes / 10)) : 0
  return (allMinutes * 60 + seconds) * base + frames - dropped
}

export const timecodeOfFrames = (frames: number, rate: FrameRate, dropFrame: boolean): string => {
  const base = Math.round(rate.num / rate.den)
  let count = frames
  if (dropFrame) {
    const drop = base / 15
    const perTen = base * 600 - drop * 9
    const tens = Math.floor(count / perTen)
    const rest = count % perTen
    const minutes = rest < base * 60 ? 0 : 1 + Math.floor((rest - base * 60) / (base * 60 - drop))
    count += drop * (9 * tens + minutes)
  }
  const parts = [
    Math.floor(count / (base * 3600)),
    Math.floor(count / (base * 60)) % 60,
    Math.floor(count / base) % 60,
  ]
  const mark = dropFrame ? ';' : ':'
  return [...parts, count % base].map((part) => String(part).padStart(2, '0')).join(mark)
}
