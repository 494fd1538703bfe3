import type { z } from 'zod'
import type { lookUp as asking } from '#contract/lookup.ts'
import { accountKey } from '#domain/account-key.ts'
import type { Case } from '#domain/case/case.ts'
import type { House } from '#domain/case/house.ts'
import { strengthOf } from '#domain/people/evidence.ts'
import { howSure, type FoundBy, type Sure } from '#domain/people/how-sure.ts'
import { skeletonOf, type KnownHandle } from '#domain/people/look-alike.ts'
import { sameKey } from '#domain/people/same-account.ts'
import { isShared } from '#domain/people/sharing.ts'
import { readTypedSearch, type TypedSearch } from '#domain/people/typed-search.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { handlesLikeTheirs } from '#server/store/own-handles.ts'
import { cardsOf, findWanted, type CardRow, type FoundRow } from '#server/store/lookup.ts'
import { noteLookup } from '#server/store/lookup-log.ts'
import { listedCase } from '#server/store/case-list.ts'
import { promisesOn } from '#server/store/promises-given.ts'
import { wantReach } from '#server/store/reach.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { countryNow } from './home-country.ts'
import { sourceOf } from './link-source.ts'
import { lookAlikes, lookAlikesAmong } from './look-alikes.ts'
import { isSharedPerhaps, personCard, seenOf } from './person-card.ts'
import { readPhoneNumber, type PhoneNumber } from './phone-number.ts'
import { refuseUnseen } from '../cases/seen.ts'
import { staleHandles } from '../claims/show-reach.ts'

type Answer = z.input<typeof asking.output>
type Found = { person: string; by: FoundBy; account: string | null; hint: FoundRow | null }

const mostPeople = 5
/** Of some the colleague may see nothing, and one more tells that there are more. */
const mostRead = 6

/**
 * Who somebody is, from what the desk holds. No network is asked meanwhile: counts that are old are put on the list of those
 * who ask. Who looked, and whom they were shown, is written down.
 */
export const lookUp = (desk: Desk, agent: Agent, asked: z.output<typeof asking.input>): Promise<Answer> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const typed = readTypedSearch(asked.q)
    const chosen = asked.caseId ? await personOfCase(tx, agent, asked.caseId) : asked.person
    const { people, international } = await whoIsMeant(desk, tx, agent, chosen ?? typed)
    const shown = people.slice(0, mostPeople)
    const readAs = chosen === undefined ? typed.readAs : 'person'
    noteLookup(tx, {
      id: newId(desk.now()),
      at: desk.now().toString(),
      by: agent.handle,
      readAs,
      persons: shown.map(({ person }) => person.id),
      caseId: asked.caseId ?? null,
    })
    return { readAs, international, people: shown, hasMore: people.length > mostPeople }
  })

/**
 * Whom what was typed leads to, or a person who was chosen: how sure that is, what it rests on, and what a card tells of each,
 * the surest first. The look-up and the card of a call are made of it.
 */
export async function whoIsMeant(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  asked: TypedSearch | string,
): Promise<Pick<Answer, 'people' | 'international'>> {
  const typed: TypedSearch = typeof asked === 'string' ? { readAs: 'nothing' } : asked
  const phone = typed.phone ? readPhoneNumber(typed.phone, await countryFor(desk, tx, typed.phone)) : null
  const found =
    typeof asked === 'string' ? [chosenBy(asked)] : foundBy(await findWanted(tx, wanted(typed, phone)))
  const ids = found.map(({ person }) => person).slice(0, mostRead)
  // Who is only found by a name is not yet who is meant.
  const isMeant = ids.length > 0 && typed.readAs !== 'name'
  const [rows, known] = await Promise.all([
    ids.length > 0 ? cardsOf(tx, ids, agent) : [],
    isMeant ? handlesLikeTheirs(tx, ids) : null,
  ])
  const people = await cards(desk, tx, agent, { typed, found, rows, known })
  return { people, international: phone?.international ?? null }
}

async function personOfCase(tx: OrgTx, agent: Agent, caseId: string): Promise<string | undefined> {
  await refuseUnseen(tx, agent, caseId)
  return (await listedCase(tx, caseId))?.fold.person ?? undefined
}

/** A number that says its country needs no other. */
const countryFor = async (desk: Desk, tx: OrgTx, phone: string) =>
  /^(?:\+|00)/.test(phone) ? null : countryNow(desk, tx)

const chosenBy = (person: string): Found => ({ person, by: 'chosen', account: null, hint: null })

/** Networks whose handles people name in their letters. */
const namedNetworks = ['bluesky', 'mastodon', 'x', 'instagram']

function wanted({ email, handle = '', name = '', caseNumber }: TypedSearch, phone: PhoneNumber | null) {
  const mail = email === undefined ? [] : [{ kind: 'email' as const, address: email }]
  const handles = namedNetworks.map((network) => ({ kind: 'handle' as const, network, address: handle }))
  const keys = [...mail, ...(handle === '' ? [] : handles)].flatMap((one) => [accountKey(one), sameKey(one)])
  return {
    keys: [...(phone?.keys ?? []), ...keys.filter((key) => key !== null)],
    ending: phone?.ending ?? '',
    handle: handle.replace(/^@/, ''),
    skeleton: skeletonOf(handle),
    name,
    caseNumber: caseNumber ?? null,
  }
}

/** Each person once, by what is surest; behind a number that is somebody's own, whoever's ends alike is not meant. */
function foundBy(rows: readonly FoundRow[]): Found[] {
  const isExact = rows.some(({ by }) => by === 'account')
  const found = rows
    .filter(({ by }) => !isExact || by !== 'number-ending')
    .map((row): Found => ({
      person: row.person_id,
      by: wayOf(row),
      account: row.account_id,
      hint: row.message_id === null ? null : row,
    }))
    .toSorted((a, b) => order(howSure(a.by)) - order(howSure(b.by)))
  return [...new Map(found.toReversed().map((one) => [one.person, one])).values()].toReversed()
}

function wayOf({ by, sharing }: FoundRow): FoundBy {
  switch (by) {
    case 'account':
    case 'whole-handle':
      return isShared({ sharing }) ? 'shared-account' : 'account'
    case 'handle':
    case 'name':
      return 'beginning'
    default:
      return by
  }
}

const order = (sure: Sure) => ['known', 'likely', 'shared', 'perhaps'].indexOf(sure)

async function cards(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  {
    typed,
    found,
    rows,
    known,
  }: {
    typed: TypedSearch
    found: readonly Found[]
    rows: readonly CardRow[]
    known: readonly KnownHandle[] | null
  },
): Promise<Answer['people']> {
  const seen = new Map(rows.map((row) => [row.id, seenOf(row)]))
  // Of somebody none of whose cases a colleague may see there is nothing to see either.
  const visible = rows.filter(({ cases, has_cases: hasCases }) => cases.length > 0 || !hasCases)
  const folds = [...seen.values()].flat().map(({ kase }) => kase)
  const houses = await housesOf(desk, tx, folds)
  const promised = await promisesIn(tx, folds)
  const like = known ? await likeOf(tx, visible, known) : new Map<string, KnownHandle>()
  const now = desk.now()
  // Nobody's counts are asked for because their name begins as somebody's does.
  const meant = new Set(found.filter(({ by }) => howSure(by) !== 'perhaps').map(({ person }) => person))
  const stale = visible.filter(({ id }) => meant.has(id)).flatMap((row) => staleHandles(row, now))
  if (stale.length > 0) wantReach(tx, stale, now.toString())
  return found
    .flatMap((one) => {
      const row = visible.find(({ id }) => id === one.person)
      return row ? [{ row, found: withNames(one, row) }] : []
    })
    .map(({ row, found: one }) => ({
      ...personCard({ agent, now, house: houses }, row, seen.get(row.id) ?? [], { promised, like }),
      sure: howSure(one.by),
      foundBy: one.by,
      why: whyOf(typed, one, row),
    }))
    .toSorted(
      (a, b) =>
        order(a.sure) - order(b.sure) ||
        b.cases.length - a.cases.length ||
        (a.person.name ?? '').localeCompare(b.person.name ?? '', 'en'),
    )
}

/** An account that was never compared before has to be asked about by itself. */
async function likeOf(tx: OrgTx, rows: readonly CardRow[], known: readonly KnownHandle[]) {
  const accounts = rows.flatMap((row) => row.accounts)
  const isNew = accounts.some(({ kind, skeleton }) => kind === 'handle' && skeleton === null)
  return isNew ? lookAlikes(tx, accounts) : lookAlikesAmong(accounts, known)
}

/** An account from which several people seem to write tells less than one person's. */
function withNames(found: Found, row: CardRow): Found {
  const account = row.accounts.find(({ id }) => id === found.account)
  if (found.by !== 'account' || !account) return found
  if (isShared(account)) return { ...found, by: 'shared-account' }
  return isSharedPerhaps(account, row.name) ? { ...found, by: 'several-names' } : found
}

async function housesOf(desk: Desk, tx: OrgTx, folds: readonly Case[]): Promise<(kase: Case) => House> {
  const houses = new Map<number, House>()
  for (const { policy } of folds)
    if (!houses.has(policy)) houses.set(policy, (await desk.policies.version(tx, policy)).house)
  return ({ policy }) => {
    const house = houses.get(policy)
    if (!house) throw new Error('Every case that is shown has its policy.')
    return house
  }
}

async function promisesIn(tx: OrgTx, folds: readonly Case[]) {
  const promising = folds.filter(
    ({ state, deadlines }) =>
      state === 'open' && deadlines.some(({ kind, state: runs }) => kind === 'promise' && runs === 'running'),
  )
  return promising.length > 0
    ? promisesOn(
        tx,
        promising.flatMap(({ id, tookOver }) => [id, ...tookOver]),
      )
    : []
}

/** What speaks for it: how they were found, and on what their accounts were joined. */
function whyOf(
  { readAs }: TypedSearch,
  { by, hint }: Found,
  { links }: CardRow,
): Answer['people'][number]['why'] {
  const joined = links.map(({ evidence, source, at }) => ({
    evidence,
    strength: strengthOf(evidence),
    source: sourceOf(source),
    at: Temporal.Instant.from(at).toString(),
  }))
  if (!hint)
    return [{ evidence: by, strength: strengthFor(by), source: sourceOf('desk'), at: null }, ...joined]
  const kind = readAs === 'email' ? 'address' : readAs === 'handle' ? 'handle' : 'number'
  const evidence = `${kind}-in-${by}`
  const source = sourceOf(`message:${hint.message_id}`)
  return [{ evidence, strength: strengthOf(evidence), source, at: hint.at?.toString() ?? null }, ...joined]
}

const strengthFor = (by: FoundBy) => {
  const sure = howSure(by)
  return sure === 'known' ? 'strong' : sure === 'likely' ? 'medium' : 'weak'
}
