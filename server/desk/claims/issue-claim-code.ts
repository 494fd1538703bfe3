import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { saveClaimCode } from '#server/store/claims.ts'
import { newId } from '#server/store/id.ts'
import { claimCode, claimCodeDigest } from './claim-code.ts'
import { memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { commandOnClaim } from './held-claim.ts'

/**
 * Gives them a code for the account or the site that they named. It ends the code before it, and holds as long as policy
 * waits for one. Asked again under the same key, the same code is answered.
 */
export async function issueClaimCode(
  desk: Desk,
  agent: Agent,
  asked: { claimId: string; key: string },
): Promise<Done & { code: string; until: string }> {
  const done = await commandOnClaim(
    desk,
    agent,
    'issueClaimCode',
    asked,
    async (tx, { claim, words, rule }) => {
      if (claim.state !== 'claimed')
        throw new Refusal(
          'conflict',
          'This is decided already. Write down what they say now, then give a code.',
        )
      if (words.handle === null && words.domain === null)
        throw new Refusal('invalid', 'A code is for an account or a site. Write down which one they mean.')
      const now = desk.now()
      // Where policy takes their word at once, or waits for nothing, a code still holds a quarter of an hour.
      const holds = rule.verifyWithin.blank ? shortest : rule.verifyWithin
      const until = now.add(holds.round({ largestUnit: 'hours' })).toString()
      const id = newId(now)
      const digest = claimCodeDigest(desk, agent.org, claimCode(desk, id))
      await saveClaimCode(tx, { id, claim: claim.id, digest, until })
      const events = [
        happened('claim-code-issued', now, memberActor(agent), { id: claim.id, code: id, until }),
      ]
      return { events, id: `${id} ${until}` }
    },
  )
  const [id = '', until = ''] = done.id.split(' ')
  return { ...done, id, code: claimCode(desk, id), until }
}

const shortest = Temporal.Duration.from({ minutes: 15 })
