/** The sites at which networks show their accounts, and how the address of one begins. */
const sites: Readonly<Record<string, readonly string[]>> = {
  bluesky: ['bsky.app/profile/'],
  x: ['x.com/', 'twitter.com/'],
  twitter: ['x.com/', 'twitter.com/'],
  instagram: ['instagram.com/'],
  facebook: ['facebook.com/'],
  threads: ['threads.net/@', 'threads.com/@'],
  tiktok: ['tiktok.com/@'],
  youtube: ['youtube.com/@'],
  linkedin: ['linkedin.com/in/'],
}

/** Whether an address leads to the profile of an account of a network: letter by letter, whatever stands behind it. */
export function isProfileOf(address: string, network: string, handle: string): boolean {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:') return false
  const bare = handle.replace(/^@/, '').toLowerCase()
  const here = `${url.host.replace(/^(?:www|m)\./, '')}${decoded(url.pathname)}`
    .toLowerCase()
    .replace(/\/+$/, '')
  const [user = '', server] = bare.split('@')
  // On a network of many servers the handle says at which one: `ada@social.example` (WebFinger, RFC 7033).
  const places = server === undefined ? (sites[network] ?? []) : [`${server}/@`, `${server}/users/`]
  return places.some((place) => here === `${place}${user}`)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
