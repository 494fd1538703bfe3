import type { z } from 'zod'
import type { addMailbox as adding, changeMailbox as changing } from '#contract/connections.ts'
import { Refusal } from '#domain/refusal.ts'
import { changeConnection, saveConnection, type ConnectionRow } from '#server/store/connections.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { refuseUnreachable } from './mail-reach.ts'
import { keptMailbox, keptRelay, passwordMeant, sealPassword, type ServerGiven } from './mail-passwords.ts'
import { connectionNamed, connectionView, liveConnection } from './show-connections.ts'
import { refuseUnknown } from '../colleagues/teams.ts'

type Added = Omit<z.output<typeof adding.input>, 'team'> & { team?: string | null }

/** Adds a mailbox to be read. Its passwords are kept sealed, each under a key of its own. */
export async function addMailbox(desk: Desk, { org }: Agent, asked: Added) {
  const { name, address, imap, relay, team = null, key } = asked
  await refuseUnreachable(desk, { imap, relay })
  const id = newId(desk.now())
  return takenOnce(() =>
    once(desk, org, { name: 'add-mailbox', key, input: asked }, async (tx) => {
      if (team !== null) await refuseUnknown(tx, [team])
      const saved = await sealedSettings(desk, tx, { imap, relay }, undefined)
      await saveConnection(tx, {
        ...saved,
        id,
        channel: 'email',
        name,
        address: address.toLowerCase(),
        team,
        at: desk.now().toString(),
      })
      return connectionView(await connectionNamed(tx, id))
    }),
  )
}

/** Changes a mailbox. A password that is not given anew is kept, as long as it goes to the same server. */
export async function changeMailbox(desk: Desk, { org }: Agent, asked: z.output<typeof changing.input>) {
  const { connectionId: id, name, address, team, imap, relay, key } = asked
  await refuseUnreachable(desk, { imap, relay })
  return takenOnce(() =>
    once(desk, org, { name: 'change-mailbox', key, input: asked }, async (tx) => {
      const known = await liveConnection(tx, id)
      refuseUnaddressed(known, address)
      if (team !== null && team !== known.team) await refuseUnknown(tx, [team])
      const saved = await sealedSettings(desk, tx, { imap, relay }, known)
      await changeConnection(tx, {
        ...saved,
        id,
        name,
        address: address?.toLowerCase() ?? null,
        team,
        isOtherMailbox: isOtherMailbox(known, imap),
      })
      return connectionView(await connectionNamed(tx, id))
    }),
  )
}

/** Only what takes everything that is not claimed needs no address. */
function refuseUnaddressed(known: ConnectionRow, address: string | null) {
  if (address === null && !known.is_default)
    throw new Refusal('invalid', 'A connection needs the address that it answers from.')
}

type Mailbox = ServerGiven & { mailbox: string }
type Given = { imap?: Mailbox | null | undefined; relay?: ServerGiven | null | undefined }

async function sealedSettings(
  desk: Desk,
  tx: OrgTx,
  { imap, relay }: Given,
  known: ConnectionRow | undefined,
) {
  const { wrapped_key } = await thisOrganisation(tx)
  const seal = (given: ServerGiven, kept: Parameters<typeof passwordMeant>[3]) =>
    sealPassword(desk, wrapped_key, passwordMeant(desk, wrapped_key, given, kept))
  const mailbox = imap ? seal(imap, known && keptMailbox(known)) : null
  const way = relay ? seal(relay, known && keptRelay(known)) : null
  return {
    settings: {
      ...(imap && { imap: { ...serverOf(imap), mailbox: imap.mailbox } }),
      ...(relay && { relay: serverOf(relay) }),
    },
    sealedSecret: mailbox?.secret ?? null,
    wrappedKey: mailbox?.key ?? null,
    sealedRelay: way?.secret ?? null,
    wrappedRelayKey: way?.key ?? null,
  }
}

const serverOf = ({ host, port, secure, user }: ServerGiven) => ({ host, port, secure, user })

const isOtherMailbox = ({ settings: { imap } }: ConnectionRow, given: Mailbox | null) =>
  imap?.host !== given?.host || imap?.user !== given?.user || imap?.mailbox !== given?.mailbox

/** An address of ours belongs to one connection of one organisation. */
export async function takenOnce<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (fault) {
    if (isAddressTaken(fault))
      throw new Refusal(
        'conflict',
        'Another connection has this address. End that one first, or change its address.',
      )
    throw fault
  }
}

const isAddressTaken = (fault: unknown) =>
  fault instanceof Error && 'constraint' in fault && fault.constraint === 'connections_by_address'
