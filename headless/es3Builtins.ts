// What the language itself has in ExtendScript, from the tables of ECMA-262 edition 3, section 15. All else is taken
// out of the script's context, so that what would fail in Premiere fails here.

export const es3Globals =
  'NaN Infinity undefined eval parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI ' +
  'encodeURIComponent escape unescape Object Function Array String Boolean Number Date RegExp Error EvalError ' +
  'RangeError ReferenceError SyntaxError TypeError URIError Math'

export const es3Members: Record<string, string> = {
  Object: 'prototype length name',
  'Object.prototype':
    'constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable',
  Function: 'prototype length name',
  'Function.prototype': 'constructor toString apply call length name arguments caller',
  Array: 'prototype length name',
  'Array.prototype':
    'constructor toString toLocaleString concat join pop push reverse shift slice sort splice unshift length',
  String: 'prototype length name fromCharCode',
  'String.prototype':
    'constructor toString valueOf charAt charCodeAt concat indexOf lastIndexOf localeCompare match replace ' +
    'search slice split substring substr toLowerCase toLocaleLowerCase toUpperCase toLocaleUpperCase length',
  Boolean: 'prototype length name',
  'Boolean.prototype': 'constructor toString valueOf',
  Number: 'prototype length name MAX_VALUE MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY',
  'Number.prototype': 'constructor toString toLocaleString valueOf toFixed toExponential toPrecision',
  Math:
    'E LN10 LN2 LOG2E LOG10E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow ' +
    'random round sin sqrt tan',
  Date: 'prototype length name parse UTC',
  'Date.prototype':
    'constructor toString toDateString toTimeString toLocaleString toLocaleDateString toLocaleTimeString valueOf ' +
    'getTime getFullYear getUTCFullYear getMonth getUTCMonth getDate getUTCDate getDay getUTCDay getHours ' +
    'getUTCHours getMinutes getUTCMinutes getSeconds getUTCSeconds getMilliseconds getUTCMilliseconds ' +
    'getTimezoneOffset setTime setMilliseconds setUTCMilliseconds setSeconds setUTCSeconds setMinutes ' +
    'setUTCMinutes setHours setUTCHours setDate setUTCDate setMonth setUTCMonth setFullYear setUTCFullYear ' +
    'toUTCString getYear setYear toGMTString',
  RegExp: 'prototype length name',
  'RegExp.prototype': 'constructor exec test toString source global ignoreCase multiline flags',
  Error: 'prototype length name',
  'Error.prototype': 'constructor name message toString',
}

/**
 * Runs inside the context: takes out what the tables do not list. Members under symbols stay: no script can reach
 * them, and split and replace with a pattern are built on them, as they are on RegExp's `flags`.
 */
export const impoverish = `(function (globals, members) {
  var root = this, listed = {}, owner, names, i, path
  for (i = 0; i < globals.length; i++) listed[globals[i]] = true
  var own = Object.getOwnPropertyNames
  for (path in members) {
    owner = root
    names = path.split('.')
    for (i = 0; i < names.length; i++) owner = owner[names[i]]
    names = own(owner)
    for (i = 0; i < names.length; i++) {
      if ((' ' + members[path] + ' ').indexOf(' ' + names[i] + ' ') < 0) delete owner[names[i]]
    }
  }
  names = own(root)
  for (i = 0; i < names.length; i++) if (!listed[names[i]]) delete root[names[i]]
})`
