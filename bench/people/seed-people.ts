import type { Client } from 'pg'
import type { Agent } from '#server/desk/command.ts'
import { promise } from '#server/desk/cases/promise.ts'
import { takeItem } from '#server/desk/items/take-item.ts'
import { withFillingDatabase } from '../seed/filling-database.ts'
import { foundHouses, type Houses } from '../seed/house.ts'
import { dropIndexes, makeIndexes } from '../seed/indexes.ts'
import { recordingDesk, type RecordingDesk } from '../seed/recording-desk.ts'
import { familyNames, givenNames } from './names.ts'

const filled = ['persons', 'accounts', 'account_hints', 'reach_observations', 'cases', 'case_words']

/** Of so many people one has an open case, one names a further number in letters, one was counted by a network. */
const everyNth = { cases: 10, hints: 5, reach: 10 }

/**
 * Fills the embedded database of a data folder with people, three accounts each, in two organisations of which the second is a
 * tenth of the first. Their cases are copies of some that were lived through, so that a card has something to tell.
 */
export const seedPeople = (folder: string, people: number, tell: (line: string) => void): Promise<void> =>
  withFillingDatabase(folder, people, async ({ db, owner, config, masterKey }) => {
    const began = Temporal.Instant.fromEpochMilliseconds(Date.now())
    const desk = recordingDesk(db, masterKey, began.subtract({ hours: 20 }))
    const houses = await foundHouses(desk)
    for (const org of Object.values(houses)) await liveThrough(desk, org)
    const indexes = await dropIndexes(owner, filled)
    await copyOut(owner, houses, people)
    tell(`  rows after ${secondsSince(began)} s`)
    await makeIndexes(config, indexes)
    tell(`  indexes after ${secondsSince(began)} s`)
  })

const secondsSince = (began: Temporal.Instant) => Math.round((Date.now() - began.epochMilliseconds) / 1000)

const matters = [
  ['My washing machine floods the kitchen', 'Water runs out of the drum whenever it spins.'],
  ['Wrong amount on invoice 4711', 'You charged the instalment twice in October.'],
  ['A rude technician', 'He shouted and slammed a door.'],
] as const

/** A few complaints, one of them thrice and with a promise: what the others are copied from. */
async function liveThrough(desk: RecordingDesk, org: string): Promise<void> {
  const agent: Agent = { org, handle: 'agent-1', name: 'Agent 1', role: 'admin', sees: null }
  for (const [nth, [subject, body]] of matters.entries()) {
    const from = { phone: `+49301${nth}`, name: 'Mould' }
    const item = { channel: 'phone' as const, from, subject, body, at: desk.now().toString() }
    const { caseId } = await takeItem(desk, agent, { ...item, externalId: `mould ${nth}` })
    if (!caseId || nth > 0) continue
    await takeItem(desk, agent, { ...item, externalId: 'again' })
    await takeItem(desk, agent, { ...item, externalId: 'and again' })
    await promise(desk, agent, {
      caseId,
      seq: 4,
      key: 'promise',
      what: 'A technician calls you back.',
      dueAt: desk.now().add({ hours: 600 }).toString(),
    })
  }
}

async function copyOut(owner: Client, { first, second }: Houses, people: number): Promise<void> {
  await owner.query(`set synchronous_commit = off`)
  for (const [org, count] of [
    [first, people],
    [second, Math.ceil(people / 10)],
  ] as const) {
    await owner.query(
      `create temporary table crowd as select n, md5($1 || 'p' || n)::uuid as person, md5($1 || 'e' || n)::uuid as mail,
        md5($1 || 't' || n)::uuid as phone, md5($1 || 'h' || n)::uuid as handle,
        ($3::text[])[n % cardinality($3::text[]) + 1] as given,
        ($4::text[])[(n / cardinality($3::text[])) % cardinality($4::text[]) + 1] as family
      from generate_series(0, $2::int - 1) n`,
      [org, count, givenNames, familyNames],
    )
    await owner.query(
      `insert into persons (org_id, id, name, created_at) select $1, person, given || ' ' || family, now() from crowd`,
      [org],
    )
    await owner.query(
      `insert into accounts (org_id, id, person_id, kind, network, address, address_key, created_at, same_key, skeleton)
      select $1, a.id, c.person, a.kind, a.network, a.address, a.key, now(), a.same_key, a.skeleton
      from crowd c cross join lateral (select lower(given || '.' || family || n) as name) w
      cross join lateral (values
        (c.mail, 'email', '', w.name || '@mail.example', 'email::' || w.name || '@mail.example', null, null),
        (c.phone, 'phone', '', '030 ' || (1000000 + n), 'phone::030' || (1000000 + n), 'phone::+4930' || (1000000 + n), null),
        (c.handle, 'handle', 'bluesky', replace(w.name, '.', '-') || '.social.example',
          'handle:bluesky:did:plc:' || md5(w.name), 'handle:bluesky:' || replace(w.name, '.', '-') || '.social.example',
          translate(replace(replace(w.name, '.', '-') || '.social.example', 'rn', 'm'), 'i10', 'llo'))
      ) a (id, kind, network, address, key, same_key, skeleton)`,
      [org],
    )
    await owner.query(
      `insert into account_hints (org_id, key, account_id, how, message_id, at)
      select $1, 'phone::+4940' || (1000000 + n), mail, 'signature', mail, now() from crowd where n % $2 = 0`,
      [org, everyNth.hints],
    )
    await owner.query(
      `insert into reach_observations (org_id, account_id, at, network, figures)
      select $1, handle, now(), 'bluesky', jsonb_build_object('followers', n % 30000, 'following', n % 900, 'posts', n % 5000)
      from crowd where n % $2 = 0`,
      [org, everyNth.reach],
    )
    await owner.query(
      `with moulds as (
        select *, row_number() over (order by number) - 1 as place, count(*) over () as moulds from cases where org_id = $1
      ), copied as (
        select m.*, c.n, c.person, c.phone, md5($1 || 'c' || c.n)::uuid as copy, 1000000 + c.n as copy_number
        from crowd c join moulds m on m.place = (c.n / $2) % m.moulds where c.n % $2 = 0
      ), worded as (
        insert into case_words (org_id, case_id, subject, matter, shelf)
        select $1::uuid, k.copy, w.subject, w.matter, shelf_of(k.copy_number) from copied k
        join case_words w on w.org_id = $1 and w.case_id = k.id
      )
      insert into cases (org_id, id, number, state, stage, channel, person_id, owner, rung, severity, policy, next_due_at,
        look_again_at, opened_at, fold, head, glance)
      select $1::uuid, copy, copy_number, state, stage, channel, person, owner, rung, severity, policy, next_due_at, look_again_at,
        opened_at, fold || jsonb_build_object('id', copy, 'number', copy_number, 'person', person, 'account', phone), head,
        glance
      from copied`,
      [org, everyNth.cases],
    )
    await owner.query('drop table crowd')
  }
}
