import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './loopback.ts'
import { callerGivesUp, callerSpeaks, telephoneAnswers, telephoneRings } from './sip-scenario.ts'
import { freeUdpPort, startSipp } from './sipp.ts'
import type { Caller } from './switchboard.ts'

// A real Asterisk, where there is one: on the PATH, or in a folder that ASTERISK_ROOT names and that is entered by chroot. No
// Debian release of today has a package of it, so that nobody can be asked to install one.

/** Whether there is an Asterisk to run. */
export const hasAsterisk = (): boolean => programOf() !== null

function programOf(): { root: string; command: string[] } | null {
  const root = process.env['ASTERISK_ROOT']
  if (root !== undefined && existsSync(join(root, 'usr/sbin/asterisk')))
    return { root, command: ['chroot', root, '/usr/sbin/asterisk'] }
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'asterisk'))
    .find((file) => existsSync(file))
  return path === undefined ? null : { root: '/', command: [path] }
}

export type Asterisk = {
  address: string
  user: string
  password: string
  /** Somebody calls 4000, whose telephone is picked up after a while, or never. Resolves when they have hung up. */
  call(caller: Caller, how: { picksUpAfterMs: number | null; lastsMs: number }): Promise<void>
  stop(): Promise<void>
}

/** Starts an Asterisk of its own on loopback. */
export async function startAsterisk(): Promise<Asterisk> {
  const program = programOf()
  if (!program) throw new Error('There is no Asterisk here.')
  const { root, command } = program
  const inside = `/tmp/evenhand-asterisk-${crypto.randomUUID()}`
  const folder = join(root, inside)
  const [http, sip, telephone] = [await freePort(), await freeUdpPort(), await freeUdpPort()]
  const password = crypto.randomUUID()
  for (const part of ['etc', 'lib', 'run', 'log']) await mkdir(join(folder, part), { recursive: true })
  const files = configuration({ inside, modules: modulesIn(root), http, sip, telephone, password })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'etc', name), text)
  const [first = '', ...rest] = command
  const asterisk = spawn(first, [...rest, '-f', '-C', `${inside}/etc/asterisk.conf`], {
    detached: true,
    stdio: 'ignore',
  })
  const address = `http://127.0.0.1:${http}`
  const at = { address, user: 'desk', password }
  await untilThere(at, asterisk)
  let runs = 0
  return {
    ...at,
    async call({ from, name, to }, { picksUpAfterMs, lastsMs }) {
      const agent = picksUpAfterMs === null ? telephoneRings() : telephoneAnswers(picksUpAfterMs)
      const answering = await startSipp(join(folder, `agent-${++runs}`), {
        xml: agent,
        fields: [],
        port: telephone,
        more: ['-m', '1'],
      })
      const calling = await startSipp(join(folder, `caller-${runs}`), {
        xml: picksUpAfterMs === null ? callerGivesUp(lastsMs) : callerSpeaks(lastsMs),
        fields: [[from, name, to]],
        port: await freeUdpPort(),
        more: [`127.0.0.1:${sip}`, '-m', '1'],
      })
      await calling.ended()
      await answering.ended()
    },
    async stop() {
      if (asterisk.pid !== undefined && asterisk.exitCode === null) {
        const ended = once(asterisk, 'exit')
        process.kill(-asterisk.pid, 'SIGKILL')
        await ended
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function untilThere(
  { address, user, password }: { address: string; user: string; password: string },
  asterisk: ChildProcess,
) {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  for (let tries = 0; tries < 300; tries += 1) {
    if (asterisk.exitCode !== null) throw new Error(`Asterisk ended with ${asterisk.exitCode}.`)
    const answer = await fetch(`${address}/ari/asterisk/info`, { headers: { authorization } }).catch(
      () => null,
    )
    // Until its modules are loaded it answers that there is nothing here.
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error('Asterisk does not answer within half a minute.')
}

function modulesIn(root: string): string {
  const places = ['/usr/lib/x86_64-linux-gnu/asterisk/modules', '/usr/lib/aarch64-linux-gnu/asterisk/modules']
  return places.find((place) => existsSync(join(root, place))) ?? '/usr/lib/asterisk/modules'
}

type Configuration = {
  inside: string
  modules: string
  http: number
  sip: number
  telephone: number
  password: string
}

const configuration = ({ inside, modules, http, sip, telephone, password }: Configuration) => ({
  'asterisk.conf': `[directories]
astetcdir => ${inside}/etc
astmoddir => ${modules}
astvarlibdir => /usr/share/asterisk
astdbdir => ${inside}/lib
astkeydir => ${inside}/lib
astdatadir => /usr/share/asterisk
astagidir => /usr/share/asterisk/agi-bin
astspooldir => ${inside}/lib
astrundir => ${inside}/run
astlogdir => ${inside}/log
[options]
`,
  'modules.conf': `[modules]
autoload=yes
${['chan_sip', 'chan_iax2', 'chan_skinny', 'chan_unistim', 'chan_mgcp', 'res_phoneprov', 'pbx_dundi', 'pbx_ael', 'pbx_lua', 'app_voicemail', 'res_hep', 'cdr_pgsql', 'cel_pgsql'].map((name) => `noload=${name}.so`).join('\n')}
`,
  'http.conf': `[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=${http}\n`,
  'ari.conf': `[general]\nenabled=yes\n[desk]\ntype=user\npassword=${password}\n`,
  'pjsip.conf': `[udp]
type=transport
protocol=udp
bind=127.0.0.1:${sip}
[trunk]
type=endpoint
context=in
direct_media=no
disallow=all
allow=ulaw
[trunk]
type=identify
endpoint=trunk
match=127.0.0.1
[4000]
type=endpoint
context=in
direct_media=no
disallow=all
allow=ulaw
aors=4000
[4000]
type=aor
contact=sip:4000@127.0.0.1:${telephone}
`,
  'extensions.conf': `[in]
exten => 4000,1,Dial(PJSIP/4000,20)
 same => n,Hangup()
`,
  'cdr.conf': '[general]\nenabled=no\n',
  'logger.conf': '[general]\n[logfiles]\nmessages => notice,warning,error\n',
  'rtp.conf': '[general]\nrtpstart=20000\nrtpend=20100\n',
})
