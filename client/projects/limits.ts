// What a project file may cost us at most. Real files stay far below; whoever exceeds one is told so by name.
const KIB = 1024
const MIB = 1024 * KIB

export const projectLimits = {
  /** Largest project seen in public is about 300 MB unpacked; two hours of parsing help nobody. */
  unpackedBytes: 2048 * MIB,
  /** Real projects pack 10 to 40 times. Deflate can reach 1032: what packs better than 250 holds nothing but filler. */
  packingRatio: 250,
  /** Small files may be extreme (an empty project is nearly all repetition), so the ratio counts from here on. */
  packingRatioFromBytes: 32 * MIB,
  /** Whole documents kept as text (JSON): V8 needs about ten times this much for the parsed value. */
  jsonBytes: 64 * MIB,
  /** An xmeml changed in place is held whole, several times over. The largest seen is 40 MB. */
  spliceBytes: 256 * MIB,
  /** Real files nest at most 30 elements deep. */
  depth: 256,
  /** Premiere's richest element (an xmeml sequence) carries about 60. */
  attributes: 1000,
  /** Bytes without any tag in between: embedded thumbnails and plug-in states are below 10 MiB. */
  bytesWithoutTag: 64 * MIB,
  /** One name, path, keyframe list. 10 000 keys are about 1 MiB. */
  textChars: 16 * MIB,
  /** All timeline items of a project, audio and video. A feature film has about 20 000. */
  clips: 200_000,
  /** Kept records of a .prproj: 200 000 items need up to 12 each. */
  records: 2_500_000,
  /** Elements of xmeml, fcpxml and otio held in memory at one time. */
  elements: 1_500_000,
  /** Keys of one level curve. */
  levelKeys: 100_000,
  tracks: 5_000,
  /** Nests inside nests. Premiere itself becomes unusable long before. */
  nestDepth: 64,
  /** Problems kept; more of the same kind help nobody. */
  problems: 1_000,
} as const
