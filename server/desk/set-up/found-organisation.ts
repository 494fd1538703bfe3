import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { readPolicy } from '#domain/policy/document.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Database } from '#server/store/database.ts'
import { errorCode } from '#server/store/error-code.ts'
import { newId } from '#server/store/id.ts'
import { allOrganisations, saveOrganisation, type OrganisationRow } from '#server/store/organisations.ts'
import { newOrganisationKey } from '../seal.ts'

const starterFile = new URL('../../../packs/policies/starter.yaml', import.meta.url)

let starter: Promise<unknown> | undefined

/** The policy that an organisation begins with; it is read once a process. */
const starterPolicy = () => (starter ??= readStarter())

async function readStarter(): Promise<unknown> {
  const policy: unknown = parse(await readFile(starterFile, 'utf8'))
  readPolicy(policy) // A starter that cannot be read must not become somebody's policy.
  return policy
}

/**
 * Founds an organisation: born with its administrator on every rung round the clock, a default connection that takes
 * mail for any unclaimed recipient, and the starter policy.
 */
async function foundOrganisation(
  db: Database,
  masterKey: Buffer,
  name: string,
  now: Temporal.Instant,
): Promise<{ id: string; name: string }> {
  const policy = await starterPolicy()
  const id = newId(now)
  await db.asOwner((tx) =>
    saveOrganisation(tx, {
      id,
      name,
      wrappedKey: newOrganisationKey(masterKey),
      at: now.toString(),
      administrator: { handle: 'administrator', name: 'Administrator' },
      connection: { id: newId(now), name },
      policy,
    }),
  )
  return { id, name }
}

/** The organisation of this name, the oldest where none is given; the first one is founded when there is none. */
export async function organisationNamed(
  db: Database,
  masterKey: Buffer,
  name: string | undefined,
  now: Temporal.Instant,
): Promise<{ id: string; name: string; isNew: boolean }> {
  const known = async () => {
    const all: OrganisationRow[] = await db.asOwner(allOrganisations)
    return all.find((organisation) => name === undefined || organisation.name === name)
  }
  const found = await known()
  if (found) return { id: found.id, name: found.name, isNew: false }
  try {
    return { ...(await foundOrganisation(db, masterKey, name ?? 'My organisation', now)), isNew: true }
  } catch (error) {
    // Of several processes that start at once on a new database, one founds it.
    const other = errorCode(error) === uniqueViolation ? await known() : undefined
    if (!other) throw error
    return { id: other.id, name: other.name, isNew: false }
  }
}

/**
 * The organisation that a command on the desk's machine is about. A name that none has is a slip of the pen, unless it is said
 * that a new one is meant: it would stay, and nobody would look for it.
 */
export async function organisationMeant(
  db: Database,
  masterKey: Buffer,
  { name, mayBeNew }: { name: string | undefined; mayBeNew: boolean },
  now: Temporal.Instant,
): ReturnType<typeof organisationNamed> {
  const all = await db.asOwner(allOrganisations)
  const isKnown = name === undefined || all.some((organisation) => organisation.name === name)
  if (isKnown || mayBeNew) return organisationNamed(db, masterKey, name, now)
  const there = all
    .map((one) => (one.is_sample ? `"${one.name}" (the sample company)` : `"${one.name}"`))
    .join(', ')
  throw new Refusal('not-found', `There is no organisation "${name}". These are there: ${there}.`)
}

const uniqueViolation = '23505'
