import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, reachable } from './loopback.ts'

const install = 'apt-get update && apt-get install -y --no-install-recommends dovecot-imapd dovecot-lmtpd'
const program = '/usr/sbin/dovecot'
const needed = [program, '/usr/lib/dovecot/imap', '/usr/lib/dovecot/lmtp']

type Address = { host: string; port: number }

/** A running Dovecot of one test file: an IMAP server, and an LMTP server that delivers into its mailboxes. */
export type Dovecot = {
  imap: Address
  lmtp: Address
  /** A mailbox owner. The mailbox is made by the first mail or the first sign-in. */
  user(name: string): { user: string; password: string }
  /** Kills the server without warning; the mailboxes stay. */
  kill(): Promise<void>
  /** Kills the server if it runs and starts it again on the same ports with the same mailboxes. */
  restart(): Promise<void>
  /** Kills the server and removes its mailboxes. */
  stop(): Promise<void>
}

/** Starts a Dovecot of its own on free loopback ports with a folder of its own. */
export async function startDovecot(): Promise<Dovecot> {
  await requireDovecot()
  const owner = mailboxOwner()
  const folder = await mkdtemp(join(tmpdir(), 'dovecot-'))
  const imap = { host: '127.0.0.1', port: await freePort() }
  const lmtp = { host: '127.0.0.1', port: await freePort() }
  const password = crypto.randomUUID()
  await prepareFolder(folder, owner)
  await writeFile(join(folder, 'dovecot.conf'), configuration({ folder, owner, imap, lmtp, password }))

  let server = await launch(folder, [imap, lmtp])
  const kill = () => killGroup(server)
  const restart = async () => {
    await kill()
    server = await launch(folder, [imap, lmtp])
  }
  const stop = async () => {
    await kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return { imap, lmtp, user: (name) => ({ user: name, password }), kill, restart, stop }
}

/** The tests of mail run against a real Dovecot or not at all, and say how to get one. */
async function requireDovecot() {
  const present = await Promise.all(
    needed.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  )
  const missing = needed.filter((_, i) => !present[i])
  if (missing.length) throw new Error(`Dovecot is missing (${missing.join(', ')}). Install it: ${install}`)
  const version = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim()
  if (!version.startsWith('2.3.')) {
    throw new Error(`Dovecot ${version} reads another configuration; these tests need 2.3, as in Debian 12.`)
  }
}

type Owner = { user: string; group: string; uid: number; gid: number }

/** Dovecot never delivers as root: as root the mailboxes belong to nobody, else to whoever runs the tests. */
function mailboxOwner(): Owner {
  const of = process.getuid?.() === 0 ? ['nobody'] : []
  return {
    user: id('-un', ...of),
    group: id('-gn', ...of),
    uid: Number(id('-u', ...of)),
    gid: Number(id('-g', ...of)),
  }
}

const id = (...flags: string[]) => execFileSync('id', flags, { encoding: 'utf8' }).trim()

async function prepareFolder(folder: string, { uid, gid }: Owner) {
  await chmod(folder, 0o755)
  await mkdir(join(folder, 'boxes'))
  await chown(join(folder, 'boxes'), uid, gid)
}

type Configuration = { folder: string; owner: Owner; imap: Address; lmtp: Address; password: string }

function configuration({ folder, owner, imap, lmtp, password }: Configuration) {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
listen = ${imap.host}
protocols = imap lmtp
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0 secs
mail_location = maildir:${folder}/boxes/%n
mail_uid = ${owner.user}
mail_gid = ${owner.group}
first_valid_uid = 1
first_valid_gid = 1
recipient_delimiter = +
${process.getuid?.() === 0 ? '' : unprivileged(owner)}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/boxes/%n
}
service imap-login {
  inet_listener imap {
    port = ${imap.port}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = ${lmtp.host}
    port = ${lmtp.port}
  }
}
namespace inbox {
  inbox = yes
}
`
}

/** An ordinary user can neither change user nor enter a chroot: every part of Dovecot runs as this user. */
const unprivileged = ({ user, group }: Owner) => `
default_login_user = ${user}
default_internal_user = ${user}
default_internal_group = ${group}
service anvil {
  chroot =
}
service imap-login {
  chroot =
}
service stats {
  chroot =
}
`

async function launch(folder: string, addresses: Address[]): Promise<ChildProcess> {
  // A process group of its own, so that a kill takes the helpers with it.
  const server = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], {
    detached: true,
    stdio: 'ignore',
  })
  const up = await Promise.all(addresses.map((address) => reachable(address, server)))
  if (up.every(Boolean)) return server
  const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '(no log)')
  await killGroup(server)
  throw new Error(`Dovecot does not answer: ${log.slice(-2000)}`)
}

async function killGroup(server: ChildProcess) {
  const { pid } = server
  if (pid === undefined || server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  process.kill(-pid, 'SIGKILL')
  await ended
}
