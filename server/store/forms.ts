import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type FormRow = {
  id: string
  slug: string
  connection_id: string
  title: string
  language: string
  intro: string
  asks_order: boolean
  asks_phone: boolean
  topics: string[]
  origins: string[]
  difficulty: number
  /** Whoever fills it in is told by mail that it has arrived. */
  sends_receipt: boolean
  is_active: boolean
  team: string | null
  created_at: Temporal.Instant
}

/** The web forms, the oldest first. */
export const allForms = (tx: OrgTx) =>
  tx.rows<FormRow>(
    sql`select f.id, f.slug, f.connection_id, f.title, f.language, f.intro, f.asks_order, f.asks_phone, f.topics, f.origins,
      f.difficulty, f.sends_receipt, f.is_active, f.created_at, c.team
    from forms f join connections c on c.org_id = f.org_id and c.id = f.connection_id
    where f.org_id = $1 order by f.created_at, f.id limit 500`,
    [tx.org],
  )

/** A web form by its id. */
export async function readForm(tx: OrgTx, id: string): Promise<FormRow | undefined> {
  const rows = await tx.rows<FormRow>(
    sql`select f.id, f.slug, f.connection_id, f.title, f.language, f.intro, f.asks_order, f.asks_phone, f.topics, f.origins,
      f.difficulty, f.sends_receipt, f.is_active, f.created_at, c.team
    from forms f join connections c on c.org_id = f.org_id and c.id = f.connection_id
    where f.org_id = $1 and f.id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** Whose form is at an address, of all organisations; asked as the worker. */
export async function formAt(tx: Tx, slug: string): Promise<{ org_id: string; id: string } | undefined> {
  const rows = await tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from forms where slug = $1`,
    [slug],
  )
  return rows[0]
}

export type SavedForm = Omit<FormRow, 'created_at'> & { at: string; by: string }

/** Keeps a new form with the connection that its items come by. */
export async function addForm(tx: OrgTx, form: SavedForm, connectionName: string): Promise<void> {
  await tx.rows(
    sql`with c as (
      insert into connections (org_id, id, channel, name, team, created_at) values ($1, $4, 'web', $16, $13, $14)
    )
    insert into forms (org_id, id, slug, connection_id, title, language, intro, asks_order, asks_phone, topics, origins,
      difficulty, is_active, created_at, created_by, sends_receipt)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $17, $14, $15, $18)`,
    [...valuesOf(tx, form), form.team, form.at, form.by, connectionName, form.is_active, form.sends_receipt],
  )
}

/** Keeps a form as it is now. */
export async function changeForm(tx: OrgTx, form: SavedForm): Promise<void> {
  await tx.rows(
    sql`with c as (
      update connections set team = $13 where org_id = $1 and id = $4
    )
    update forms set slug = $3, title = $5, language = $6, intro = $7, asks_order = $8, asks_phone = $9, topics = $10,
      origins = $11, difficulty = $12, is_active = $14, sends_receipt = $15
    where org_id = $1 and id = $2`,
    [...valuesOf(tx, form), form.team, form.is_active, form.sends_receipt],
  )
}

const valuesOf = (tx: OrgTx, form: SavedForm) => [
  tx.org,
  form.id,
  form.slug,
  form.connection_id,
  form.title,
  form.language,
  form.intro,
  form.asks_order,
  form.asks_phone,
  form.topics,
  form.origins,
  form.difficulty,
]
