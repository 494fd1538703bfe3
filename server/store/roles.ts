import { createHmac } from 'node:crypto'
import pg from 'pg'
import { Refusal } from '#domain/refusal.ts'
import type { DatabaseAddress } from './database.ts'

const roles = ['evenhand_app', 'evenhand_worker'] as const

/** What of the environment says where the database is, beside the owner's own address. */
export type RoleUrls = { app?: string | undefined; worker?: string | undefined }

/** Where each role signs in. Their passwords follow from the installation's master key, so none is stored. */
export function addressOf(owner: pg.ClientConfig, masterKey: Buffer, urls: RoleUrls = {}): DatabaseAddress {
  const as = (role: (typeof roles)[number], url: string | undefined): pg.ClientConfig =>
    url
      ? { connectionString: url }
      : { ...withoutUrl(owner), user: role, password: passwordOf(masterKey, role) }
  return {
    owner,
    app: as('evenhand_app', urls.app),
    worker: as('evenhand_worker', urls.worker),
    wallKey: createHmac('sha256', masterKey).update('wall').digest(),
  }
}

/**
 * Makes the roles that the desk signs in as. Where the owner may not, the roles have to be there already
 * and their addresses be given, and this says so.
 */
export async function makeRoles(owner: pg.Client, masterKey: Buffer, urls: RoleUrls = {}): Promise<void> {
  try {
    for (const role of roles) {
      if (urls[role === 'evenhand_app' ? 'app' : 'worker']) continue
      await makeRole(owner, role, `login password ${pg.escapeLiteral(passwordOf(masterKey, role))}`)
    }
    await makeRole(owner, 'evenhand_finder', 'nologin')
    await owner.query('grant evenhand_finder to current_user')
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error
    throw new Refusal(
      'not-allowed',
      'The role in DATABASE_URL may not create roles. Create evenhand_app, evenhand_worker (both with login) and evenhand_finder, grant evenhand_finder to it, and set DATABASE_APP_URL and DATABASE_WORKER_URL.',
    )
  }
}

async function makeRole(owner: pg.Client, role: string, attributes: string) {
  const { rows } = await owner.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'select rolsuper, rolbypassrls from pg_roles where rolname = $1',
    [role],
  )
  const [known] = rows
  if (known?.rolsuper || known?.rolbypassrls)
    throw new Refusal(
      'conflict',
      `The role ${role} could pass the wall between organisations: take superuser and bypassrls from it.`,
    )
  await owner.query(`${known ? 'alter' : 'create'} role ${role} ${attributes}`)
  // A role may change its own settings for all who come after; whatever it was made to do ends with the next start.
  await owner.query(`alter role ${role} reset all`)
  // A temporary table of the same name is never meant.
  await owner.query(`alter role ${role} set search_path = public, pg_temp`)
}

const passwordOf = (masterKey: Buffer, role: string) =>
  createHmac('sha256', masterKey).update(`role ${role}`).digest('base64url')

/** An address in parts, so that another role can sign in at the same place. */
function withoutUrl({ connectionString, ...parts }: pg.ClientConfig): pg.ClientConfig {
  if (!connectionString) return parts
  const { host, port, database, ssl } = new pg.Client({ connectionString })
  return { ...parts, host, port, ...(database !== undefined && { database }), ssl }
}
