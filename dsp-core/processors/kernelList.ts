// A number for the list of kernels in its order, by which an engine knows whether a compiled module has the same list.
// FNV-1a, 32 bits: G. Fowler, L. C. Noll, K.-P. Vo; offset basis and prime as in draft-eastlake-fnv.

const offsetBasis = 0x811c9dc5
const prime = 0x01000193

/** As build-kernels.js writes it into the module. Ids are ASCII. */
export const listHash = (ids: readonly string[]): number => {
  const text = ids.join(' ')
  let hash = offsetBasis
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), prime)
  return hash | 0
}
