import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { showCard as asking } from '#contract/card.ts'
import { Refusal } from '#domain/refusal.ts'
import { readCall } from '#server/store/calls.ts'
import { listedCase } from '#server/store/case-list.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { noteLookup } from '#server/store/lookup-log.ts'
import { isWithheld } from '../line/caller-of.ts'
import { caseInFront } from '../cases/case-in-front.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { whoIsMeant } from './look-up.ts'
import { seenAmong } from '../cases/seen.ts'

type Asked = z.output<typeof asking.input>
type Card = z.input<typeof asking.output>
type Person = Awaited<ReturnType<typeof whoIsMeant>>['people'][number]
type Caller = Pick<Card, 'number' | 'sure'> & { person: Person | null; others: readonly Person[] }
/** What is asked about: a number, a case, and the call of this colleague that it belongs to. */
type About = { number: string | null; noted: string | undefined; call: string | undefined }

const mostShown = 5

/**
 * Who calls, and what one needs to know in two seconds: the person, the case in front, and what may be done. They are found as
 * a look-up finds them; that they were looked at is written down once for each call.
 */
export const showCard = (desk: Desk, agent: Agent, asked: Asked): Promise<Card> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const about = await whatIsAsked(tx, agent, asked)
    const wanted = await seenCase(tx, agent, asked.case ?? about.noted)
    const { number, sure, person, others } = await whoCalls(desk, tx, agent, about.number, wanted)
    const people = person ? [person, ...others] : others
    noteLook(desk, tx, agent, about, { people, wanted })
    const cases = people.flatMap((one) => one.cases).toSorted(byLastContact)
    const inFront = (wanted && wanted.id) ?? (person === null ? undefined : newestOpen(cases)?.id)
    return {
      number,
      sure,
      person: person && named(person),
      why: person?.why ?? [],
      others: others.map(named),
      cases: cases
        .filter(({ state }) => state === 'open')
        .slice(0, mostShown)
        .map(({ id, number: caseNumber, subject, severity, state }) => ({
          id,
          number: caseNumber,
          subject,
          severity,
          state,
        })),
      reach: person?.reach ?? null,
      front: inFront === undefined ? null : await caseInFront(desk, tx, agent, inFront),
    }
  })

/** The number that calls, and the case that the call was written down to. */
async function whatIsAsked(tx: OrgTx, { handle, role }: Agent, { call: id, phone }: Asked): Promise<About> {
  if (id === undefined) return { number: phone ?? null, noted: undefined, call: undefined }
  const call = await readCall(tx, id)
  if (!call || (call.member !== handle && role === 'agent'))
    throw new Refusal('not-found', 'There is no such call.')
  const isMine = call.member === handle
  return { number: call.caller, noted: call.case_id ?? undefined, call: isMine ? call.id : undefined }
}

type Wanted = { id: string; person: string | undefined }

/** The case that was chosen, with whose it is. One that a colleague may not see tells them nothing. */
async function seenCase(tx: OrgTx, agent: Agent, id: string | undefined): Promise<Wanted | undefined> {
  if (id === undefined || !(await seenAmong(tx, agent, [id])).has(id)) return undefined
  const row = await listedCase(tx, id)
  return row && row.fold.state !== 'merged' ? { id, person: row.fold.person ?? undefined } : undefined
}

/** A case that was chosen says who it is; else the number does, where it leads to one person more surely than to others. */
async function whoCalls(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  told: string | null,
  wanted: Wanted | undefined,
): Promise<Caller> {
  const given = told === null || isWithheld(told) ? null : told
  const byNumber =
    given === null ? null : await whoIsMeant(desk, tx, agent, { readAs: 'number', phone: given })
  const number = byNumber?.international ?? given
  const found = byNumber?.people ?? []
  if (wanted?.person !== undefined) {
    const theirs = found.find(({ person, sure }) => person.id === wanted.person && isSure(sure))
    const person = theirs ?? (await whoIsMeant(desk, tx, agent, wanted.person)).people[0]
    if (person) return { number, person, sure: person.sure === 'likely' ? 'likely' : 'known', others: [] }
  }
  const [first] = found
  if (!first) return { number, person: null, sure: number === null ? 'withheld' : 'nobody', others: [] }
  const alike = found.filter(({ sure }) => sure === first.sure)
  return isSure(first.sure) && alike.length === 1
    ? { number, person: first, sure: first.sure, others: [] }
    : { number, person: null, sure: 'several', others: found }
}

/** What is shared by several, or only resembles, says nobody. */
const isSure = (sure: Person['sure']) => sure === 'known' || sure === 'likely'

function noteLook(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  { number, call }: About,
  { people, wanted }: { people: readonly Person[]; wanted: Wanted | undefined },
): void {
  const isAsked = call ? people.length > 0 : number !== null || wanted !== undefined
  if (!isAsked) return
  const persons = people.map(({ person }) => person.id)
  noteLookup(tx, {
    id: call ? lookIdOn(call, persons) : newId(desk.now()),
    at: desk.now().toString(),
    by: agent.handle,
    readAs: call ? 'call' : number === null ? 'person' : 'number',
    persons,
    caseId: wanted?.id ?? null,
  })
}

/** A card is read again at each change: the same people on the same call are one look. The id begins as the call’s, with its time. */
function lookIdOn(call: string, persons: readonly string[]): string {
  const digest = createHash('sha256').update(`${call} ${persons.toSorted().join()}`).digest('hex')
  return `${call.slice(0, 14)}7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`
}

const named = ({ person, accounts }: Person) => ({
  id: person.id,
  name: person.name ?? accounts[0]?.address ?? 'Not known',
})

type PersonsCase = Person['cases'][number]

const byLastContact = (a: PersonsCase, b: PersonsCase) =>
  Number(b.state === 'open') - Number(a.state === 'open') ||
  Temporal.Instant.compare(b.lastContactAt, a.lastContactAt)

const newestOpen = (cases: readonly PersonsCase[]) => cases.find(({ state }) => state === 'open')
