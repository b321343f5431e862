// The kinds of space, at size 50 %.
import type { Box } from './early'

export interface Space {
  /** Whose walls answer first; a plate has none. */
  box: Box | null
  /** Lines of the network. */
  shortestMs: number
  longestMs: number
  /** Longest allpass, and its gain: how thick the beginning is. */
  diffuserMs: number
  diffusion: number
}

/**
 * Boxes: a living room (IEC 60268-13: about 80 m3), and the Grosser Musikvereinssaal of Vienna (L. Beranek, "Concert
 * Halls and Opera Houses", 2004: 48.8 x 19.1 x 17.8 m). Lines: the mean free path 4 V / S of the box is their middle.
 * Reflection, diffusers and the plate's lines: by ear, 2026-11-24, and by tests/processors/reverb.test.ts.
 */
const spaces: Space[] = [
  {
    box: { metres: [6.7, 4.4, 2.7], reflection: 0.75 },
    shortestMs: 7,
    longestMs: 27,
    diffuserMs: 7,
    diffusion: 0.6,
  },
  {
    box: { metres: [48.8, 19.1, 17.8], reflection: 0.85 },
    shortestMs: 23,
    longestMs: 91,
    diffuserMs: 12,
    diffusion: 0.6,
  },
  { box: null, shortestMs: 17, longestMs: 61, diffuserMs: 9, diffusion: 0.65 },
]

export const spaceOf = (typeChoice: number): Space => spaces[Math.round(typeChoice)]
