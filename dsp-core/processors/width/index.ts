// Stereo width by mid and side, with the bass made mono below a frequency, and how alike the channels are afterwards.
// Touches two-channel sound only.
import { butterworthHighPass, ringingSamples, sectionTable, type Section } from '../../signal/filterDesign'
import { defineProcessor } from '../processor'

const sideSections = (monoBelowHz: number, sampleRateHz: number): Section[] =>
  monoBelowHz >= 5 ? butterworthHighPass(monoBelowHz, 2, sampleRateHz) : []

export const width = defineProcessor({
  id: 'width',
  title: 'Stereo width',
  ports: ['main'],
  params: {
    widthPercent: { title: 'Width', min: 0, max: 200, initial: 100 },
    monoBelowHz: { title: 'Mono below (0 is off)', min: 0, max: 500, initial: 0 },
  },
  neutral: { widthPercent: 100, monoBelowHz: 0 },
  readings: ['correlation'],
  latencySamples: () => 0,
  tailSamples: (p, { sampleRateHz, channels }) =>
    channels === 2
      ? sideSections(p.monoBelowHz, sampleRateHz).reduce((sum, section) => sum + ringingSamples(section), 0)
      : 0,
  design: (p, { sampleRateHz }) => ({
    width: p.widthPercent / 100,
    sections: sectionTable(sideSections(p.monoBelowHz, sampleRateHz)),
  }),
})
