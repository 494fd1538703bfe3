import type { Client } from 'pg'
import { openCase } from '#domain/case/apply-event.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { frontLine, type House } from '#domain/case/house.ts'
import { liveOn } from '#domain/case/live-on.ts'
import { chainStart, linkHash } from '#server/desk/chain.ts'
import { columnsOf } from '#server/desk/record.ts'
import { newId } from '#server/store/id.ts'
import { diceFrom, type Dice } from './seeded.ts'
import { sentencesOf, wordsFrom, type Vocabulary } from './vocabulary.ts'

/** Where the cases are put, and by which policy they live. */
export type Place = { org: string; connection: string; house: House; now: Temporal.Instant }

/** Colleagues among whom the cases are, besides the administrator. */
const colleagues = ['mara', 'teo', 'ines', 'sol'] as const

const templates = 400
const batch = 2000

/**
 * Puts open cases on a desk, each as the desk itself would have made it: with its events in their chain, the fold of
 * them, a person, an address and what they wrote. The desk's own reducer makes some hundreds of lives, and each is lived
 * by many persons; nothing of it is due within half an hour, so that no clock has anything to do meanwhile.
 */
export async function fillDesk(owner: Client, place: Place, count: number): Promise<void> {
  const dice = diceFrom(2026)
  const vocabulary = wordsFrom(dice, 2000)
  await takeOn(owner, place)
  const lives = Array.from({ length: templates }, (_, number) => lifeOf(place, dice, number))
  for (let from = 0; from < count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from) }, (_, next) =>
      caseFrom(place, dice.oneOf(lives), dice, vocabulary, 1001 + from + next),
    )
    await owner.query(written, [place.org, place.connection, JSON.stringify(rows)])
  }
  await owner.query(
    `update counters set cases = cases + $2, open = open + $2, next_number = next_number + $2 where org_id = $1`,
    [place.org, count],
  )
  await owner.query('analyze')
}

const takeOn = (owner: Client, { org, now }: Place) =>
  owner.query(
    `insert into members (org_id, handle, name, role, created_at)
    select $1, handle, initcap(handle), 'agent', $3 from unnest($2::text[]) handle on conflict do nothing`,
    [org, colleagues, now.toString()],
  )

type Life = { events: CaseEvent[]; fold: string; columns: ReturnType<typeof columnsOf>; channel: string }

/** What stands in a life for whoever lives it. */
const whose = { case: '00000000-0000-0000-0000-00000000000c', person: '00000000-0000-0000-0000-00000000000d' }
const number = 987_654_321

function lifeOf(place: Place, dice: Dice, nth: number): Life {
  const { house, now } = place
  const opened = now.subtract({ minutes: dice.between(8, 25) })
  const front = frontLine(house)
  const channel = dice.oneOf(['email', 'email', 'web', 'phone', 'letter', 'social'] as const)
  const harm = dice.oneOf(['none', 'inconvenience', 'inconvenience', 'inconvenience', 'loss', 'distress', 'safety'])
  const birth = happened('case-opened', opened, 'customer', {
    number,
    person: whose.person,
    account: whose.person,
    connection: place.connection,
    channel,
    policy: house.version,
    owner: dice.oneOf(['administrator', ...colleagues]),
    rung: front.id,
    facts: { harm },
  })
  const message = `00000000-0000-0000-0000-0000000000${(16 + (nth % 200)).toString(16)}`
  const reference = { message, account: whose.person, connection: place.connection }
  const contact = { ...reference, item: message, channel, digest: 'd', contactAt: opened.toString() }
  const answered = opened.add({ minutes: 2 })
  const reply = { ...reference, isPublic: false, digest: 'd', byHand: true, asks: dice.share() < 0.35 }
  const promise = {
    id: `${whose.case}.90`,
    giver: 'administrator',
    dueAt: now.add({ minutes: dice.between(100, 40_000) }).toString(),
    remark: message,
    digest: 'd',
  }
  const steps: CaseEvent[][] = [
    [happened('message-received', opened, 'customer', { ...contact, isPublic: channel === 'social' })],
    [happened('reply-written', answered, 'member:administrator', reply)],
    [happened('reply-sent', answered, 'desk', { message })],
    dice.share() < 0.6 ? [happened('promise-given', answered, 'member:administrator', promise)] : [],
  ]
  const told: CaseEvent[] = [birth]
  let kase = openCase(whose.case, birth)
  for (const step of steps) {
    const lived = liveOn(kase, step, house, step[0]?.at ?? opened)
    told.push(...lived.events)
    kase = lived.kase
  }
  return { events: told, fold: JSON.stringify(kase), columns: columnsOf(kase), channel }
}

function caseFrom(place: Place, life: Life, dice: Dice, vocabulary: Vocabulary, nth: number) {
  const { org, now } = place
  const ids = { case: newId(now), person: newId(now), message: newId(now) }
  const theirs = (text: string) =>
    text
      .replaceAll(whose.case, ids.case)
      .replaceAll(whose.person, ids.person)
      .replaceAll(String(number), String(nth))
  let head: Buffer = chainStart
  const events = life.events.map(({ type, at, by: actor, data: said }, place_) => {
    const data = theirs(JSON.stringify(said))
    head = linkHash(org, ids.case, head, { seq: place_ + 1, type, at, actor, data })
    return { seq: place_ + 1, type, at: at.toString(), actor, data, hash: head.toString('hex') }
  })
  const [first, last] = [dice.oneOf(vocabulary.invented), dice.oneOf(vocabulary.invented)]
  const name = [first, last].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
  const { subject, body } = { subject: sentencesOf(dice.between(3, 7), dice, vocabulary), body: sentencesOf(40, dice, vocabulary) }
  return {
    ...life.columns,
    ...ids,
    number: nth,
    channel: life.channel,
    fold: theirs(life.fold),
    head: head.toString('hex'),
    events,
    name,
    address: `${first}.${last}.${nth}@customers.example`,
    subject: subject.slice(0, -1),
    body,
  }
}

/** One statement a batch: every row of every case in it. */
const written = `
with given as materialized (select * from json_to_recordset($3::json) as g ("case" uuid, person uuid, message uuid, number bigint,
  state text, stage text, channel text, owner text, rung text, severity int, policy int, "nextDueAt" timestamptz,
  "lookAgainAt" timestamptz, "openedAt" timestamptz, fold text, head text, events json, name text, address text, subject text,
  body text)),
p as (insert into persons (org_id, id, name, created_at) select $1, person, name, "openedAt" from given),
a as (insert into accounts (org_id, id, person_id, kind, address, address_key, created_at)
  select $1, person, person, 'email', address, 'email::' || address, "openedAt" from given),
w as (insert into case_words (org_id, case_id, subject, matter) select $1, "case", subject, '{}' from given),
m as (insert into messages (org_id, id, case_id, direction, channel, connection_id, account_id, is_public, at)
  select $1, message, "case", 'in', channel, $2::uuid, person, channel = 'social', "openedAt" from given),
mw as (insert into message_words (org_id, message_id, subject, body, salt) select $1, message, subject, body, '\\x00' from given),
e as (insert into events (org_id, case_id, seq, type, at, actor, data, hash)
  select $1, "case", e.seq, e.type, e.at, e.actor, e.data::json, decode(e.hash, 'hex') from given
  cross join lateral json_to_recordset(given.events) as e (seq int, type text, at timestamptz, actor text, data text, hash text))
insert into cases (org_id, id, number, state, stage, channel, person_id, owner, rung, severity, policy, next_due_at,
  look_again_at, opened_at, fold, head)
select $1, "case", number, state, stage, channel, person, owner, rung, severity, policy, "nextDueAt", "lookAgainAt",
  "openedAt", fold::jsonb, decode(head, 'hex') from given`
