import { ZenEngine } from '@gorules/zen-engine'
import { unaryTest as feel } from 'feelin'
import jsonLogic from 'json-logic-js'
import { Engine } from 'json-rules-engine'
import { unaryTest, type PlainTable } from './plain-table.ts'

type Given = Readonly<Record<string, string | number | boolean>>

/** Another engine with the same table: it answers with the number of the row. */
export type OtherEngine = { name: string; decide: (facts: Given) => Promise<number> | number }

/** @gorules/zen-engine: the decision table as its graph wants it. It decides on a thread of its own. */
export function zen({
  facts,
  rows,
}: PlainTable): OtherEngine & { decide: (facts: Given) => Promise<number> } {
  const lines = rows.map((row, at) => ({
    _id: `r${at}`,
    out: String(at),
    ...Object.fromEntries(row.map((ask, fact) => [`in${fact}`, unaryTest(ask)])),
  }))
  const content = {
    hitPolicy: 'first',
    inputs: facts.map(({ name }, at) => ({ id: `in${at}`, name, field: name })),
    outputs: [{ id: 'out', name: 'row', field: 'row' }],
    rules: lines,
  }
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'from', type: 'inputNode', name: 'from' },
      { id: 'table', type: 'decisionTableNode', name: 'table', content },
      { id: 'to', type: 'outputNode', name: 'to' },
    ],
    edges: [
      { id: 'one', sourceId: 'from', targetId: 'table', type: 'edge' },
      { id: 'two', sourceId: 'table', targetId: 'to', type: 'edge' },
    ],
  })
  return {
    name: '@gorules/zen-engine',
    async decide(given) {
      const { result } = await decision.evaluate(given)
      return Number(result.row)
    },
  }
}

/** json-logic-js: one long `if`. */
export function logic({ facts, rows }: PlainTable): OtherEngine {
  const rule = {
    if: rows.flatMap((row, at) => [
      {
        and: [
          true,
          ...row.flatMap((ask, fact): object[] => {
            const value = { var: facts[fact]?.name ?? '' }
            if ('any' in ask) return []
            return 'values' in ask
              ? [{ in: [value, ask.values] }]
              : [{ '>=': [value, ask.from] }, { '<': [value, ask.to] }]
          }),
        ],
      },
      at,
    ]),
  }
  // The package's types know every rule but one that was put together at run time.
  const written = JSON.parse(JSON.stringify(rule))
  return { name: 'json-logic-js', decide: (given) => Number(jsonLogic.apply(written, given)) }
}

/** json-rules-engine: one rule a row. */
export function rules({ facts, rows }: PlainTable): OtherEngine {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const [at, row] of rows.entries())
    engine.addRule({
      conditions: {
        all: row.flatMap((ask, place): { fact: string; operator: string; value: unknown }[] => {
          const fact = facts[place]?.name ?? ''
          if ('any' in ask) return []
          return 'values' in ask
            ? [{ fact, operator: 'in', value: ask.values }]
            : [
                { fact, operator: 'greaterThanInclusive', value: ask.from },
                { fact, operator: 'lessThan', value: ask.to },
              ]
        }),
      },
      event: { type: String(at) },
    })
  return {
    name: 'json-rules-engine',
    async decide(given) {
      const { events } = await engine.run(given)
      return Number(events[0]?.type)
    },
  }
}

/** feelin: every cell is a text that is read and judged anew. */
export function feelin({ facts, rows }: PlainTable): OtherEngine {
  const asked = rows.map((row) =>
    row.flatMap((ask, at) => ('any' in ask ? [] : [{ name: facts[at]?.name ?? '', text: unaryTest(ask) }])),
  )
  return {
    name: 'feelin',
    decide: (given) =>
      asked.findIndex((row) =>
        row.every(({ name, text }) => feel(text, { '?': given[name] }).value === true),
      ),
  }
}
