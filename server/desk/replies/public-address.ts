import type { z } from 'zod'
import type { showPublicAddress as contract } from '#contract/public-address.ts'
import { readPublicAddress } from '#domain/public-address.ts'
import { Refusal } from '#domain/refusal.ts'
import { readPublicAddress as savedAddress, savePublicAddress } from '#server/store/public-address.ts'
import type { OrgTx } from '#server/store/database.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

type PublicAddress = z.input<typeof contract.output>

/**
 * Where customers and colleagues reach this desk, if anybody said so; whoever runs it has the last word. Those of the sample
 * company sit at this machine.
 */
export async function publicAddressOf({ db, place }: Desk, org: string): Promise<string | null> {
  return place.publicUrl ?? db.withOrg(org, (tx) => publicAddressIn(tx, place))
}

/** The same within what is being read or done. */
export async function publicAddressIn(tx: OrgTx, place: Desk['place']): Promise<string | null> {
  if (place.publicUrl !== undefined) return place.publicUrl
  const saved = await savedAddress(tx)
  if (saved !== null || place.urlHere === undefined) return saved
  return (await thisOrganisation(tx)).is_sample ? place.urlHere : null
}

/** Where others reach this desk, for whoever gives a link away. */
export const showPublicAddress = async (desk: Desk, { org }: Agent): Promise<PublicAddress> => ({
  address: desk.place.publicUrl ?? (await desk.db.withOrg(org, savedAddress)),
  isLocked: desk.place.publicUrl !== undefined,
})

/** Says where others reach this desk: every link that it gives from now on begins with it. */
export async function setPublicAddress(
  desk: Desk,
  agent: Agent,
  { address: typed }: { address: string | null },
): Promise<PublicAddress> {
  if (desk.place.publicUrl !== undefined)
    throw new Refusal('conflict', 'Whoever runs this desk has set its address by EVENHAND_PUBLIC_URL.')
  const address = typed === null || typed.trim() === '' ? null : readPublicAddress(typed)
  if (address === undefined)
    throw new Refusal(
      'invalid',
      `“${typed}” is not the address of a desk. It reads like https://complaints.example.org, without a path.`,
    )
  const at = desk.now().toString()
  await desk.db.withOrg(agent.org, (tx) => savePublicAddress(tx, { address, at, by: agent.handle }))
  return { address, isLocked: false }
}
