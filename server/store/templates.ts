import type { Demand, Unchanged } from '#domain/craft/template-specifics.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type TemplateRow = {
  id: string
  name: string
  language: string | null
  body: string
  /** What every reply that is made of it has to say. */
  demands: Demand[]
  /** What becomes of a reply that is the template word for word. */
  unchanged: Unchanged
}

/** The templates that are offered, by name. */
export const offeredTemplates = (tx: OrgTx) =>
  tx.rows<TemplateRow>(
    sql`select id, name, language, body, demands, unchanged from templates
    where org_id = $1 and ended_at is null order by name, id limit 500`,
    [tx.org],
  )

type Saved = TemplateRow & { at: string; by: string }

const valuesOf = (tx: OrgTx, { id, name, language, body, at, by, demands, unchanged }: Saved) => [
  tx.org,
  id,
  name,
  language,
  body,
  at,
  by,
  demands,
  unchanged,
]

/** Keeps a new template. */
export async function saveTemplate(tx: OrgTx, template: Saved): Promise<void> {
  await tx.rows(
    sql`insert into templates (org_id, id, name, language, body, saved_at, saved_by, demands, unchanged)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    valuesOf(tx, template),
  )
}

/** Keeps a template as it is now. Answers whether it is still offered. */
export async function changeTemplate(tx: OrgTx, template: Saved): Promise<boolean> {
  const rows = await tx.rows(
    sql`update templates set name = $3, language = $4, body = $5, saved_at = $6, saved_by = $7, demands = $8, unchanged = $9
    where org_id = $1 and id = $2 and ended_at is null returning id`,
    valuesOf(tx, template),
  )
  return rows.length === 1
}

/** Offers a template no more. Answers whether there is such a template. */
export async function endTemplate(tx: OrgTx, id: string, at: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`update templates set ended_at = coalesce(ended_at, $3) where org_id = $1 and id = $2 returning id`,
    [tx.org, id, at],
  )
  return rows.length === 1
}
