import type { z } from 'zod'
import type { showKept as asked } from '#contract/settling.ts'
import { promisesKept, type KeptRow } from '#server/store/promises-kept.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

type Kept = z.input<typeof asked.output>

const window = Temporal.Duration.from({ hours: 24 * 90 })

/** How many of the promises that ended lately were kept: by who gave them, by rung, and of everybody together. */
export function showKept(desk: Desk, agent: Agent, { since }: { since?: string | undefined }): Promise<Kept> {
  const from = since === undefined ? desk.now().subtract(window) : Temporal.Instant.from(since)
  return desk.db.withOrg(agent.org, async (tx) => {
    const { house } = await desk.policies.inForce(tx)
    const rows = await promisesKept(tx, from)
    const titles = new Map(house.ladder.map(({ id, title }) => [id, title]))
    return {
      since: from.toString(),
      whole: sumOf(rows),
      members: groups(
        rows,
        ({ giver }) => giver,
        ({ giver, giver_name }) => giver_name ?? giver,
      ),
      rungs: groups(
        rows.filter(({ rung }) => rung !== ''),
        ({ rung }) => rung,
        ({ rung }) => titles.get(rung) ?? rung,
      ),
    }
  })
}

const groups = (
  rows: readonly KeptRow[],
  by: (row: KeptRow) => string,
  nameOf: (row: KeptRow) => string,
): Kept['members'] =>
  [...Map.groupBy(rows, by)].flatMap(([id, those]) => {
    const [first] = those
    return first ? [{ id, name: nameOf(first), ...sumOf(those) }] : []
  })

const sumOf = (rows: readonly KeptRow[]) => ({
  kept: rows.reduce((sum, { kept }) => sum + kept, 0),
  broken: rows.reduce((sum, { broken }) => sum + broken, 0),
})
