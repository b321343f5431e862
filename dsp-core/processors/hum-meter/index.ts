// Hum meter: mains hum, its frequency, its level, and how far it stands above the noise around it. A line is hum when
// it stays: the spectrum that is looked at is what each bin has in the quietest quarter of the time, where voices and
// most music have left the low frequencies. Lines are looked for within 0.4 Hz of 50 and of 60 Hz, and at their multiples up to the eighth.
import { butterworthLowPass, sectionTable } from '../../signal/filterDesign'
import { unitCircle } from '../../signal/unitCircle'
import { defineProcessor } from '../processor'

/** Above the eighth harmonic; what folds back to it is 50 dB down. */
const cutoffHz = 700
const order = 6
/** Every so many samples one is kept: about 2400 a second. */
const keptRateHz = 2400
const frameSamples = 2048

export const humMeter = defineProcessor({
  id: 'hum-meter',
  title: 'Hum meter',
  ports: ['main'],
  params: {},
  neutral: {},
  readings: ['humHz', 'humDbfs', 'humAboveNoiseDb', 'humLinesCount'],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: (_p, { sampleRateHz }) => ({
    sections: sectionTable(butterworthLowPass(cutoffHz, order, sampleRateHz)),
    factor: Math.max(1, Math.floor(sampleRateHz / keptRateHz)),
    window: Float64Array.from(
      { length: frameSamples },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / frameSamples),
    ),
    circle: unitCircle(frameSamples),
  }),
})
