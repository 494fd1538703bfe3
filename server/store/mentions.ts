import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** Writes down which colleagues a note names. */
export async function saveMentions(
  tx: OrgTx,
  note: { messageId: string; caseId: string; at: string },
  members: readonly string[],
): Promise<void> {
  await tx.rows(
    sql`insert into mentions (org_id, message_id, member, case_id, at)
    select $1, $2, member, $3, $4 from unnest($5::text[]) member`,
    [tx.org, note.messageId, note.caseId, note.at, members],
  )
}

export type MentionRow = {
  message_id: string
  case_id: string
  number: number
  by: string
  at: Temporal.Instant
  body: string
  person: string | null
  subject: string | null
  is_seen: boolean
}

/** The newest notes that name somebody, or only those that they have not seen; one that was erased names nobody any more. */
export const mentionsOf = (
  tx: OrgTx,
  { member, withSeen }: { member: string; withSeen: boolean },
  limit: number,
) =>
  tx.rows<MentionRow>(
    sql`select n.message_id, m.case_id, c.number, m.member as by, n.at, w.body, p.name as person, cw.subject,
      n.seen_at is not null as is_seen
    from mentions n
    join messages m on m.org_id = n.org_id and m.id = n.message_id
    join cases c on c.org_id = m.org_id and c.id = m.case_id
    join message_words w on w.org_id = n.org_id and w.message_id = n.message_id
    left join persons p on p.org_id = c.org_id and p.id = c.person_id
    left join case_words cw on cw.org_id = c.org_id and cw.case_id = c.id
    where n.org_id = $1 and n.member = $2 and (n.seen_at is null or $3)
    order by n.at desc, n.message_id desc limit $4`,
    [tx.org, member, withSeen, limit],
  )

/** The cases of the notes that name somebody who has not seen them, one for each note, so many at most. */
export const casesWithUnseenMentions = (tx: OrgTx, member: string, most: number) =>
  tx.rows<{ case_id: string }>(
    sql`select n.case_id from mentions n
    join message_words w on w.org_id = n.org_id and w.message_id = n.message_id
    where n.org_id = $1 and n.member = $2 and n.seen_at is null limit $3`,
    [tx.org, member, most],
  )

/** Says that somebody has seen the notes of these cases that name them. Answers how many there were. */
export async function markMentionsSeen(
  tx: OrgTx,
  member: string,
  caseIds: readonly string[],
  at: string,
): Promise<number> {
  const rows = await tx.rows(
    sql`update mentions set seen_at = $4 where org_id = $1 and member = $2 and seen_at is null
      and case_id = any($3::uuid[]) returning message_id`,
    [tx.org, member, caseIds, at],
  )
  return rows.length
}

export type NameableRow = {
  handle: string
  name: string
  role: string
  teams: { id: string; sees: 'all' | 'own' }[]
}

/** The colleagues who are with us, with the teams by which they see cases. */
export const nameableMembers = (tx: OrgTx) =>
  tx.rows<NameableRow>(
    sql`select m.handle, m.name, m.role,
      coalesce((select json_agg(json_build_object('id', mine.id, 'sees', coalesce(t.sees, 'own')))
        from unnest(m.teams) mine (id) left join teams t on t.org_id = m.org_id and t.id = mine.id), '[]') as teams
    from members m where m.org_id = $1 and m.ended_at is null order by m.handle`,
    [tx.org],
  )

/** Whether a colleague has seen a note that names them. */
export async function isMentionSeen(tx: OrgTx, messageId: string, member: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from mentions where org_id = $1 and message_id = $2 and member = $3 and seen_at is not null`,
    [tx.org, messageId, member],
  )
  return rows.length > 0
}
