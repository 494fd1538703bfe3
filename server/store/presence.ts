import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** What is said when somebody comes to a case, goes, or begins to write: the ids of organisation and case. */
export const presenceChannel = 'evenhand_presence'

export type Doing = 'looking' | 'writing'

export type PresentRow = { member: string; name: string; doing: Doing; since: Temporal.Instant }

/** Who has been at a case since a moment, longest there first. */
export const presentOn = (tx: OrgTx, caseId: string, since: Temporal.Instant) =>
  tx.rows<PresentRow>(
    sql`select p.member, coalesce(m.name, p.member) as name, p.doing, p.since from presence p
    left join members m on m.org_id = p.org_id and m.handle = p.member
    where p.org_id = $1 and p.case_id = $2 and p.beat_at > $3 order by p.since, p.member limit 50`,
    [tx.org, caseId, since.toString()],
  )

type Beat = { caseId: string; member: string; doing: Doing | 'gone'; at: string; since: Temporal.Instant }

/**
 * Says what somebody does on a case; whoever has not said so since a moment is gone. Only what others would see changed
 * is announced, to every process.
 */
export async function beat(tx: OrgTx, { caseId, member, doing, at, since }: Beat): Promise<void> {
  await tx.rows(
    sql`with before as (
      select doing from presence where org_id = $1 and case_id = $2 and member = $3 and beat_at > $6
    ), old as (
      -- Two who come back at once would each take the other's old row away, and wait for each other.
      select case_id, member from presence
      where org_id = $1 and ($4 = 'gone' and case_id = $2 and member = $3 or beat_at <= $6 and member <> $3)
      for update skip locked
    ), gone as (
      delete from presence p using old where p.org_id = $1 and p.case_id = old.case_id and p.member = old.member
    ), here as (
      insert into presence (org_id, case_id, member, doing, since, beat_at)
      select $1, $2, $3, $4, $5::timestamptz, $5::timestamptz where $4 <> 'gone'
      on conflict (org_id, case_id, member) do update set
        since = case when presence.doing = excluded.doing and presence.beat_at > $6 then presence.since else excluded.since end,
        doing = excluded.doing, beat_at = excluded.beat_at
    )
    select case when $4 is distinct from coalesce((select doing from before), 'gone')
      then pg_notify('evenhand_presence', $1::text || ' ' || $2::text) end`,
    [tx.org, caseId, member, doing, at, since.toString()],
  )
}
