import { once } from 'node:events'
import { connect } from 'node:net'

/** A mail client typed by hand: says lines and reads replies, so that a test sees each single answer. */
export type MailClient = {
  /** Sends one line, or a whole block of lines, and gives the next reply (all lines of a multi-line one). */
  say(lines: string): Promise<string>
  /** Sends without waiting for a reply. */
  write(text: string): void
  /** The next reply; rejects when the server hangs up first. */
  reply(): Promise<string>
  /** Resolves when the server has hung up. */
  gone: Promise<void>
  hangUp(): void
}

/** Connects to a mail server on the loopback, from an address of it, and reads its greeting. */
export async function startMailClient(port: number, localAddress = '127.0.0.1'): Promise<MailClient> {
  const socket = connect({ port, host: '127.0.0.1', localAddress }).setEncoding('latin1')
  await once(socket, 'connect')
  const replies: string[] = []
  const waiting: { resolve: (reply: string) => void; reject: (error: Error) => void }[] = []
  const gone = Promise.withResolvers<void>()
  let rest = ''
  let ended = false

  socket.on('data', (chunk: string) => {
    rest += chunk
    for (let end = lastLineEnd(rest); end > 0; end = lastLineEnd(rest)) {
      const reply = rest.slice(0, end)
      rest = rest.slice(end)
      const waiter = waiting.shift()
      if (waiter) waiter.resolve(reply)
      else replies.push(reply)
    }
  })
  socket.on('error', () => {
    // Told by the close that follows.
  })
  socket.on('close', () => {
    ended = true
    gone.resolve()
    for (const waiter of waiting.splice(0)) waiter.reject(new Error('The server hung up.'))
  })

  const reply = () => {
    const next = replies.shift()
    if (next !== undefined) return Promise.resolve(next)
    if (ended) return Promise.reject(new Error('The server hung up.'))
    return new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }))
  }
  const say = (lines: string) => {
    socket.write(`${lines}\r\n`)
    return reply()
  }
  await reply()
  return {
    say,
    write: (text) => socket.write(text),
    reply,
    gone: gone.promise,
    hangUp: () => socket.destroy(),
  }
}

/** Where the first whole reply ends: after a line that says `250 `, not `250-`. */
const lastLineEnd = (text: string) => {
  const found = /^\d{3}(?: .*)?\r\n/m.exec(text)
  return found ? found.index + found[0].length : 0
}
