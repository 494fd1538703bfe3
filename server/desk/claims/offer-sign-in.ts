import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { saveClaimLink } from '#server/store/claim-links.ts'
import { newId } from '#server/store/id.ts'
import { claimLinkDigest, claimLinkToken, signInBase } from './claim-link.ts'
import { memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { commandOnClaim } from './held-claim.ts'
import { publicAddressOf } from '../replies/public-address.ts'

/**
 * Gives them a link by which they sign in with the network of the account that they named. It ends the one before it, and
 * holds as long as policy waits. Asked again under the same key, the same link is answered.
 */
export async function offerSignIn(
  desk: Desk,
  agent: Agent,
  asked: { claimId: string; key: string },
): Promise<Done & { url: string; until: string }> {
  const base = signInBase(await publicAddressOf(desk, agent.org))
  const done = await commandOnClaim(desk, agent, 'offerSignIn', asked, async (tx, { claim, words, rule }) => {
    if (base === null) throw new Refusal('conflict', nowhere)
    if (claim.state !== 'claimed')
      throw new Refusal(
        'conflict',
        'This is decided already. Write down what they say now, then give a link.',
      )
    if (words.handle === null || !desk.networks.get(words.network ?? '')?.signInThere)
      throw new Refusal('invalid', 'Nobody can sign in for us there. Give them a code to post instead.')
    const now = desk.now()
    const holds = rule.verifyWithin.blank ? shortest : rule.verifyWithin
    const until = now.add(holds.round({ largestUnit: 'hours' })).toString()
    const id = newId(now)
    const digest = claimLinkDigest(claimLinkToken(desk, id))
    await saveClaimLink(tx, { id, claim: claim.id, digest, until })
    const offered = { id: claim.id, link: id, until }
    return {
      events: [happened('claim-sign-in-offered', now, memberActor(agent), offered)],
      id: `${id} ${until}`,
    }
  })
  const [id = '', until = ''] = done.id.split(' ')
  return { ...done, id, url: `${base}/c/${claimLinkToken(desk, id)}`, until }
}

const nowhere =
  'Networks let people sign in only for a desk that is reached by https, under a name of its own. An administrator says where that is under Settings, The desk. Give them a code meanwhile.'

/** Where policy takes their word at once, or waits for nothing, a link still holds a quarter of an hour. */
const shortest = Temporal.Duration.from({ minutes: 15 })
