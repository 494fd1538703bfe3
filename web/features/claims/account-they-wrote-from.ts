import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'

type Around = Pick<z.output<typeof CaseView>, 'accounts' | 'messages'>

/** The account on a network from which the customer wrote last on a case, or else the first that is known to be theirs. */
export function accountTheyWroteFrom({
  accounts,
  messages,
}: Around): { network: string; handle: string } | null {
  const theirs = accounts.filter(({ kind }) => kind === 'handle')
  const wrote = messages.findLast(
    ({ direction, from }) => direction === 'in' && theirs.some(({ address }) => address === from.address),
  )?.from.address
  const account = theirs.find(({ address }) => address === wrote) ?? theirs[0]
  return account ? { network: account.network, handle: account.address.replace(/^@/, '') } : null
}
