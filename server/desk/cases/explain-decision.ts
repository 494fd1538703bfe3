import type { z } from 'zod'
import type { tryPolicy } from '#contract/policy-reason.ts'
import type { CompiledPolicy } from '#domain/policy/compile.ts'
import { decide } from '#domain/policy/decide.ts'
import type { Facts } from '#domain/policy/fact.ts'
import { ruleName, type RuleOwners } from '#domain/policy/life.ts'
import { explain, type Why } from '#domain/policy/why.ts'
import { allRows, type WrittenPolicy, type WrittenRow } from '#domain/policy/written-policy.ts'
import type { Names } from '../names.ts'

type Decided = z.input<typeof tryPolicy.output>
type Reason = Decided['why'][number]

/** A policy as it is written and as it is asked, with who answers for its rules where that is known. */
export type Explained = {
  compiled: CompiledPolicy
  document: WrittenPolicy
  owners?: RuleOwners
  names?: Names
}

/** What a policy says about some facts, and why. */
export function decideWithWhy(policy: Explained, facts: Facts): Decided {
  const { measure, attention, permission, outcome } = decide(policy.compiled, facts)
  return {
    measure: { ...measure },
    attention: { ...attention },
    permission: { ...permission },
    outcome: { ...outcome },
    why: reasonsFor(policy, facts),
  }
}

/** Why a policy says it, table by table, in the words in which its rows are written. */
export function reasonsFor({ compiled, document, owners = {}, names }: Explained, facts: Facts): Reason[] {
  const known: Record<string, unknown> = { ...facts }
  return explain(compiled, facts).map((why) => {
    const rows = new Map(
      document.tables.flatMap((table) =>
        table.id === why.table ? allRows(table).map((row) => [row.id, row] as const) : [],
      ),
    )
    const ownerOf = (row: string) => {
      const owner = owners[ruleName(why.table, row)]
      return owner === undefined || !names ? null : names(owner)
    }
    const reason: Reason = {
      table: why.table,
      kind: why.kind,
      answers: why.answers,
      fired: why.fired.map(({ row, because }) => ({
        row,
        when: cellsOf(rows.get(row)),
        because,
        owner: ownerOf(row),
      })),
      others: why.others.map((other) => keptBack(other, rows.get(other.row), known)),
      nearest: why.nearest && { ...why.nearest, rows: [...why.nearest.rows] },
    }
    Object.assign(known, why.answers)
    return reason
  })
}

const cellsOf = (row: WrittenRow | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(row?.when ?? {}).map(([name, cell]) => [name, String(cell)]))

/** A row that did not fire: which fact kept it from that, what the row asks of it, and what was known. */
function keptBack(
  { row, keptBy }: Why['others'][number],
  written: WrittenRow | undefined,
  known: Readonly<Record<string, unknown>>,
): Reason['others'][number] {
  if (keptBy === null) return { row, keptBy, wanted: null, had: null }
  const had = known[keptBy]
  const isPlain = typeof had === 'string' || typeof had === 'number' || typeof had === 'boolean'
  return { row, keptBy, wanted: cellsOf(written)[keptBy] ?? null, had: isPlain ? had : null }
}
