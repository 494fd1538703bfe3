import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'

// SIPp plays telephones: one process a scenario.

/** A telephone that is being played, and what was said on the wire when it has ended. */
type Played = { process: ChildProcess; ended: () => Promise<string> }

type Play = { xml: string; fields: readonly (readonly string[])[]; port: number; more: string[] }

/** Plays a scenario by SIPp. Answers what was said on the wire, with its times. */
export async function startSipp(path: string, { xml, fields, port, more }: Play): Promise<Played> {
  await writeFile(`${path}.xml`, xml)
  const injected = fields.length > 0 ? ['-inf', `${path}.csv`] : []
  if (fields.length > 0)
    await writeFile(`${path}.csv`, ['SEQUENTIAL', ...fields.map((line) => line.join(';')), ''].join('\n'))
  const own = ['-sf', `${path}.xml`, '-i', '127.0.0.1', '-p', String(port), '-nostdin']
  const traced = ['-trace_msg', '-message_file', `${path}.log`, '-trace_err', '-error_file', `${path}.err`]
  const sipp = spawn('/usr/bin/sipp', [...own, ...injected, ...traced, ...more], {
    env: { ...process.env, TZ: 'UTC' },
    stdio: 'ignore',
  })
  const exited = once(sipp, 'exit')
  return {
    process: sipp,
    async ended() {
      const [code]: unknown[] = await exited
      if (code !== 0) {
        const why = await readFile(`${path}.err`, 'utf8').catch(() => '')
        throw new Error(`SIPp ended with ${String(code)}:\n${why.slice(-2000)}`)
      }
      return readFile(`${path}.log`, 'utf8')
    },
  }
}

/** When each caller's INVITE was sent first, in milliseconds since 1970: SIPp writes the time above each message. */
export function firstWords(messages: string): Map<string, number> {
  const sent = new Map<string, number>()
  for (const [, day = '', time = '', from = ''] of messages.matchAll(invited))
    if (!sent.has(from))
      sent.set(from, Number(Temporal.Instant.from(`${day}T${time}Z`).epochNanoseconds) / 1e6)
  return sent
}

const invited =
  /^-+ (\S+) (\S+)\n\w+ message sent[^\n]*\n\s*INVITE [^\n]*\n(?:[^\n]+\n)*?From: "[^"]*" <sip:([^@]+)@/gm

/** A loopback port for datagrams that nobody listens on at this moment. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}
