import { Resolver } from 'node:dns/promises'
import { codesIn } from '#domain/claim/claim-code.ts'
import type { Reach } from '../find-peer.ts'
import { fetchPage } from './fetch-page.ts'
import { isProfileOf } from './profile-address.ts'

/** What a site was found to hold. */
export type Found =
  | { found: 'code'; method: 'site' | 'dns' }
  | { found: 'nothing' | 'unreachable'; method: 'site' | 'dns' }

type Asked = { domain: string; network: string | null; handle: string | null; code: string }

/** Whom to ask: the world through its guard, and the name servers of this machine unless others are named. */
export type Ways = { reach: Reach; nameServers?: readonly string[] }

/**
 * Looks whether a site holds a code: in the DNS, as a TXT record of `_evenhand` below the domain (`evenhand=K7R-XM4-9ZQW`;
 * underscored names: RFC 8552), or on its first page. Where an account was named that is not the domain itself, the page also
 * has to link to its profile with `rel="me"` (microformats.org/wiki/rel-me): only then does the site speak for the account.
 */
export async function lookAtSite(asked: Asked, { reach, nameServers }: Ways): Promise<Found> {
  const records = await textRecords(hostOf(asked.domain), nameServers)
  const isInDns = (records ?? []).some((record) => isCode(record, asked.code))
  const wantsLink = asked.handle !== null && asked.network !== null && !isDomainItself(asked)
  if (isInDns && !wantsLink) return { found: 'code', method: 'dns' }
  const page = await fetchPage(asked.domain, reach)
  if (page === null)
    return { found: records === null ? 'unreachable' : 'nothing', method: records === null ? 'site' : 'dns' }
  const isOnPage = isInDns || textsOf(page).some((text) => codesIn(text).includes(asked.code))
  const isLinked = !wantsLink || linksBack(page, asked.network ?? '', asked.handle ?? '')
  return { found: isOnPage && isLinked ? 'code' : 'nothing', method: 'site' }
}

/** On a network whose handles are domains, whoever has the domain has the handle. */
const isDomainItself = ({ network, handle, domain }: Asked) =>
  network === 'bluesky' && handle?.replace(/^@/, '').toLowerCase() === domain

const hostOf = (domain: string) => domain.replace(/:\d+$/, '')

const isCode = (record: string, code: string) =>
  /^evenhand=/i.test(record.trim()) && codesIn(record.replace(/^\s*evenhand=/i, '')).includes(code)

/** The records that may hold a code; null where nobody answered for the domain. */
async function textRecords(host: string, nameServers?: readonly string[]): Promise<string[] | null> {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  if (nameServers) resolver.setServers(nameServers)
  try {
    const records = await resolver.resolveTxt(`_evenhand.${host}`)
    return records.map((parts) => parts.join(''))
  } catch (fault) {
    return fault instanceof Error &&
      'code' in fault &&
      (fault.code === 'ENOTFOUND' || fault.code === 'ENODATA')
      ? []
      : null
  }
}

/**
 * The pieces of a page's text, with what stands in its `meta` tags. The page is a stranger's: each of these takes one pass over
 * it, whatever it is made of.
 */
const textsOf = (page: string): string[] =>
  [...page.matchAll(/\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)]
    .map(([, one, other]) => one ?? other ?? '')
    .concat(withoutPrograms(page).split(/<[^<>]*>|\n/))
    .filter((text) => text.length >= shortest)

/** As long as a code without its dashes. */
const shortest = 10

/** A page without its programs and styles. One that is not closed goes on to the end of the page, as in a browser. */
function withoutPrograms(page: string): string {
  let words = ''
  let from = 0
  for (const { 1: name, index } of page.matchAll(/<(script|style)\b/gi)) {
    if (index < from) continue
    words += page.slice(from, index)
    const closing = new RegExp(`</${name}`, 'gi')
    closing.lastIndex = index
    const end = closing.exec(page)
    if (!end) return words
    from = end.index
  }
  return words + page.slice(from)
}

/** Whether a link of the page leads, with `rel="me"`, to the profile of the account. */
const linksBack = (page: string, network: string, handle: string): boolean =>
  [...page.matchAll(/<(?:a|link)\b[^<>]*>/gi)].some(
    ([tag]) =>
      said(relIn, tag).toLowerCase().split(/\s+/).includes('me') &&
      isProfileOf(said(hrefIn, tag).replaceAll('&amp;', '&'), network, handle),
  )

const relIn = /\srel\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i
const hrefIn = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i

function said(attribute: RegExp, tag: string): string {
  const [, quoted, single, bare] = attribute.exec(tag) ?? []
  return quoted ?? single ?? bare ?? ''
}
