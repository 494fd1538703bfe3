import type { Policy } from '../policy.ts'
import { stepsToTop } from '../ladder.ts'
import type { Finding } from './finding.ts'

/** Where climbing does not end at one named person: it goes round, leads to no rung, ends twice, or nobody is at the top. */
export function findEndless({ ladder, tables }: Policy): Finding[] {
  const onLadder = new Set(ladder.map(({ id }) => id))
  const lost = ladder.flatMap(({ id, climbsTo }): Finding[] =>
    climbsTo === undefined || onLadder.has(climbsTo)
      ? []
      : [endless({ says: 'leads-nowhere', rung: id, to: climbsTo })],
  )
  const circling = ladder.filter(({ id }) => stepsToTop(id, ladder) === Infinity).map(({ id }) => id)
  const tops = ladder.filter(({ climbsTo }) => climbsTo === undefined).map(({ id }) => id)
  const round = circling.length > 0 ? [endless({ says: 'climbs-in-circles', rungs: circling })] : []
  const twice = tops.length > 1 ? [endless({ says: 'ends-twice', rungs: tops })] : []
  const unknown = tables.flatMap((table) =>
    table.gives.flatMap(({ name, domain }) =>
      name === 'rung' && domain.type === 'enum'
        ? domain.values
            .filter((value) => !onLadder.has(value))
            .map((rung) => ({ ...endless({ says: 'no-such-rung', rung }), table: table.id }))
        : [],
    ),
  )
  return [...lost, ...round, ...twice, ...unknown]
}

const endless = (saying: Finding['saying']): Finding => ({
  kind: 'endless',
  table: null,
  rows: [],
  facts: {},
  instead: null,
  where: [],
  saying,
})
