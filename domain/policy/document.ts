import { z } from 'zod'
import { calendarOf } from '../deadline/calendar.ts'
import { Hours } from '../deadline/hours.ts'
import { Refusal } from '../refusal.ts'
import { noteAsking } from './asking.ts'
import { exclusionOf, WrittenExclusion } from './exclusion.ts'
import { floorOf, WrittenFloor } from './floor.ts'
import { lowestRung, noteClimbing, rungOf, stepsToTop, WrittenRung, type Ladder } from './ladder.ts'
import { noteRepeated, type Note } from './note.ts'
import type { Policy } from './policy.ts'
import { tableOf, WrittenTable, type Sources, type Table } from './table.ts'
import { factOf, Name, WrittenFact } from './written-fact.ts'

/** The policy document: what people write in YAML or JSON, version `policy/1`. */
const PolicyDocument = z.strictObject({
  evenhand: z.literal('policy/1'),
  name: z.string().min(1),
  principles: z.record(Name, z.string().min(1)).default({}),
  facts: z.record(Name, WrittenFact),
  tables: z.array(WrittenTable),
  impossible: z.array(WrittenExclusion).default([]),
  floor: WrittenFloor.default({}),
  law: z
    .strictObject({ regimes: z.array(z.string().min(1)).min(1), by: Name.optional() })
    .default({ regimes: [] }),
  ladder: z.array(WrittenRung).min(1, 'There must be a place to escalate to.'),
  hours: Hours.optional(),
  holidays: z.array(z.iso.date('A holiday is a date like 2026-12-25.')).default([]),
})

/** A document that is no policy, with every problem and its place, such as `tables.attention.rows.a2.when.failures`. */
export class PolicyFault extends Refusal {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super('invalid', `This policy cannot be used. ${problems.join(' ')}`, { problems })
    this.problems = problems
  }
}

/**
 * Reads a policy document that has been parsed from YAML or JSON. Where it gives no hours
 * of the desk, those of its lowest rung are the desk's. Throws a PolicyFault.
 */
export function readPolicy(document: unknown): Policy {
  const policy = readDraft(document)
  const problems: string[] = []
  const note: Note = (place, problem) => problems.push(`${place}: ${problem}`)
  noteClimbing(policy.ladder, note)
  noteRungs(policy.tables, policy.ladder, note)
  noteAsking(policy.tables, note)
  if (problems.length > 0) throw new PolicyFault(problems)
  return policy
}

/**
 * Reads a policy that somebody is still at work on: it may climb in circles, name rungs that are not there yet,
 * or leave a rung without anybody. The proofs say so; the desk never follows one. Throws a PolicyFault.
 */
export function readDraft(document: unknown): Policy {
  const shape = PolicyDocument.safeParse(document)
  if (!shape.success)
    throw new PolicyFault(shape.error.issues.flatMap((issue) => problemsOf(issue, document)))
  const problems: string[] = []
  const policy = understand(shape.data, (place, problem) => problems.push(`${place}: ${problem}`))
  if (problems.length > 0) throw new PolicyFault(problems)
  return policy
}

function understand(written: z.output<typeof PolicyDocument>, note: Note): Policy {
  const facts = Object.entries(written.facts).map(([name, fact]) => factOf(name, fact, note))
  const tables = tablesOf(written, facts, note)
  const ladder = ladderOf(written, note)
  const hours = written.hours ? calendarOf(written.hours, written.holidays) : lowestRung(ladder).hours
  const outputs = tables.flatMap(({ gives }) => gives)
  const impossible = written.impossible.map((exclusion, at) =>
    exclusionOf(exclusion, facts, `impossible.${at}`, note),
  )
  return {
    name: written.name,
    facts,
    tables,
    ladder,
    hours,
    holidays: written.holidays,
    law: lawOf(written, facts, note),
    floor: floorOf(written.floor, outputs, note),
    impossible,
  }
}

function lawOf({ law }: z.output<typeof PolicyDocument>, facts: Policy['facts'], note: Note): Policy['law'] {
  const fact = facts.find(({ name }) => name === law.by)
  if (law.by !== undefined && fact?.domain.type !== 'enum')
    note('law.by', 'it names a fact whose values are regimes: an enum.')
  return { regimes: law.regimes, by: law.by ?? null }
}

function tablesOf(
  { tables, principles }: z.output<typeof PolicyDocument>,
  facts: Policy['facts'],
  note: Note,
) {
  noteRepeated(
    tables.map(({ id }) => id),
    'tables',
    note,
  )
  const sources: Sources = new Map(facts.map((fact) => [fact.name, { fact, table: null }]))
  return tables.map((written) => {
    const table = tableOf(written, { sources, principles }, note)
    for (const fact of table.gives) {
      if (sources.has(fact.name)) note(`tables.${table.id}.gives.${fact.name}`, 'this name is used twice.')
      sources.set(fact.name, { fact, table })
    }
    return table
  })
}

function ladderOf({ ladder, holidays }: z.output<typeof PolicyDocument>, note: Note): Ladder {
  noteRepeated(
    ladder.map(({ id }) => id),
    'ladder',
    note,
  )
  const rungs = ladder.map((rung) => rungOf(rung, holidays))
  return rungs.toSorted((a, b) => stepsToTop(b.id, rungs) - stepsToTop(a.id, rungs))
}

/** The output named `rung` says who owns a case: every one of its values must be on the ladder. */
function noteRungs(tables: readonly Table[], ladder: Ladder, note: Note) {
  for (const table of tables)
    for (const { name, domain } of table.gives) {
      if (name !== 'rung') continue
      const place = `tables.${table.id}.gives.rung`
      if (domain.type !== 'enum') note(place, 'a rung is an enum of the rungs of the ladder.')
      else
        for (const value of domain.values)
          if (!ladder.some(({ id }) => id === value))
            note(place, `there is no rung "${value}" on the ladder.`)
    }
}

/** What zod found, in our words where it speaks of keys, and with names instead of positions. */
function problemsOf(issue: z.core.$ZodIssue, document: unknown): string[] {
  const place = placeOf(issue.path, document)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `${[place, key].filter(Boolean).join('.')}: this is not a word of the policy format.`,
    )
  const message =
    issue.code === 'invalid_key' ? issue.issues.map((inner) => inner.message).join(' ') : issue.message
  return [`${place || 'the document'}: ${message}`]
}

/** `tables.1.rows.0.then` reads better as `tables.attention.rows.a1.then`. */
function placeOf(path: readonly PropertyKey[], document: unknown): string {
  let at = document
  const steps = path.map((key) => {
    const inList = Array.isArray(at)
    at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined
    const named = inList ? Named.safeParse(at) : undefined
    return named?.success ? (named.data.id ?? named.data.who ?? String(key)) : String(key)
  })
  return steps.join('.')
}

const Named = z.object({ id: z.string().optional(), who: z.string().optional() })
