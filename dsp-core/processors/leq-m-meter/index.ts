// Leq(m): how loud and how annoying a trailer or commercial is in a cinema aligned to 85 dB (ISO 21727:2016; limits:
// TASA trailers 85, SAWA commercials 82). M-weighted power of the whole sound, channels summed as they are played.
import { sectionTable } from '../../signal/filterDesign'
import { defineProcessor } from '../processor'
import { mWeighting } from './mWeighting'
import { playedGains } from './playedGains'

export const leqMMeter = defineProcessor({
  id: 'leq-m-meter',
  title: 'Leq(m) meter',
  ports: ['main'],
  params: {},
  neutral: {},
  readings: ['leqMDb'],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: (_p, { sampleRateHz, channels }) => ({
    sections: sectionTable(mWeighting(sampleRateHz)),
    powers: Float64Array.from(playedGains(channels), (db) => 10 ** (db / 10)),
  }),
})
