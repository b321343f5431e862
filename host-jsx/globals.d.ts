// What stands in ExtendScript's global scope besides the language: the host's doors and our own version.
import type * as dom from './premiere/dom'

declare global {
  interface Application extends dom.Application {}
  var qe: dom.QuickEdit | undefined
  var Time: dom.TimeConstructor
  /** Written in by the bundler, from package.json. */
  const DUBSTAGE_VERSION: string
}
