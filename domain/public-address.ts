/**
 * An address at which others reach a desk, as it is kept: scheme, host and port. A path would not do, because the desk's
 * pages stand at the root; undefined where the text is no such address.
 */
export function readPublicAddress(typed: string): string | undefined {
  const text = typed.trim()
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return undefined
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash) return undefined
  return url.origin
}

/** Whether an address leads only whoever sits at this machine here: a link of it is of no use to anybody else. */
export function isOnlyHere(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? ''
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^(?:127\.|0\.0\.0\.0$)/.test(host)
  )
}
