import type { z } from 'zod'
import type { suggest as asking } from '#contract/by-hand.ts'
import { accountKey } from '#domain/account-key.ts'
import { isSameMatter, matterWords } from '#domain/text/matter.ts'
import type { OrgTx } from '#server/store/database.ts'
import { homeCountry } from '#server/store/home-country.ts'
import {
  peopleByKeys,
  peopleLike,
  peopleNaming,
  peopleWithCases,
  type FoundCase,
  type FoundPerson,
} from '#server/store/suggestions.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { accountsOfNumber } from './accounts-of-number.ts'
import { readPhoneNumber, type PhoneNumber } from './phone-number.ts'
import { seenAmong } from '../cases/seen.ts'

type Asked = z.output<typeof asking.input>
type Suggestions = z.input<typeof asking.output>
type By = Suggestions['people'][number]['by']

const mostPeople = 8
const mostCases = 5
const sameMatterWithin = Temporal.Duration.from({ hours: 24 * 30 })

/** Who it may be, and which case it may belong to, while a colleague still writes. */
export function suggest(desk: Desk, agent: Agent, asked: Asked): Promise<Suggestions> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const phone = asked.phone ? readPhoneNumber(asked.phone, await homeCountry(tx)) : null
    const by = await whoItMayBe(tx, asked, phone)
    const found = await seenPeople(tx, agent, await peopleWithCases(tx, [...by.keys()]))
    const people = found.toSorted((a, b) => order(by.get(a.id)) - order(by.get(b.id)) || compareNames(a, b))
    return {
      people: people.map((person) => ({
        id: person.id,
        name: nameOf(person),
        addresses: person.addresses,
        by: by.get(person.id) ?? 'name',
        cases: person.cases
          .filter(({ state }) => state === 'open')
          .slice(0, mostCases)
          .map(caseView),
      })),
      same: sameMatters(people, asked, desk.now()),
      phone: phone?.international ?? null,
    }
  })
}

/** People by what they were found by: a number or an address that is theirs before a name that only begins so. */
async function whoItMayBe(tx: OrgTx, asked: Asked, phone: PhoneNumber | null): Promise<Map<string, By>> {
  const { person, email = '', name = '' } = asked
  if (person) return new Map([[person, 'name']])
  const address = accountKey({ kind: 'email', address: email })
  const exact = [
    ...(phone ? await accountsOfNumber(tx, phone) : []),
    ...(address ? await peopleByKeys(tx, [address]) : []),
  ]
  const by = new Map<string, By>(
    exact.map(({ person_id: id, kind }) => [id, kind === 'phone' ? 'number' : 'email']),
  )
  const named = [...(phone?.keys ?? []), ...(address ? [address] : [])]
  // What somebody gave in writing is likely theirs, and proves nothing.
  if (exact.length === 0 && named.length > 0)
    for (const id of await peopleNaming(tx, named)) by.set(id, 'given')
  // One letter begins too many names and addresses to help anybody.
  const like = { name: name.length >= 2 ? name : '', email: email.length >= 3 ? email : '' }
  if (like.name || like.email)
    for (const id of await peopleLike(tx, like, mostPeople)) if (!by.has(id)) by.set(id, 'name')
  return new Map([...by].slice(0, mostPeople))
}

/** People with those of their cases that the colleague may see; without one there is nothing to see of them either. */
async function seenPeople(tx: OrgTx, agent: Agent, people: readonly FoundPerson[]): Promise<FoundPerson[]> {
  const seen = await seenAmong(
    tx,
    agent,
    people.flatMap(({ cases }) => cases.map(({ id }) => id)),
  )
  return people
    .map((person) => ({ ...person, cases: person.cases.filter(({ id }) => seen.has(id)) }))
    .filter(({ cases }) => agent.sees === null || cases.length > 0)
}

const order = (by: By | undefined) => (by === undefined || by === 'name' ? 2 : by === 'given' ? 1 : 0)

const nameOf = ({ name, addresses }: FoundPerson) => name ?? addresses[0]?.address ?? 'Not known'

const compareNames = (a: FoundPerson, b: FoundPerson) => nameOf(a).localeCompare(nameOf(b), 'en')

const caseView = ({ id, number, subject, state, lastContactAt }: FoundCase) => ({
  id,
  number,
  subject: subject ?? '',
  state,
  lastContactAt,
})

/** Cases about the same matter, as receiving would join them: within thirty days, the open ones and the newest first. */
function sameMatters(people: readonly FoundPerson[], { words = '' }: Asked, now: Temporal.Instant) {
  const matter = matterWords(words)
  const since = now.subtract(sameMatterWithin)
  return people
    .flatMap((person) => person.cases.map((kase) => ({ kase, person })))
    .filter(
      ({ kase }) =>
        Temporal.Instant.compare(kase.lastContactAt, since) >= 0 && isSameMatter(kase.matter, matter),
    )
    .toSorted(
      (a, b) =>
        Number(b.kase.state === 'open') - Number(a.kase.state === 'open') ||
        Temporal.Instant.compare(b.kase.lastContactAt, a.kase.lastContactAt),
    )
    .slice(0, mostCases)
    .map(({ kase, person }) => ({ ...caseView(kase), person: { id: person.id, name: nameOf(person) } }))
}
