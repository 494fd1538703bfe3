import { Client } from 'pg'
import { errorCode } from './error-code.ts'

/** How the owner of the embedded database reaches it over its socket; options of a `pg` pool or client. */
export type Owner = { host: string; port: number; user: string; password: string; database: string }

/**
 * What is behind a socket: our server, let in; our server that cannot let anybody in yet, or no longer;
 * nobody; or a server that does not know the owner, so that it is not ours.
 */
type Answer = { is: 'ready'; client: Client } | { is: 'busy' | 'nobody' | 'stranger' }

// One lock per server, held shared by every desk that uses it.
const presence = [0x45_76, 0x68_64]

/**
 * Knocks at the socket. Who is let in is present until its client ends: a desk that leaves sees it,
 * and leaves the server running.
 */
export async function knock(owner: Owner): Promise<Answer> {
  const client = new Client({
    ...owner,
    // Nobody is ever in the way of making, copying or dropping the desk's own database.
    database: 'postgres',
    application_name: `evenhand ${process.pid}`,
    connectionTimeoutMillis: 5000,
  })
  // The end of the connection says it too, and that is what is listened to.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1, $2)', presence)
    return { is: 'ready', client }
  } catch (error) {
    client.end().catch(() => undefined)
    return { is: meaningOf(error) }
  }
}

/** Gives up this client's presence; true when it was the last, and then nobody else can come in. */
export async function isLast(client: Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_shared($1, $2)', presence)
  const { rows } = await client.query<{ last: boolean }>(
    'select pg_try_advisory_lock($1, $2) as last',
    presence,
  )
  return rows[0]?.last === true
}

function meaningOf(error: unknown) {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ECONNREFUSED':
      return 'nobody'
    case '28P01':
    case '28000':
      return 'stranger'
    // Starting, recovering, stopping, killed on the way, too many connections; without a code: cut off.
    case '57P03':
    case '57P01':
    case '57P02':
    case '53300':
    case 'ECONNRESET':
    case 'EPIPE':
    case undefined:
      return 'busy'
    default:
      throw error
  }
}
