import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/**
 * A name server of this machine that knows these TXT records and nothing else (RFC 1035): a real one, asked over UDP.
 * Whoever asks it for another name is told that there is none.
 */
export async function openNameServer(
  records: Record<string, string>,
): Promise<{ address: string; asked: string[]; close: () => void }> {
  const socket = createSocket('udp4')
  const asked: string[] = []
  socket.on('message', (query, { port, address }) => {
    const { name, end } = nameIn(query)
    asked.push(name)
    socket.send(answerTo(query.subarray(0, end + 4), records[name]), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  return { address: `127.0.0.1:${port}`, asked, close: () => socket.close() }
}

const headOf = 12

/** The name that is asked for, and where it ends. */
function nameIn(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = headOf
  for (let size = query[at] ?? 0; size > 0; size = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + size).toString())
    at += 1 + size
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 }
}

function answerTo(question: Buffer, text: string | undefined): Buffer {
  const head = Buffer.alloc(headOf)
  question.copy(head, 0, 0, 2)
  // It answers, recursion was wanted and is there; and what is not known does not exist.
  head.writeUInt16BE(text === undefined ? 0x8183 : 0x8180, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(text === undefined ? 0 : 1, 6)
  const asked = question.subarray(headOf)
  if (text === undefined) return Buffer.concat([head, asked])
  const words = Buffer.concat([Buffer.from([text.length]), Buffer.from(text)])
  // The name again by its place, TXT, IN, a minute long, and how long the record is.
  const record = Buffer.from([0xc0, headOf, 0, 16, 0, 1, 0, 0, 0, 60, 0, words.length])
  return Buffer.concat([head, asked, record, words])
}
