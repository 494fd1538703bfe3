import type { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { allRows } from '#domain/policy/written-policy.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import type { Checked, Problem } from './check-draft.ts'
import { declaredAs } from './columns.ts'
import { readWait, waitsWritten } from './read-wait.ts'
import { readRung } from './written-rung.ts'

/** What was found of a draft in the language of who looks, with a time to wait that cannot be read told as one writes it rather than as ISO 8601 has it. */
export const saidInWords = (policy: WrittenPolicy, checked: Checked): Checked =>
  checked.state === 'unreadable'
    ? { ...checked, problems: checked.problems.map((problem) => saidOf(policy, problem)) }
    : checked

function saidOf(policy: WrittenPolicy, problem: Problem): Problem {
  const text = unreadWait(policy, problem)
  if (text === null) return { ...problem, says: heard(problem.says) }
  const says = say(
    '“{text}” is no time to wait. Write 30 min, 4 h or 3 days; a working day in hours of the desk.',
    { text },
  )
  return { ...problem, says }
}

/** The text at the place of a problem, where a time to wait should stand and none does. */
function unreadWait(policy: WrittenPolicy, { path }: Problem): string | null {
  const [head, id, part] = path
  if (head === 'ladder' && part === 'acceptWithin') {
    const rung = policy.ladder.flatMap((one) => readRung(one) ?? []).find((one) => one.id === id)
    return rung && readWait(rung.acceptWithin) === null ? rung.acceptWithin : null
  }
  if (head !== 'tables' || (part !== 'rows' && part !== 'default')) return null
  const [row, cell, name] = part === 'default' ? ['default', path[3], path[4]] : path.slice(3)
  if (name === undefined || declaredAs(policy, name)?.type !== 'duration') return null
  const table = policy.tables.find((one) => one.id === id)
  const found = table && allRows(table).find((one) => one.id === row)
  const text = cell === 'then' ? found?.then[name] : cell === 'when' ? found?.when[name] : undefined
  if (typeof text !== 'string') return null
  const isRead = cell === 'then' ? readWait(text) !== null : waitsWritten(text).includes('duration("')
  return isRead ? null : text
}
