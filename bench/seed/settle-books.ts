import type { Client } from 'pg'
import type { Heads } from './heads.ts'

/**
 * Brings an organisation's books to where they would be if the desk had lived its cases: counters, how far the audit has
 * come, and the heads of its chains.
 */
export async function settleBooks(
  owner: Client,
  org: string,
  heads: Heads,
  at: Temporal.Instant,
): Promise<void> {
  await owner.query(
    `update counters set
      position = coalesce((select max(position) from feed where org_id = $1), 0),
      next_number = coalesce((select max(number) from cases where org_id = $1), 1000) + 1,
      items = i.all, opened = i.opened, joined = i.joined, cases = c.all, open = c.open,
      sent = (select count(*) from work where org_id = $1 and state = 'done')
    from (
      select count(*) as all, count(*) filter (where outcome = 'opened') as opened,
        count(*) filter (where outcome = 'joined') as joined
      from items where org_id = $1
    ) i, (select count(*) as all, count(*) filter (where state = 'open') as open from cases where org_id = $1) c
    where counters.org_id = $1`,
    [org],
  )
  await owner.query('delete from chain_heads where org_id = $1', [org])
  for (const { n, from, to, digest, hash } of heads.all())
    await owner.query({
      name: 'head',
      text: addHead,
      values: [org, n, from, to, at.toString(), digest, hash],
    })
  await owner.query(
    `update audits set verified_position = (select position from counters where org_id = $1), verified_to = $2
    where org_id = $1`,
    [org, at.toString()],
  )
}

const addHead = `insert into chain_heads (org_id, n, from_position, to_position, at, digest, hash)
  values ($1, $2, $3, $4, $5, $6, $7)`
