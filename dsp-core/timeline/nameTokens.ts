// A name as the words in it: "MX_Main-Theme03.wav" is mx, main, theme, 03.

/** Longer names are cut: nobody writes more, and time stays bounded. */
const longestName = 300

const extension =
  /\.(wave?|bwf|aiff?|mp[234]|m4[av]|mov|mxf|avi|flac|og[ag]|opus|aac|ac3|wma|mts|m2ts|mkv|webm|w64|rf64|caf)$/i

/** Lower case without accents; letters that are not accented letters are spelled as their neighbours do. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')

const wordsOf = (text: string): string[] => text.match(/\p{L}+/gu) ?? []

/** Machine names: ids, camera and recorder counters. They say nothing. */
const machineName = /^(\{?[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{16,}$)/i

export interface NameTokens {
  /** Whole words in order, plain. */
  words: string[]
  /** The name itself, plain, for scripts that write without spaces. */
  text: string
}

const camelSplit = (text: string): string =>
  text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu}{2,})(\p{Lu}\p{Ll}{2,})/gu, '$1 $2')

/** Words that are one although they are written with a capital inside. */
const oneWord = /i(phone|pad|movie)|youtube|go(pro)|sound(cloud|devices)|adobe|davinci|final ?cut/gi

export const nameTokens = (name: string): NameTokens => {
  const base = name.slice(0, longestName).split(/[\\/]/).pop() ?? ''
  const stem = base.replace(extension, '')
  if (machineName.test(stem)) return { words: [], text: '' }
  const spaced = camelSplit(stem.replace(oneWord, ' '))
  return { words: wordsOf(plain(spaced)), text: plain(stem) }
}
