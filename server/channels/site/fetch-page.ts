import { get as getPlain, type IncomingMessage } from 'node:http'
import { get as getSecure } from 'node:https'
import { findPeer, isLoopback, type Reach } from '../find-peer.ts'
import { foundAt } from '../found-at.ts'

/** What is read of a page at most: its head and the beginning of its body. */
const most = 256 * 1024
const within = 10_000
const hops = 3

/**
 * The first page of a site, as far as this desk may reach it; null where there is none to be had. Each step of the way is
 * looked up and connected at the address that was judged, so that no name can lead elsewhere a moment later.
 */
export async function fetchPage(site: string, reach: Reach): Promise<string | null> {
  let at: URL | null = URL.parse(`https://${site}/`)
  for (let hop = 0; at && hop <= hops; hop++) {
    const answer = await ask(at, reach)
    if (answer === null || 'text' in answer) return answer?.text ?? null
    at = answer.to
  }
  return null
}

type Answer = { text: string } | { to: URL } | null

async function ask(url: URL, reach: Reach): Promise<Answer> {
  const port = url.port === '' ? 443 : Number(url.port)
  const host = url.hostname
  // A customer's site is out in the world.
  const found = await findPeer({ host, port, called: 'website', ports: [443] }, { ...reach, houses: false })
  if (found.address === null) return null
  // A server of this machine has no certificate of the world's; whoever runs the desk let us reach it.
  const isHere = isLoopback(found.address)
  const { address } = found
  const response = await opened(url, port, address, isHere ? getPlain : getSecure)
  if (response === null) return null
  const { statusCode = 0, headers } = response
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
    response.destroy()
    const to = URL.parse(headers.location, url)
    return to?.protocol === 'https:' || (isHere && to?.protocol === 'http:') ? { to } : null
  }
  if (statusCode !== 200) {
    response.destroy()
    return null
  }
  return read(response)
}

function opened(
  url: URL,
  port: number,
  address: string,
  get: typeof getPlain | typeof getSecure,
): Promise<IncomingMessage | null> {
  return new Promise((resolve) => {
    const request = get(
      {
        host: url.hostname.replaceAll(/^\[|\]$/g, ''),
        port,
        path: `${url.pathname}${url.search}`,
        headers: { accept: 'text/html', 'user-agent': 'Evenhand' },
        signal: AbortSignal.timeout(within),
        agent: false,
        lookup: foundAt(address),
      },
      resolve,
    )
    request.on('error', () => resolve(null))
  })
}

async function read(response: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of response) {
      const bytes = Buffer.from(part)
      parts.push(bytes)
      size += bytes.length
      if (size >= most) break
    }
  } catch {
    // What broke off may still hold what is looked for.
  }
  response.destroy()
  return { text: Buffer.concat(parts).subarray(0, most).toString() }
}
