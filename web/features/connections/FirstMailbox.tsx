import { useQuery } from '@tanstack/react-query'
import { connectionsQuery } from './connections-query.ts'
import { MailboxForm } from './MailboxForm.tsx'

/**
 * The mailbox that a desk is set up with. Its address goes to the connection that every desk is born with, so that there is one
 * connection, and whatever leaves the desk has a sender.
 */
export function FirstMailbox({ fetches = true, close }: { fetches?: boolean; close: () => void }) {
  const { data } = useQuery(connectionsQuery)
  if (!data) return null
  const born = data.connections.find(
    ({ channel, isDefault, address, imap }) =>
      channel === 'email' && isDefault && address === null && imap === null,
  )
  return <MailboxForm connection={born} isFirst fetches={fetches} close={close} />
}
