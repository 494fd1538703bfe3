import type { Evidence } from '#domain/people/evidence.ts'
import { isShared } from '#domain/people/sharing.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { isLinkKnown } from '#server/store/link-proposals.ts'
import { saveLink } from '#server/store/links.ts'
import { readAccount } from '#server/store/people.ts'

/** Where something that speaks for a link comes from. */
export type LinkSource = `message:${string}` | `claim:${string}` | `member:${string}` | 'desk'

/**
 * Proposes that an account belongs to a person, on evidence. Answers the id of the proposal, or null where there is nothing to
 * propose: the account is theirs, is shared, or somebody has decided about the two before.
 */
export async function proposeAccountLink(
  tx: OrgTx,
  now: Temporal.Instant,
  given: { account: string; person: string; evidence: Evidence; source: LinkSource },
): Promise<string | null> {
  const account = await readAccount(tx, given.account)
  if (!account || account.person_id === given.person || isShared(account)) return null
  if (await isLinkKnown(tx, given.account, given.person)) return null
  const id = newId(now)
  saveLink(tx, {
    id,
    kind: 'account',
    subject: given.account,
    object: given.person,
    before: account.person_id,
    state: 'proposed',
    evidence: given.evidence,
    source: given.source,
    createdAt: now.toString(),
  })
  return id
}
