/** Where something stands in a text, in bytes of UTF-8, and what it is (app.bsky.richtext.facet). */
export type Facet = {
  index: { byteStart: number; byteEnd: number }
  features: (
    | { $type: 'app.bsky.richtext.facet#mention'; did: string }
    | { $type: 'app.bsky.richtext.facet#link'; uri: string }
    | { $type: 'app.bsky.richtext.facet#tag'; tag: string }
  )[]
}

const mention =
  /(?<before>^|\s|\()(?<found>@(?<handle>[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*))/gi
const link = /(?<before>^|\s|\()(?<found>https?:\/\/\S+)/gi
// Neither spaces nor the letters that nobody sees (zero-width, soft hyphen) are part of a tag.
const tag = /(?<before>^|\s)(?<found>[#＃](?<words>(?:(?!\p{Cf})[^\s\u20E2])+))/gu

/**
 * What of a text is a mention, a link or a tag: on this network that is written beside the text, not seen in it. A mention
 * counts only if the handle is somebody's. Links begin with http: nothing else is surely one.
 */
export async function facetsIn(
  text: string,
  didOf: (handle: string) => Promise<string | undefined>,
): Promise<Facet[]> {
  const facets: Facet[] = []
  for (const { at, found, groups } of matches(text, mention)) {
    const did = await didOf(groups['handle'] ?? '')
    if (did !== undefined)
      facets.push({
        index: bytes(text, at, found),
        features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
      })
  }
  for (const { at, found } of matches(text, link)) {
    const uri = bare(found)
    facets.push({ index: bytes(text, at, uri), features: [{ $type: 'app.bsky.richtext.facet#link', uri }] })
  }
  for (const { at, found, groups } of matches(text, tag)) {
    const words = (groups['words'] ?? '').replace(/\p{P}+$/u, '')
    // What is but a number is none.
    if (!/[^\d\p{P}]/u.test(words) || words.length > 64) continue
    const index = bytes(text, at, found.slice(0, words.length + 1))
    facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: words }] })
  }
  return facets
}

/** A stop or a bracket behind a link belongs to the sentence. */
function bare(found: string): string {
  const uri = found.replace(/[.,;:!?]$/, '')
  return uri.endsWith(')') && !uri.includes('(') ? uri.slice(0, -1) : uri
}

const matches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(({ index, groups = {} }) => ({
    at: index + (groups['before'] ?? '').length,
    found: groups['found'] ?? '',
    groups,
  }))

const utf8 = new TextEncoder()

function bytes(text: string, at: number, found: string) {
  const byteStart = utf8.encode(text.slice(0, at)).length
  return { byteStart, byteEnd: byteStart + utf8.encode(found).length }
}
