import http, { type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { findPeer, isLoopback, type Reach } from './find-peer.ts'
import { foundAt, readAnswer } from './found-at.ts'
import { NetworkTrouble, type AskPeer, type PeerAnswer, type PeerRequest } from './network.ts'

const patience = Temporal.Duration.from({ seconds: 20 })
const largest = 8 * 1024 * 1024

/**
 * A way to the servers of networks, as far as this desk may connect them. A name is looked up for each question and asked at
 * that very address, so that it cannot lead elsewhere a moment later. Without TLS only this machine is asked, and no
 * redirection is followed: either would carry a password away.
 */
export const askPeerWithin =
  (reach: Reach, signal: AbortSignal): AskPeer =>
  async (url, request = {}) => {
    const isSecure = url.protocol === 'https:'
    if (!isSecure && url.protocol !== 'http:') throw new NetworkTrouble('A server is asked by https.')
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const port = Number(url.port) || (isSecure ? 443 : 80)
    const found = await findPeer({ host, port, called: 'network server', ports: [443] }, reach)
    if (found.address === null) throw new NetworkTrouble(found.because)
    if (!isSecure && !isLoopback(found.address))
      throw new NetworkTrouble(
        'Without TLS a password would be read on the way: its address begins with https.',
      )
    return exchange(url, request, found.address, signal)
  }

async function exchange(
  url: URL,
  { method = 'GET', headers, body }: PeerRequest,
  address: string,
  signal: AbortSignal,
): Promise<PeerAnswer> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(patience.total('milliseconds'))])
  const options: RequestOptions = {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
    lookup: foundAt(address),
    signal: until,
    agent: false,
  }
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asking = url.protocol === 'https:' ? https.request(url, options) : http.request(url, options)
      asking.once('response', resolve).once('error', reject).end(body)
    })
    const header = (name: string) => [answer.headers[name.toLowerCase()] ?? []].flat()[0]
    const text = await readAnswer(answer, largest)
    if (text === null) throw new NetworkTrouble('The network answers with more than this desk takes.')
    return { status: answer.statusCode ?? 0, header, text }
  } catch (trouble) {
    throw new NetworkTrouble(signal.aborted ? 'The desk is stopping.' : wordsFor(trouble, until))
  }
}

const badCertificate = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/

function wordsFor(trouble: unknown, until: AbortSignal): string {
  if (trouble instanceof NetworkTrouble) return trouble.message
  if (until.aborted) return 'The network does not answer in time.'
  const code = trouble instanceof Error && 'code' in trouble ? String(trouble.code) : ''
  if (badCertificate.test(code)) return 'The certificate of the network’s server cannot be trusted.'
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return 'Nobody answers at the address of the network’s server.'
  return 'The connection to the network was lost.'
}
