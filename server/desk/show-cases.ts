import type { z } from 'zod'
import type { listCases as contract } from '#contract/cases.ts'
import type { Case } from '#domain/case/case.ts'
import { readCase } from '#domain/case/read-case.ts'
import { Refusal } from '#domain/refusal.ts'
import { excerptOf, foundIn, searchQuery } from '#domain/text/found-words.ts'
import type { Place } from '#server/store/case-filter.ts'
import { bodiesOf, listCases, searchCases, type ListedCase } from '#server/store/case-list.ts'
import type { OrgTx } from '#server/store/database.ts'
import { caseRow } from './case-row.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { isPlace, isUuid } from './list-place.ts'

type Page = z.input<typeof contract.output>
type Found = Page['cases'][number]['found']

type Asked = Pick<z.output<typeof contract.input>, 'state' | 'limit'> &
  Partial<Omit<z.output<typeof contract.input>, 'state' | 'limit'>>

/** A page of cases that somebody may see, the soonest date first. */
export function showCases(desk: Desk, agent: Agent, asked: Asked): Promise<Page> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const search = await searched(tx, asked.q)
    const rows = await listCases(
      tx,
      {
        state: asked.state === 'any' ? null : asked.state,
        owner: asked.owner === 'me' ? agent.handle : (asked.owner ?? null),
        rung: asked.rung ?? null,
        dueBefore: dueBefore(asked.due, desk.now()),
        turn: asked.turn ?? null,
        isPublic: asked.public ?? null,
        severity: asked.severity ?? null,
        team: asked.team ?? null,
        offeredTo: asked.offered === 'me' ? agent.handle : null,
        mentioned: asked.mentions === 'me' ? agent.handle : null,
        snoozed: asked.snoozed ?? (search ? 'any' : 'no'),
        ids: search && [...search.messages.keys()],
        sight: agent,
        after: readPosition('after', asked.after),
        until: readPosition('until', asked.until),
      },
      asked.limit,
    )
    const cases: Page['cases'] = []
    for (const row of rows) {
      const kase = readCase(row.fold)
      const { house } = await desk.policies.version(tx, kase.policy)
      cases.push({
        ...caseRow(row, kase, house),
        position: positionOf(row, kase, asked.state),
        found: [],
      })
    }
    if (search) await tellFound(tx, cases, rows, search)
    const last = cases.at(-1)
    return { cases, next: last && cases.length === asked.limit ? last.position : (asked.until ?? null) }
  })
}

type Search = { words: string; messages: ReadonlyMap<string, string | null> }

const mostFound = 500

async function searched(tx: OrgTx, q: string | undefined): Promise<Search | null> {
  const words = q?.trim() ?? ''
  if (words === '') return null
  const beginning = words.replace(/^[#@]/, '').toLowerCase()
  const rows = await searchCases(tx, searchQuery(words), beginning, mostFound)
  return { words, messages: new Map(rows.map((row) => [row.case_id, row.message_id])) }
}

/** Where the words stand, of each case that is shown: in what its row shows anyway, or in a line of a message. */
async function tellFound(tx: OrgTx, cases: Page['cases'], rows: readonly ListedCase[], search: Search) {
  const { words, messages } = search
  const asked = cases.flatMap(({ id }) => messages.get(id) ?? [])
  const bodies = new Map((await bodiesOf(tx, asked)).map(({ message_id, body }) => [message_id, body]))
  for (const [place, kase] of cases.entries()) {
    const body = bodies.get(messages.get(kase.id) ?? '') ?? ''
    const parts: { where: Found[number]['where']; segments: Found[number]['segments'] | null }[] = [
      { where: 'number', segments: foundIn(String(kase.number), words.replace(/^#/, '')) },
      { where: 'name', segments: foundIn(kase.person?.name ?? '', words) },
      { where: 'address', segments: foundIn(rows[place]?.address ?? '', words) },
      { where: 'subject', segments: foundIn(kase.subject, words) },
      { where: 'message', segments: excerptOf(body, words) },
    ]
    kase.found = parts.flatMap(({ where, segments }) => (segments ? [{ where, segments }] : []))
  }
}

function dueBefore(due: string | undefined, now: Temporal.Instant): string | null {
  switch (due) {
    case undefined:
      return null
    case 'late':
      return now.toString()
    case 'today':
      return now.add({ hours: 24 }).toString()
    case 'week':
      return now.add({ hours: 24 * 7 }).toString()
    default:
      return Temporal.Instant.from(due).toString()
  }
}

const positionOf = ({ id, next_due_at }: ListedCase, kase: Case, state: Asked['state']) =>
  Buffer.from(`${(state === 'open' ? next_due_at : kase.openedAt)?.toString() ?? ''} ${id}`).toString(
    'base64url',
  )

function readPosition(name: 'after' | 'until', text: string | undefined): Place | null {
  if (text === undefined) return null
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  if (!isPlace(at) || !isUuid(id))
    throw new Refusal('invalid', `${name}: this is not a position that a list has given.`)
  return { at, id }
}
