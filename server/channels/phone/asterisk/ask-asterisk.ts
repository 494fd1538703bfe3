import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestSafe } from 'node:https'
import { WebSocket } from 'ws'
import { foundAt, readAnswer } from '../../found-at.ts'

/** An Asterisk, at the address that its name was found at: the connection goes there and nowhere else. */
export type AsteriskAt = { address: string; foundAt: string; user: string; password: string }

const patienceMs = 8000
const mostBytes = 8 * 1024 * 1024

/** What Asterisk answered to a question: its status, and JSON where it is any. */
export type Answer = { status: number; json: unknown }

/** Asks Asterisk's REST interface. */
export async function askAsterisk(asterisk: AsteriskAt, path: string): Promise<Answer> {
  const url = new URL(`${asterisk.address.replace(/\/$/, '')}/ari${path}`)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asking = (url.protocol === 'https:' ? requestSafe : requestPlain)(
      url,
      {
        lookup: foundAt(asterisk.foundAt),
        auth: `${asterisk.user}:${asterisk.password}`,
        timeout: patienceMs,
        agent: false,
      },
      resolve,
    )
    asking.on('timeout', () => asking.destroy(new Error('It does not answer.')))
    asking.on('error', reject)
    asking.end()
  })
  const text = await readAnswer(response, mostBytes)
  if (text === null) throw new Error('It answers with more than this desk takes.')
  return { status: response.statusCode ?? 0, json: jsonOf(text) }
}

/**
 * Opens Asterisk's stream of events, of every channel whatever application it is in. Any name of an application will do, and
 * Asterisk makes it when it is first said; whoever says the same name again takes the stream over, so each listener has its own.
 */
export function openEvents(asterisk: AsteriskAt, application: string): WebSocket {
  const base = asterisk.address.replace(/\/$/, '').replace(/^http/, 'ws')
  return new WebSocket(`${base}/ari/events?app=${application}&subscribeAll=true`, {
    auth: `${asterisk.user}:${asterisk.password}`,
    lookup: foundAt(asterisk.foundAt),
    handshakeTimeout: patienceMs,
    maxPayload: mostBytes,
    followRedirects: false,
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
