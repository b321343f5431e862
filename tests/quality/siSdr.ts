// Scale-invariant signal-to-distortion ratio, dB. Le Roux, Wisdom, Erdogan, Hershey, "SDR - half-baked or well
// done?", ICASSP 2019, eq. 3: the target is the projection of the processed voice on the clean one.

export const siSdr = (clean: Float32Array, processed: Float32Array): number => {
  let [cross, energy] = [0, 0]
  for (let i = 0; i < clean.length; i++) {
    cross += clean[i] * processed[i]
    energy += clean[i] * clean[i]
  }
  const scale = cross / energy
  let [target, rest] = [0, 0]
  for (let i = 0; i < clean.length; i++) {
    const wanted = scale * clean[i]
    target += wanted * wanted
    rest += (processed[i] - wanted) ** 2
  }
  return 10 * Math.log10(target / rest)
}
