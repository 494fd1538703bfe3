import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type GivenPromise = {
  id: string
  giver: string
  giver_name: string | null
  what: string | null
}

const most = 200

/** What was promised on some cases, in the words of whoever gave it, the newest first. */
export const promisesOn = (tx: OrgTx, cases: readonly string[]) =>
  tx.rows<GivenPromise>(
    sql`select e.data->>'id' as id, e.data->>'giver' as giver, m.name as giver_name, r.body as what
    from events e
    left join remarks r on r.org_id = $1 and r.id = (e.data->>'remark')::uuid
    left join members m on m.org_id = $1 and m.handle = e.data->>'giver'
    where e.org_id = $1 and e.case_id = any((select $2::uuid[])::uuid[]) and e.type = 'promise-given'
    order by e.at desc limit $3`,
    [tx.org, cases, most],
  )
