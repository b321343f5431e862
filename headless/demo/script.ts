// What is said in the demo, by whom, and how long everybody is silent before it.

export type Speaker = 'ines' | 'jonas'

export interface Line {
  id: string
  speaker: Speaker
  text: string
  /** Silence between the end of the line before and this one, seconds. */
  pauseBeforeS: number
  /** Clip > Audio Gain that the editor gave this line. */
  gainDb?: number
}

/** espeak-ng voices: variant, words per minute, pitch 0 … 99. */
export const voices: Record<Speaker, { voice: string; wordsPerMinute: number; pitch: number }> = {
  ines: { voice: 'en-gb+f2', wordsPerMinute: 158, pitch: 52 },
  jonas: { voice: 'en-us+m3', wordsPerMinute: 150, pitch: 36 },
}

export const lines: Line[] = [
  { id: 'ines-1', speaker: 'ines', pauseBeforeS: 6, text: 'We are at the old boat house, on the north shore. Jonas, what are we looking at?' },
  { id: 'jonas-1', speaker: 'jonas', pauseBeforeS: 0.5, text: 'This is the Marta. She is a wooden ferry, nine metres long, built in nineteen thirty four.' },
  { id: 'ines-2', speaker: 'ines', pauseBeforeS: 0.3, text: 'And she carried people?' },
  { id: 'jonas-2', speaker: 'jonas', pauseBeforeS: 0.4, text: 'People, milk, and twice a piano. Every morning at six, across the lake and back.' },
  { id: 'jonas-3', speaker: 'jonas', pauseBeforeS: 2.5, text: 'When I found her, there was a birch tree growing through the floor.' },
  { id: 'ines-3', speaker: 'ines', pauseBeforeS: 1.2, text: 'A tree! So where do you even begin?' },
  { id: 'jonas-4', speaker: 'jonas', pauseBeforeS: 0.7, gainDb: 5, text: 'With the keel. If the keel is sound, everything else is only patience. We replaced forty one planks, all larch, from the forest behind the church.' },
  { id: 'ines-4', speaker: 'ines', pauseBeforeS: 4, text: 'What does it smell like, when you bend the planks?' },
  { id: 'jonas-5', speaker: 'jonas', pauseBeforeS: 0.9, text: 'Like bread. You steam each plank for an hour, and then you have ninety seconds to bend it, before it cools.' },
  { id: 'jonas-6', speaker: 'jonas', pauseBeforeS: 5.2, text: 'There goes the mail plane. It comes at noon, and we always stop and wave.' },
  { id: 'ines-5', speaker: 'ines', pauseBeforeS: 1.5, text: 'When will she sail again?' },
  { id: 'jonas-7', speaker: 'jonas', pauseBeforeS: 2, text: 'On the first Sunday in May. You bring the piano.' },
  { id: 'ines-6', speaker: 'ines', pauseBeforeS: 0.6, text: 'Then I will learn to play it.' },
]
