import { connect, type Socket } from 'node:net'

/** What the scanner says of a file: nothing is in it, what is in it, or nothing, because it could not be asked. */
export type Scanned = { found: 'nothing' } | { found: 'harm'; name: string } | { found: 'no-answer' }

/** So much goes into one chunk: its length stands before it in four bytes, the highest first. */
const chunk = 64 * 1024

/**
 * Has clamd look at a file: INSTREAM of its protocol (clamd(8)). `address` is `host:port` or the path of its socket. Whatever
 * is no clear answer, and whatever takes longer than the patience, is no answer.
 */
export function scanFile(
  address: string,
  bytes: Uint8Array,
  patience: Temporal.Duration = Temporal.Duration.from({ seconds: 20 }),
): Promise<Scanned> {
  return new Promise((resolve) => {
    const socket = connect(placeOf(address))
    const parts: Buffer[] = []
    const end = (scanned: Scanned) => {
      socket.destroy()
      resolve(scanned)
    }
    // From the first byte to the last: one that drips its answer does not hold us.
    const timer = setTimeout(() => end({ found: 'no-answer' }), patience.total('milliseconds'))
    socket
      .on('connect', () => hand(socket, bytes))
      .on('data', (part) => {
        if (parts.length < 100) parts.push(Buffer.from(part))
      })
      .on('end', () => end(read(Buffer.concat(parts).toString())))
      .on('error', () => end(read(Buffer.concat(parts).toString())))
      .on('close', () => clearTimeout(timer))
  })
}

function hand(socket: Socket, bytes: Uint8Array) {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.byteLength; at += chunk) {
    const part = bytes.subarray(at, at + chunk)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.byteLength)
    socket.write(length)
    socket.write(part)
  }
  socket.write(Buffer.alloc(4))
}

function read(answer: string): Scanned {
  const said = answer.replaceAll('\0', '').trim()
  if (/^stream: OK$/.test(said)) return { found: 'nothing' }
  const [, name] = /^stream: (\S{1,200}) FOUND$/.exec(said) ?? []
  return name === undefined ? { found: 'no-answer' } : { found: 'harm', name }
}

function placeOf(address: string) {
  if (address.startsWith('/')) return { path: address }
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? []
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}
