// What can be measured and processed by itself; everything else is a named problem, never a number without meaning.
import { processorLimits } from '../../dsp-core/index'
import { fail } from '../problem'

export const checkWithinLimits = (
  path: string,
  { sampleRateHz, channels }: { sampleRateHz: number; channels: number },
): void => {
  const { lowestRateHz, highestRateHz, mostChannels } = processorLimits
  if (sampleRateHz < lowestRateHz || sampleRateHz > highestRateHz)
    fail('media-beyond-limits', path, {
      reason: `${sampleRateHz} Hz, where ${lowestRateHz} to ${highestRateHz} Hz are possible`,
    })
  if (channels > mostChannels)
    fail('media-beyond-limits', path, { reason: `${channels} channels, where ${mostChannels} are possible` })
}
