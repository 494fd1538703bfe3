import type { Case } from '#domain/case/case.ts'
import { findOutbound, type OutboundKind, type OutboundSpan } from '#domain/guard/outbound.ts'
import { findPersonalData } from '#domain/guard/personal-data.ts'
import type { PersonalKind } from '#domain/guard/personal-span.ts'
import { privateWays } from '#domain/guard/private-way.ts'
import { Refusal } from '#domain/refusal.ts'
import { smallLetters } from '#domain/text/small-letters.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { namesOfOthers } from '#server/store/guard-rules.ts'
import { knownToGuard } from './guard-rules.ts'

/** What is about to be said to a customer, and how many may read it. */
type Saying = {
  kase: Pick<Case, 'id' | 'person'>
  body: string
  isPublic: boolean
  /** The words of crisis that its writer has looked at, and means all the same. */
  despite: readonly string[]
}

/**
 * Refuses what must not leave: in public anybody's personal data and hashtags that are not ours; words of crisis unless each
 * of them is meant; and anywhere that help hangs on a post's being taken down or on a good review. The refusal names kinds and
 * places, never the words themselves: it is told to its writer, who has them.
 */
export async function guardReply(tx: OrgTx, { kase, body, isPublic, despite }: Saying): Promise<void> {
  const known = await knownToGuard(tx)
  const outbound = findOutbound(body, { isPublic, hashtags: known.hashtags })
  const meant = new Set(despite.map(smallLetters))
  const isMeant = ({ kind, from, to }: OutboundSpan) =>
    kind === 'crisis' && meant.has(smallLetters(body.slice(from, to)))
  refuseOutbound(outbound, isMeant)
  if (!isPublic) return
  const names = await namesOfOthers(tx, await withTaken(tx, [kase.id]), kase.person)
  const spans = findPersonalData(body, { ...known, names })
  if (spans.length === 0) return
  const kinds = [...new Set(spans.map(({ kind }) => kind))]
  const what = new Intl.ListFormat('en').format(kinds.map((kind) => personal[kind]))
  throw new Refusal(
    'invalid',
    `Everybody could read ${what} in this reply. Take it out, or send the reply in private.`,
    { personalData: spans, privateWays: privateWays({ canBePublic: true }) },
  )
}

function refuseOutbound(spans: readonly OutboundSpan[], isMeant: (span: OutboundSpan) => boolean) {
  const first = spans.find((span) => !isMeant(span))
  if (first) throw new Refusal('invalid', outboundSentence[first.kind], { outbound: spans })
}

const outboundSentence: Readonly<Record<OutboundKind, string>> = {
  condition:
    'Nobody’s help hangs on taking a post down or on a good review. Say what you do for them, whatever they publish.',
  hashtag:
    'A hashtag in this reply is not the company’s own. Take it out: it would carry the reply to strangers.',
  crisis:
    'This reply has a word in it that makes a story in public. Look at it again; send it so only if it is meant.',
}

const personal: Readonly<Record<PersonalKind, string>> = {
  card: 'a card number',
  iban: 'a bank account',
  phone: 'a phone number',
  email: 'an e-mail address',
  address: 'a postal address',
  'national-number': 'a national number',
  ip: 'an internet address',
  birth: 'a date of birth',
  account: 'a customer or order number',
  name: 'another customer’s name',
}
