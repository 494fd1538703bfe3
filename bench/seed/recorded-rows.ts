import type { Client } from 'pg'

/** A table that cases have rows in, with the columns that hold something of their own. */
export type Table = { name: string; columns: readonly Column[] }
type Column = { name: string; type: string }

/** A row as text, column by column. */
export type Row = { table: Table; cells: readonly (string | null)[] }

/** Tables of an organisation's own house: nothing in them belongs to a case. */
const ofTheHouse = new Set([
  'members', 'passes', 'policies', 'connections', 'counters', 'audits', 'commands', 'changes', 'chain_heads', 'breaches',
  'erasures', 'presence', 'teams', 'credentials', 'recovery_codes', 'staffing', 'home_country', 'retention',
  'policy_versions', 'policy_events', 'policy_overrides', 'policy_comments', 'policy_take_overs', 'policy_trials', 'rehearsals',
]) // prettier-ignore

/** Every table that holds rows of an organisation's cases, whatever migration made it. */
export async function tablesOfCases(owner: Client): Promise<Table[]> {
  const { rows } = await owner.query<{ table: string; columns: Column[] }>(
    `select c.table_name as table,
      json_agg(json_build_object('name', c.column_name, 'type', c.data_type) order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.is_identity = 'NO'
    group by 1 having bool_or(c.column_name = 'org_id') order by 1`,
  )
  return rows
    .filter(({ table }) => !ofTheHouse.has(table))
    .map(({ table, columns }) => ({ name: table, columns }))
}

/** All rows of an organisation in a table, as text; raw bytes are text too, as what is handed over is JSON. */
export async function rowsOf(owner: Client, table: Table, org: string): Promise<Row[]> {
  const { rows } = await owner.query<(string | null)[]>({
    text: `select ${table.columns.map(asText).join(', ')} from ${table.name} where org_id = $1`,
    values: [org],
    rowMode: 'array',
  })
  return rows.map((cells) => ({ table, cells }))
}

const asText = ({ name, type }: Column) =>
  type === 'bytea' && name === 'bytes' ? `convert_from(${name}, 'UTF8')` : `${name}::text`
