import { signedBy, type Provenance } from '#domain/craft/provenance.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { dropSigning, holdSigning } from '#server/store/signings.ts'
import type { Agent } from '../command.ts'

/** A reply as it is about to leave, and the text that it claims to be. */
type Leaving = {
  signing?: string | undefined
  body: string
  visibility: 'private' | 'public'
  asks: boolean
}

/**
 * Under whose name a reply goes out. Under somebody else's it goes only in exactly the words, and to the readers, that they
 * have approved: whatever was changed since, by whomever, refuses it.
 */
export async function signatureOf(
  tx: OrgTx,
  agent: Agent,
  cases: readonly string[],
  reply: Leaving,
): Promise<{ as: string; provenance?: Provenance }> {
  if (reply.signing === undefined) return { as: agent.handle }
  const waiting = await holdSigning(tx, reply.signing)
  if (!waiting || !cases.includes(waiting.case_id))
    throw new Refusal('not-found', 'This reply waits for nobody’s name any more.')
  const isSame =
    waiting.body === reply.body &&
    waiting.is_public === (reply.visibility === 'public') &&
    waiting.asks === reply.asks
  if (waiting.approved_version !== waiting.version || !isSame)
    throw new Refusal(
      'not-allowed',
      'Nobody’s name goes under words that they have not approved. Ask them to read these, then send.',
    )
  await dropSigning(tx, waiting.id)
  return { as: waiting.signer, provenance: signedBy(waiting, waiting.signer) }
}
