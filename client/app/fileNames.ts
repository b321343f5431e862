// What files are called after a sequence.

/** Where the changed timeline goes, where one is written. */
export const timelineFileOf = (name: string): string => `${fileNameOf(name)}.polished.xml`

/** A sequence's name as a file's: what some system forbids becomes "_". */
export const fileNameOf = (name: string): string => {
  const safe = name
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f<>:"/\\|?*\u007f\u2028\u2029]/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120)
  return /^(con|prn|aux|nul|com\d|lpt\d)?$/i.test(safe) ? `sequence${safe ? `_${safe}` : ''}` : safe
}
