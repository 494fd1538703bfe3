import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type {
  addTelephone as adding,
  changeTelephone as changing,
  listTelephones as listing,
} from '#contract/telephones.ts'
import { Refusal } from '#domain/refusal.ts'
import { changeConnection, saveConnection } from '#server/store/connections.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import {
  allTelephones,
  readTelephone,
  saveTelephoneSecret,
  type TelephoneRow,
} from '#server/store/telephones.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { openSecret, sealSecret } from '../seal.ts'
import { lookUpTelephone } from './telephone-reach.ts'

type View = z.input<typeof listing.output>['telephones'][number]
type Asterisk = { address: string; user: string; password?: string | undefined }

/** The telephone systems, and how they are. */
export const showTelephones = (desk: Desk, { org }: Agent): Promise<z.input<typeof listing.output>> =>
  desk.db.withOrg(org, async (tx) => ({ telephones: (await allTelephones(tx)).map(telephoneView) }))

/**
 * Connects a telephone system. One that tells us of its calls is given a secret to sign with, shown this once: whoever asks
 * again is given another system with another secret, since to answer the same again the secret would have to be kept readable.
 */
export async function addTelephone(
  desk: Desk,
  { org }: Agent,
  { name, asterisk }: z.output<typeof adding.input>,
): Promise<z.input<typeof adding.output>> {
  if (asterisk) await refuseUnreachable(desk, asterisk.address)
  const id = newId(desk.now())
  const secret = asterisk ? null : newSecret()
  return desk.db.withOrg(org, async (tx) => {
    const { wrapped_key } = await thisOrganisation(tx)
    const sealed = sealSecret(desk.masterKey, wrapped_key, asterisk?.password ?? secret ?? '')
    await saveConnection(tx, {
      ...unused,
      id,
      channel: 'phone',
      name,
      settings: asterisk ? { asterisk: { address: asterisk.address, user: asterisk.user } } : {},
      sealedSecret: sealed.secret,
      wrappedKey: sealed.key,
      at: desk.now().toString(),
    })
    return { telephone: telephoneView(await telephoneNamed(tx, id)), secret }
  })
}

/** Changes a telephone system. A password that is not given anew is kept, as long as it goes to the same place. */
export async function changeTelephone(
  desk: Desk,
  { org }: Agent,
  asked: z.output<typeof changing.input>,
): Promise<View> {
  const { connectionId: id, name, asterisk, key } = asked
  if (asterisk) await refuseUnreachable(desk, asterisk.address)
  return once(desk, org, { name: 'changeTelephone', key, input: asked }, async (tx) => {
    const known = await telephoneNamed(tx, id)
    if ((asterisk === null) !== (known.settings.asterisk === undefined))
      throw new Refusal('conflict', 'End this one and add another: it tells us of calls in another way.')
    const { wrapped_key } = await thisOrganisation(tx)
    const sealed = asterisk
      ? sealSecret(desk.masterKey, wrapped_key, passwordFor(desk, wrapped_key, asterisk, known))
      : null
    await changeConnection(tx, {
      ...unused,
      id,
      name,
      settings: asterisk ? { asterisk: { address: asterisk.address, user: asterisk.user } } : {},
      sealedSecret: sealed?.secret ?? known.sealed_secret,
      wrappedKey: sealed?.key ?? known.wrapped_key,
      isOtherMailbox: false,
    })
    return telephoneView(await telephoneNamed(tx, id))
  })
}

/** Gives a telephone system another secret to sign with; what is signed by the old one is refused from now on. */
export const renewTelephoneSecret = (
  desk: Desk,
  { org }: Agent,
  { connectionId: id }: { connectionId: string },
): Promise<{ secret: string }> =>
  desk.db.withOrg(org, async (tx) => {
    const known = await telephoneNamed(tx, id)
    if (known.settings.asterisk) throw new Refusal('conflict', 'This one is asked, and signs nothing.')
    const { wrapped_key } = await thisOrganisation(tx)
    const secret = newSecret()
    await saveTelephoneSecret(tx, id, sealSecret(desk.masterKey, wrapped_key, secret))
    return { secret }
  })

/** The secret of a telephone system: what it signs with, or the password by which it is asked. */
export function secretOf(desk: Desk, organisationKey: Buffer, row: TelephoneRow): string | undefined {
  const { sealed_secret: secret, wrapped_key: key } = row
  return secret && key ? openSecret(desk.masterKey, organisationKey, { secret, key }) : undefined
}

/** The password that was given, or the one that is kept where it goes to the same place as before. */
export function passwordFor(
  desk: Desk,
  organisationKey: Buffer,
  { address, user, password }: Asterisk,
  known: TelephoneRow | undefined,
): string {
  if (password !== undefined) return password
  const kept = known?.settings.asterisk
  const secret = known && secretOf(desk, organisationKey, known)
  if (!kept || secret === undefined) throw new Refusal('invalid', 'The password is missing.')
  if (kept.address !== address || kept.user !== user)
    throw new Refusal(
      'invalid',
      `The kept password is for ${kept.user} at ${kept.address}. Type the one for ${address}.`,
    )
  return secret
}

/** A telephone system that has not ended. */
export async function telephoneNamed(tx: OrgTx, id: string): Promise<TelephoneRow> {
  const row = await readTelephone(tx, id)
  if (!row) throw new Refusal('not-found', 'There is no such telephone system.')
  if (row.ended_at) throw new Refusal('conflict', `${row.name} has ended. Add it anew to use it again.`)
  return row
}

async function refuseUnreachable(desk: Desk, address: string): Promise<void> {
  const found = await lookUpTelephone(desk, address)
  if (found.address === null && !found.isUnknown) throw new Refusal('invalid', `${address}: ${found.because}`)
}

/** What a connection of another channel has. */
const unused = { address: null, team: null, sealedRelay: null, wrappedRelayKey: null }

const newSecret = () => randomBytes(32).toString('base64url')

const telephoneView = (row: TelephoneRow): View => ({
  id: row.id,
  name: row.name,
  asterisk: row.settings.asterisk ? { ...row.settings.asterisk } : null,
  path: `/api/calls/from/${row.id}`,
  health: row.health && {
    state: row.health.state,
    since: row.health.since,
    because: row.health.because ?? null,
  },
  lastCallAt: row.last_item_at?.toString() ?? null,
  endedAt: row.ended_at?.toString() ?? null,
})
