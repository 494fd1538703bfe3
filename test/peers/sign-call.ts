import { createHmac } from 'node:crypto'

/** Signs what is told of a call, as a telephone system does: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export function signCall(body: string, secret: string, at: Temporal.Instant): string {
  const seconds = Math.floor(at.epochMilliseconds / 1000)
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}
