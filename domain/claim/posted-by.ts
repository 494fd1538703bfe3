import { accountKey } from '../account-key.ts'
import { skeletonOf } from '../people/look-alike.ts'

/** An account of a network: by the handle that people see, and by the key under which we know it, where we do. */
export type OnNetwork = { network: string; handle: string; key: string | null }

/**
 * Whether what was posted comes from the account that was named. Where we know the account itself, only that one counts,
 * whatever its handle is now; else the handle has to be the same letter by letter. One that only looks the same to the eye
 * (`@famοus` with a Greek o) is another account.
 */
export function postedBy(named: OnNetwork, poster: OnNetwork): 'same' | 'look-alike' | 'other' {
  const isSameNetwork = named.network.toLowerCase() === poster.network.toLowerCase()
  const isSameHandle = isSameNetwork && keyOf(named) === keyOf(poster)
  if (isSameNetwork && named.key !== null && poster.key !== null && named.key !== keyOf(named)) {
    if (named.key === poster.key) return 'same'
    // The handle is somebody else's by now.
    if (isSameHandle) return 'other'
  } else if (isSameHandle) return 'same'
  return isSameNetwork && skeletonOf(named.handle) === skeletonOf(poster.handle) ? 'look-alike' : 'other'
}

/** What the network calls the named account for good, where we know it. */
export function lastingId(named: OnNetwork): string | null {
  const before = `handle:${named.network.toLowerCase()}:`
  if (named.key === null || named.key === keyOf(named) || !named.key.startsWith(before)) return null
  return named.key.slice(before.length)
}

const keyOf = ({ network, handle }: OnNetwork) => accountKey({ kind: 'handle', network, address: handle })
