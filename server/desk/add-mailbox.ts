import type { z } from 'zod'
import type { addMailbox as contract } from '#contract/desk.ts'
import { allConnections, saveConnection } from '#server/store/connections.ts'
import { newId } from '#server/store/id.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { sealSecret } from './seal.ts'
import { connectionView } from './show-desk.ts'

/** Adds a mailbox to be read. Its password is kept sealed under a key of its own. */
export async function addMailbox(
  desk: Desk,
  { org }: Agent,
  { name, address, imap }: z.output<typeof contract.input>,
) {
  const id = newId(desk.now())
  const added = await desk.db.withOrg(org, async (tx) => {
    const { wrapped_key } = await thisOrganisation(tx)
    const sealed = imap ? sealSecret(desk.masterKey, wrapped_key, imap.password) : null
    const settings = imap
      ? {
          imap: {
            host: imap.host,
            port: imap.port,
            secure: imap.secure,
            user: imap.user,
            mailbox: imap.mailbox,
          },
        }
      : {}
    await saveConnection(tx, {
      id,
      channel: 'email',
      name,
      address: address.toLowerCase(),
      settings,
      sealedSecret: sealed?.secret ?? null,
      wrappedKey: sealed?.key ?? null,
      at: desk.now().toString(),
    })
    return (await allConnections(tx)).find((connection) => connection.id === id)
  })
  if (!added) throw new Error('What was just saved is there.')
  return connectionView(added)
}
