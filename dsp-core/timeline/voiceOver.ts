// Voice-over told from dialogue where no name does: among several tracks of speech, the one recorded much cleaner.
import type { JudgedClip } from './roles'

/** Noise floor of a booth against a location: difference of speech over floor, dB. By ear, 2026-11-22. */
const cleanerDb = 15
const boothDb = 50
/** A voice-over tells something: a word or two may come from anywhere. */
const leastSeconds = 15

interface SpeechTrack {
  list: JudgedClip[]
  clearDb: number
  seconds: number
}

const speaks = (one: JudgedClip): boolean => {
  const { scores } = one
  const speech = Math.max(scores.dialogue, scores['voice-over'])
  return speech > Math.max(scores.music, scores.effects, scores.ambience)
}

const speechTrack = (list: JudgedClip[]): SpeechTrack | null => {
  const heard = list.filter((one) => one.heard && speaks(one))
  if (heard.length === 0 || heard.some((one) => one.said.some(({ hint }) => hint.role === 'dialogue')))
    return null
  const seconds = heard.reduce((sum, one) => sum + one.lengthSeconds, 0)
  const clearDb = heard.reduce((sum, one) => sum + one.heard!.clearDb * one.lengthSeconds, 0) / seconds
  return { list: heard, clearDb, seconds }
}

export const findVoiceOver = (tracks: JudgedClip[][]): void => {
  const speech = tracks.map(speechTrack).filter((track) => track !== null)
  if (speech.length < 2) return
  const worst = Math.min(...speech.map((track) => track.clearDb))
  for (const track of speech)
    if (track.seconds > leastSeconds && track.clearDb > boothDb && track.clearDb > worst + cleanerDb)
      for (const one of track.list) one.scores['voice-over'] += 3
}
