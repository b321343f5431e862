// What stands in ExtendScript's global scope besides the language: the host's doors and our own version.
import type * as dom from './premiere/dom'

declare global {
  // Named so by types-for-adobe, which leaves it to each host what is in it.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface Application extends dom.Application {}
  var qe: dom.QuickEdit | undefined
  var Time: dom.TimeConstructor
  /** Written in by the bundler, from package.json. */
  const DUBSTAGE_VERSION: string
}
