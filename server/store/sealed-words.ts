import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** The wrapped keys of some people. */
export async function personKeys(tx: OrgTx, people: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await tx.rows<{ person_id: string; key: Buffer }>(
    sql`select person_id, key from person_keys where org_id = $1 and person_id = any($2::uuid[])`,
    [tx.org, people],
  )
  return new Map(rows.map(({ person_id, key }) => [person_id, key]))
}

/** The wrapped key of a person: the one that is given where they have none yet. */
export async function keepPersonKey(tx: OrgTx, person: string, key: Buffer): Promise<Buffer> {
  const [made] = await tx.rows<{ key: Buffer }>(
    sql`insert into person_keys (org_id, person_id, key)
    select $1, $2, $3 from persons where org_id = $1 and id = $2 and erased_at is null
    on conflict do nothing returning key`,
    [tx.org, person, key],
  )
  // Made at the same time by somebody else, it is seen by a statement of its own only.
  const kept = made?.key ?? (await personKeys(tx, [person])).get(person)
  if (!kept) throw new Error('Whoever is erased gets no key.')
  return kept
}

/** Keeps what was said in a room, goes along with the transaction. */
export function saveSealedWords(tx: OrgTx, message: string, person: string, box: Buffer): void {
  tx.write(sql`insert into sealed_words (org_id, message_id, person_id, box) values ($1, $2, $3, $4)`, [
    tx.org,
    message,
    person,
    box,
  ])
}

export type SealedRow = { message_id: string; person_id: string; box: Buffer }

/** What some messages say, as far as they are sealed. */
export const sealedWords = (tx: OrgTx, messages: readonly string[]) =>
  tx.rows<SealedRow>(
    sql`select message_id, person_id, box from sealed_words where org_id = $1 and message_id = any($2::uuid[])`,
    [tx.org, messages],
  )
