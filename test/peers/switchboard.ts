import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { glob, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { CallState } from '#domain/call/call.ts'
import { freePort, reachable } from './loopback.ts'
import { firstWords, freeUdpPort, startSipp } from './sipp.ts'
import {
  callerGivesUp,
  callerSpeaks,
  telephoneAnswers,
  telephoneRegisters,
  telephoneRings,
} from './sip-scenario.ts'

// A telephone exchange of its own: Kamailio, and SIPp for the telephones. What the exchange tells of its calls is handed on, as
// a house's own glue would.

const install =
  'apt-get update && apt-get install -y --no-install-recommends kamailio kamailio-extra-modules sip-tester'

/** What the exchange tells of a call. */
export type Told = {
  id: string
  from: string
  name: string
  to: string
  state: CallState
}

/** Who calls whom. */
export type Caller = { from: string; name: string; to: string }

/** When a caller's telephone sent its first word, by the clock of this machine. */
type Dialled = Caller & { sentAt: number }

export type Switchboard = {
  /** Puts telephones at extensions, that are picked up after a while, or never. */
  telephones(extensions: readonly string[], picksUpAfterMs: number | null): Promise<void>
  /**
   * Calls, one after the other so many milliseconds apart, or all at once; each speaks, or lets it ring, for so long. Answers
   * when each was dialled, when the last has hung up.
   */
  call(
    callers: readonly Caller[],
    how: { apartMs: number; lastsMs: number; givesUp?: boolean },
  ): Promise<Dialled[]>
  /** Each word of the exchange, and when it came. */
  heard: { told: Told; at: number }[]
  stop(): Promise<void>
}

/** Starts an exchange; `tell` is given each of its words, in order for each call. */
export async function startSwitchboard(tell: (told: Told) => Promise<void>): Promise<Switchboard> {
  const modules = await requirePrograms()
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-'))
  const [sip, words] = [await freeUdpPort(), await freePort()]
  await writeFile(join(folder, 'kamailio.cfg'), configuration({ modules, sip, words }))
  const exchange = spawn(
    '/usr/sbin/kamailio',
    ['-f', join(folder, 'kamailio.cfg'), '-DD', '-E', '-Y', folder, '-P', join(folder, 'pid')],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const faults: string[] = []
  exchange.stderr?.on('data', (part) => faults.push(String(part)))
  if (!(await reachable({ host: '127.0.0.1', port: words }, exchange)))
    throw new Error(`Kamailio does not answer:\n${faults.join('')}`)
  const heard: Switchboard['heard'] = []
  const socket = connect(words, '127.0.0.1')
  await once(socket, 'connect')
  const queues = new Map<string, Promise<void>>()
  readNetstrings(socket, (text) => {
    const told = Word.parse(JSON.parse(text))
    heard.push({ told, at: Date.now() })
    queues.set(
      told.id,
      (queues.get(told.id) ?? Promise.resolve()).then(() => tell(told)),
    )
  })
  const phones: ChildProcess[] = []
  let runs = 0
  const play = (xml: string, fields: readonly (readonly string[])[], port: number, more: string[]) =>
    startSipp(join(folder, `run-${++runs}`), { xml, fields, port, more })
  return {
    heard,
    async telephones(extensions, picksUpAfterMs) {
      const port = await freeUdpPort()
      const xml = picksUpAfterMs === null ? telephoneRings() : telephoneAnswers(picksUpAfterMs)
      const phone = await play(xml, [], port, [])
      phones.push(phone.process)
      const registering = await play(
        telephoneRegisters(port),
        extensions.map((extension) => [extension]),
        await freeUdpPort(),
        [`127.0.0.1:${sip}`, '-m', String(extensions.length), '-r', '200'],
      )
      await registering.ended()
    },
    async call(callers, { apartMs, lastsMs, givesUp = false }) {
      const xml = givesUp ? callerGivesUp(lastsMs) : callerSpeaks(lastsMs)
      const pace = apartMs === 0 ? ['-r', String(callers.length)] : ['-r', '1', '-rp', String(apartMs)]
      const calling = await play(
        xml,
        callers.map(({ from, name, to }) => [from, name, to]),
        await freeUdpPort(),
        [`127.0.0.1:${sip}`, '-m', String(callers.length), ...pace],
      )
      const messages = await calling.ended()
      const sent = firstWords(messages)
      return callers.map((caller) => ({ ...caller, sentAt: sent.get(caller.from) ?? Number.NaN }))
    },
    async stop() {
      socket.destroy()
      for (const phone of phones) phone.kill('SIGKILL')
      if (exchange.pid !== undefined && exchange.exitCode === null) {
        const ended = once(exchange, 'exit')
        process.kill(-exchange.pid, 'SIGKILL')
        await ended
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const Word = z.object({
  id: z.string(),
  from: z.string(),
  name: z.string(),
  to: z.string(),
  state: z.enum(['ringing', 'answered', 'ended', 'missed']),
})

/** The tests of calls run against a real exchange or not at all, and say how to get one. Answers where its modules are. */
async function requirePrograms(): Promise<string> {
  const missing = ['/usr/sbin/kamailio', '/usr/bin/sipp'].filter((file) => !existsSync(file))
  const found: string[] = []
  for await (const file of glob('/usr/lib/*/kamailio/modules/evapi.so')) found.push(file)
  const [evapi] = found
  if (missing.length > 0 || evapi === undefined)
    throw new Error(
      `A telephone exchange is missing (${missing.join(', ') || 'evapi.so'}). Install it: ${install}`,
    )
  return `${dirname(evapi)}/`
}

/** Netstrings, as evapi speaks: the length in digits, a colon, the bytes, a comma. */
function readNetstrings(socket: ReturnType<typeof connect>, hear: (text: string) => void) {
  let bytes = Buffer.alloc(0)
  socket.on('data', (part: Buffer) => {
    bytes = Buffer.concat([bytes, part])
    for (;;) {
      const colon = bytes.indexOf(':')
      const length = Number(bytes.subarray(0, colon).toString())
      if (colon < 0 || bytes.length < colon + length + 2) return
      hear(bytes.subarray(colon + 1, colon + 1 + length).toString())
      bytes = bytes.subarray(colon + length + 2)
    }
  })
}

const word = (state: CallState, from: string, name: string, to: string) =>
  `evapi_relay("{\\"id\\":\\"$ci\\",\\"from\\":\\"${from}\\",\\"name\\":\\"${name}\\",\\"to\\":\\"${to}\\",\\"state\\":\\"${state}\\"}");`

const remembered = (state: CallState) => word(state, '$dlg_var(from)', '$dlg_var(name)', '$dlg_var(to)')

/** A proxy with a registrar, on loopback, that says of each call what becomes of it. */
const configuration = ({
  modules,
  sip,
  words,
}: {
  modules: string
  sip: number
  words: number
}) => `#!KAMAILIO
debug=-1
log_stderror=yes
fork=yes
children=4
tcp_children=1
listen=udp:127.0.0.1:${sip}
auto_aliases=no
mpath="${modules}"
${[
  'kex',
  'corex',
  'tm',
  'tmx',
  'sl',
  'rr',
  'pv',
  'maxfwd',
  'textops',
  'siputils',
  'usrloc',
  'registrar',
  'dialog',
  'evapi',
]
  .map((name) => `loadmodule "${name}.so"`)
  .join('\n')}
modparam("evapi", "bind_addr", "127.0.0.1:${words}")
modparam("evapi", "workers", 1)
modparam("rr", "enable_full_lr", 1)
modparam("dialog", "db_mode", 0)
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
  if (has_totag()) {
    if (loose_route()) { t_relay(); exit; }
    if (is_method("ACK")) { if (t_check_trans()) { t_relay(); } exit; }
    sl_send_reply("404", "Not here"); exit;
  }
  t_check_trans();
  # The telephone that was put there last is the only one.
  if (is_method("REGISTER")) { save("location", "0x04"); exit; }
  if (is_method("INVITE")) {
    record_route();
    dlg_manage();
    $dlg_var(from) = $fU; $dlg_var(to) = $rU; $dlg_var(name) = $(fn{s.rm,"});
    if (!lookup("location")) { sl_send_reply("404", "No agent"); exit; }
    ${word('ringing', '$fU', '$dlg_var(name)', '$dlg_var(to)')}
    t_relay(); exit;
  }
  sl_send_reply("200", "OK");
}
event_route[dialog:start] { ${remembered('answered')} }
event_route[dialog:end] { ${remembered('ended')} }
event_route[dialog:failed] { ${remembered('missed')} }
`
