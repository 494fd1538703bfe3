/** Real letters nest some thirty elements; a parser's time grows with the square of the depth. */
const deepestHtml = 400

/** Elements that never hold others, or end by themselves when the next of their kind begins. */
const endsByItself = new Set(
  'area base br col embed hr img input link meta source track wbr p li dt dd td th tr option'.split(' '),
)

/**
 * Whether a page nests elements so deeply that it was made to keep a parser busy. Counts the open elements of
 * each name rather than building a tree, so it takes the same short time whatever the page.
 */
export function isTooDeep(html: string): boolean {
  const open = new Map<string, number>()
  let depth = 0
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z][^\s/>]{0,40})/gi)) {
    const element = (name ?? '').toLowerCase()
    if (endsByItself.has(element)) continue
    const count = open.get(element) ?? 0
    if (slash && count === 0) continue
    depth += slash ? -1 : 1
    open.set(element, count + (slash ? -1 : 1))
    if (depth > deepestHtml) return true
  }
  return false
}

/** The words of such a page, without any order of theirs: better than none. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
