import type { Case } from '#domain/case/case.ts'
import { factsAbout } from '#domain/case/facts-about.ts'
import { authoritiesOf } from '#domain/remedy/authority.ts'
import {
  lowerCaps,
  rulesToBegin,
  rulesUnlessSaid,
  type RemedyRules,
  type Spent,
} from '#domain/remedy/caps.ts'
import { entitlementOf, type Entitlement } from '#domain/remedy/entitlement.ts'
import type { Hands, Judging } from '#domain/remedy/judge-remedy.ts'
import { outcomeFacts } from '#domain/remedy/outcome-facts.ts'
import type { Sort } from '#domain/remedy/remedy.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readRemedyRules, remedyRulesSince, spentSoFar, type SpentRow } from '#server/store/remedies.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { handsOf } from '../colleagues/hands.ts'

/** Whoever signs anything waits for whoever is signing: two clicks at once never both pass a cap. */
export const signingLock = (org: string): bigint => lockOf(org, 'signing remedies')

/** A colleague by their hands. */
export const asHands = (agent: Agent): Hands => ({ member: agent.handle, hands: handsOf(agent) })

/** The caps that hold at a desk. */
export async function remedyRules(tx: OrgTx): Promise<RemedyRules> {
  return (await readRemedyRules(tx)) ?? rulesUnlessSaid
}

/** So long whoever has changed the caps signs within the lowest that held: nobody raises a cap and signs above it alone. */
const coolsFor = Temporal.Duration.from({ hours: 24 })

/** The caps that hold for what somebody signs. */
async function capsFor(tx: OrgTx, agent: Agent, now: Temporal.Instant): Promise<RemedyRules> {
  const since = now.subtract(coolsFor)
  const held = await remedyRulesSince(tx, since)
  const rules = held[0] ?? rulesUnlessSaid
  const changed = held.filter(({ at }) => Temporal.Instant.compare(at, since) > 0)
  if (!changed.some(({ by }) => handsOf(agent).includes(by))) return rules
  const first = changed.length === held.length ? rulesToBegin(rules.currency) : rules
  return held.reduce<RemedyRules>(lowerCaps, lowerCaps(rules, first))
}

/** All by which it is judged what may be given on a case, and who may sign it. */
export async function judgingOf(desk: Desk, tx: OrgTx, kase: Case, agent: Agent): Promise<Judging> {
  const now = desk.now()
  const { house, compiled, version } = await desk.policies.version(tx, kase.policy)
  const rules = await capsFor(tx, agent, now)
  const facts = outcomeFacts(house.facts, factsAbout(kase, house.facts))
  const everybody = house.ladder.flatMap(({ rota }) => rota.map(({ who }) => who))
  const lent = authoritiesOf(house.ladder, agent.handle, now).map(({ of }) => of)
  const rows = await spentSoFar(tx, {
    person: kase.person,
    authorities: [...new Set([...everybody, ...lent, agent.handle])],
    currency: rules.currency,
    month: monthBegan(now, house.deskHours.zone).toString(),
    year: now.subtract({ hours: 24 * 365 }).toString(),
  })
  const owed = entitlementOf(compiled, version, facts, rules.currency)
  const { danger, ...calm } = kase
  const sure = outcomeFacts(house.facts, factsAbout(calm, house.facts))
  const ifDanger = danger && isMore(owed, entitlementOf(compiled, version, sure, rules.currency))
  const spent = spentFrom(rows)
  return { kase, house, compiled, facts, owed, ...(ifDanger && { ifDanger }), rules, spent, now }
}

/** Whether something else is owed, or more of it. */
const isMore = (one: Entitlement, other: Entitlement) => one.what !== other.what || one.upTo > other.upTo

/** When the month began, by the calendar of the desk. */
export const monthBegan = (now: Temporal.Instant, zone: string): Temporal.Instant =>
  now.toZonedDateTimeISO(zone).with({ day: 1 }).startOfDay().toInstant()

function spentFrom(rows: readonly SpentRow[]): Spent {
  const sum = (scope: SpentRow['scope'], sort: Sort, authority: string | null = null) =>
    rows.find((row) => row.scope === scope && row.sort === sort && row.authority === authority)?.sum ?? 0
  const both = (scope: SpentRow['scope'], authority: string | null = null) => ({
    entitlement: sum(scope, 'entitlement', authority),
    gesture: sum(scope, 'gesture', authority),
  })
  const authorities = new Set(rows.flatMap(({ authority }) => authority ?? []))
  return {
    month: sum('month', 'gesture'),
    person: both('person'),
    byAuthority: Object.fromEntries([...authorities].map((of) => [of, both('authority', of)])),
  }
}
