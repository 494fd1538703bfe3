import { z } from 'zod'
import type { PolicyChange } from '#domain/policy/diff.ts'
import { dateWords } from '#web/marks/hole-words.ts'
import { say } from '#web/words/say.ts'
import { cellWords, isAnything, nameInSentence, nameWords } from './cell-words.ts'
import { hoursText } from './hours-text.ts'
import { rungTitle } from './rung-titles.ts'
import { waitsInWords } from './wait-words.ts'

/** One change of a policy in a sentence; what it was and what it is are shown beside it. */
export function changeWords({ kind, table, row, what, part, position }: PolicyChange): string {
  const names = {
    table: nameWords(table ?? ''),
    row: row ?? '',
    what: rungOrName(what ?? ''),
    part: nameInSentence(part ?? ''),
  }
  const after = position ?? ''
  switch (kind) {
    case 'name-changed':
      return say('The policy has another name.')
    case 'principle-added':
      return say('A new principle: {what}.', names)
    case 'principle-removed':
      return say('The principle {what} is gone.', names)
    case 'principle-changed':
      return say('The principle {what} says something else.', names)
    case 'fact-added':
      return say('A new fact: {what}.', names)
    case 'fact-removed':
      return say('The fact {what} is gone.', names)
    case 'fact-changed':
      if (part === 'values') return say('The fact {what}: other values.', names)
      return say('The fact {what}: another {part}.', names)
    case 'table-added':
      return say('A new table: {table}.', names)
    case 'table-removed':
      return say('The table {table} is gone.', names)
    case 'table-moved':
      return position === null
        ? say('{table} is asked first.', names)
        : say('{table} is asked after {after}.', { ...names, after: nameWords(after) })
    case 'table-changed':
      if (part === 'reads') return say('{table} asks other facts.', names)
      return say('{table}: another {part}.', names)
    case 'output-added':
      return say('{table} answers {what} too.', names)
    case 'output-removed':
      return say('{table} no longer answers {what}.', names)
    case 'output-changed':
      return say('{table}, answer {what}: another {part}.', names)
    case 'row-added':
      return position === null
        ? say('{table}: the new row {row} comes first.', names)
        : say('{table}: the new row {row} comes after {after}.', { ...names, after })
    case 'row-removed':
      return say('{table}: the row {row} is gone.', names)
    case 'row-moved':
      return position === null
        ? say('{table}: the row {row} now comes first.', names)
        : say('{table}: the row {row} now comes after {after}.', { ...names, after })
    case 'condition-changed':
      return say('{table}, row {row}: asks for another {what}.', names)
    case 'answer-changed':
      return say('{table}, row {row}: another {what}.', names)
    case 'reason-changed':
      return say('{table}, row {row}: stands on another principle.', names)
    case 'rung-added':
      return say('A new rung: {what}.', names)
    case 'rung-removed':
      return say('The rung {what} is gone.', names)
    case 'rung-changed':
      if (part === 'climbsTo') return say('The rung {what} climbs to another one.', names)
      return say('The rung {what}: another {part}.', names)
    case 'desk-changed':
      return what === 'holidays'
        ? say('Other holidays for all of the policy.')
        : say('Another {what} for all of the policy.', names)
  }
}

/** What stood there, or stands there now, as one reads it. */
export function sideWords({ kind }: PolicyChange, side: string | null): string {
  if (kind === 'condition-changed')
    return side === null || isAnything(side) ? say('anything') : cellWords(side)
  if (side === null) return say('nothing')
  const data = dataIn(side)
  const list = Names.safeParse(data).data
  if (list) return list.length === 0 ? say('nothing') : list.map(entryWords).join(', ')
  const rota = Rota.safeParse(data).data
  if (rota)
    return rota.map(({ who, ...days }) => `${who}: ${hoursText(Days.catch({}).parse(days))}`).join('; ')
  return Titled.safeParse(data).data?.title ?? rungTitle(side) ?? waitsInWords(side)
}

/** A rung by its title; whatever else, by its name. */
const rungOrName = (name: string): string => rungTitle(name) ?? nameInSentence(name)

const entryWords = (entry: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(entry) ? dateWords(entry) : rungOrName(entry)

const Names = z.array(z.string())
const Days = z.record(z.string(), z.array(z.string()))
const Rota = z.array(z.looseObject({ who: z.string() }))
const Titled = z.looseObject({ title: z.string() })

/** What is written as data; nothing where it is words. */
function dataIn(side: string): unknown {
  try {
    return JSON.parse(side)
  } catch {
    return undefined
  }
}
