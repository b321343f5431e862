// How loud a cinema plays each channel, dB against a screen channel (ISO 21727:2016, table 2, after ISO 22234: screen
// channels 85 dB, each surround array 82 dB, low-frequency effects 95 dB). Channels in the order of WAVE files.

const surroundDb = -3
const lowFrequencyDb = 10

const gainsByCount: Record<number, number[]> = {
  4: [0, 0, surroundDb, surroundDb],
  5: [0, 0, 0, surroundDb, surroundDb],
  6: [0, 0, 0, lowFrequencyDb, surroundDb, surroundDb],
  7: [0, 0, 0, lowFrequencyDb, surroundDb, surroundDb, surroundDb],
  8: [0, 0, 0, lowFrequencyDb, surroundDb, surroundDb, surroundDb, surroundDb],
}

export const playedGains = (channels: number): number[] =>
  gainsByCount[channels] ?? new Array<number>(channels).fill(0)
