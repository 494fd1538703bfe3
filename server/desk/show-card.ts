import type { z } from 'zod'
import type { showCard as asking } from '#contract/card.ts'
import { Refusal } from '#domain/refusal.ts'
import { readCall } from '#server/store/calls.ts'
import { casesOfCallers, namesOfPeople, type PersonsCase } from '#server/store/cards.ts'
import type { OrgTx } from '#server/store/database.ts'
import { homeCountry } from '#server/store/home-country.ts'
import { newId } from '#server/store/id.ts'
import { listedCase } from '#server/store/case-list.ts'
import { noteLookup } from '#server/store/lookup.ts'
import { accountsOfNumber } from './accounts-of-number.ts'
import { isWithheld } from './caller-of.ts'
import { caseInFront } from './case-in-front.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { readPhoneNumber } from './phone-number.ts'
import { seenAmong } from './seen.ts'

type Asked = z.output<typeof asking.input>
type Card = z.input<typeof asking.output>
type Caller = Pick<Card, 'number' | 'person' | 'sure' | 'others'>

const mostCases = 50
const mostShown = 5

/** Who calls, and what one needs to know in two seconds: the person, the case in front, and what may be done. */
export const showCard = (desk: Desk, agent: Agent, asked: Asked): Promise<Card> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const { number, noted } = await whatIsAsked(tx, agent, asked)
    const wanted = await seenCase(tx, agent, asked.case ?? noted)
    const caller = await whoCalls(tx, agent, number, wanted)
    const people = [caller.person, ...caller.others].flatMap((one) => (one ? [one.id] : []))
    if (asked.call === undefined && (number !== null || wanted !== undefined))
      noteLookup(tx, {
        id: newId(desk.now()),
        at: desk.now().toString(),
        by: agent.handle,
        readAs: number === null ? 'person' : 'number',
        persons: people,
      })
    const cases = await seenCases(tx, agent, people)
    const inFront =
      cases.find(({ id }) => id === wanted) ?? (caller.person === null ? undefined : newestOpen(cases))
    return {
      ...caller,
      cases: cases
        .filter(({ state }) => state === 'open')
        .slice(0, mostShown)
        .map(({ id, number: caseNumber, subject, severity, state }) => ({
          id,
          number: caseNumber,
          subject: subject ?? '',
          severity,
          state,
        })),
      front: inFront ? await caseInFront(desk, tx, agent, inFront.id) : null,
    }
  })

/** The number that calls, and the case that the call was written down to. */
async function whatIsAsked(tx: OrgTx, { handle, role }: Agent, { call: id, phone }: Asked) {
  if (id === undefined) return { number: phone ?? null, noted: undefined }
  const call = await readCall(tx, id)
  if (!call || (call.member !== handle && role === 'agent'))
    throw new Refusal('not-found', 'There is no such call.')
  return { number: call.caller, noted: call.case_id ?? undefined }
}

/** A case that a colleague may not see tells them nothing. */
async function seenCase(tx: OrgTx, agent: Agent, id: string | undefined): Promise<string | undefined> {
  if (id === undefined) return undefined
  return (await seenAmong(tx, agent, [id])).has(id) ? id : undefined
}

/** A case that was chosen says who it is; else the number does, wholly or by its ending. */
async function whoCalls(
  tx: OrgTx,
  agent: Agent,
  told: string | null,
  wanted: string | undefined,
): Promise<Caller> {
  const given = told === null || isWithheld(told) ? null : told
  const chosen = wanted === undefined ? undefined : (await listedCase(tx, wanted))?.fold.person
  const typed = given === null ? null : readPhoneNumber(given, await homeCountry(tx))
  const known = typed ? await accountsOfNumber(tx, typed) : []
  const ids = [...new Set([...(chosen ? [chosen] : []), ...known.map(({ person_id: person }) => person)])]
  const people = ids.length > 0 ? await namesOfPeople(tx, ids, agent) : []
  const named = ids.flatMap((id) => people.filter((person) => person.id === id))
  const theirs = known.filter(({ person_id: owner }) => named.some(({ id }) => id === owner))
  const number = theirs[0]?.address ?? typed?.international ?? given
  const isWhole = typed !== null && theirs.some(({ address_key: key }) => typed.keys.includes(key))
  const [first, ...others] = named
  if (first && (chosen || others.length === 0))
    return {
      number,
      person: first,
      sure: isWhole || chosen ? 'number' : 'ending',
      others: chosen ? [] : others,
    }
  if (first) return { number, person: null, sure: 'several', others: named }
  return { number, person: null, sure: number === null ? 'withheld' : 'nobody', others: [] }
}

/** The cases of these people that the colleague may see: whoever made contact last comes first among the open ones. */
async function seenCases(tx: OrgTx, agent: Agent, people: readonly string[]): Promise<PersonsCase[]> {
  if (people.length === 0) return []
  const all = await casesOfCallers(tx, people, mostCases)
  const seen = await seenAmong(
    tx,
    agent,
    all.map(({ id }) => id),
  )
  return all.filter(({ id }) => seen.has(id)).toSorted(byLastContact)
}

const byLastContact = (a: PersonsCase, b: PersonsCase) =>
  Number(b.state === 'open') - Number(a.state === 'open') ||
  Temporal.Instant.compare(b.last_contact_at, a.last_contact_at)

const newestOpen = (cases: readonly PersonsCase[]) => cases.find(({ state }) => state === 'open')
