import { rungNamed, type House } from '../case/house.ts'
import { codeOf, fittedTo } from '../policy/fact.ts'
import { withoutThose } from '../policy/not-here-yet.ts'
import { nextPageStep } from './page.ts'

/** Where a danger goes by policy, and who would be called first; null where nobody is on call from there up. */
type CallOfDanger = { rung: string; first: { to: string; rung: string } | null }

/** What would happen if words of danger came now, in a case of which nothing else is known; null where policy knows no danger. */
export function callOfDanger(house: House, now: Temporal.Instant): CallOfDanger | null {
  const { facts, ladder } = house
  const harm = facts.find(({ name }) => name === 'harm')
  if (!harm || codeOf('safety', harm.domain) === null) return null
  const known = facts.map((fact) => [fact.name, fittedTo(fact, fact === harm ? 'safety' : null)])
  const { id: rung } = rungNamed(house, house.duties(Object.fromEntries(known)).rung)
  const here = ladder.map((one) => withoutThose(one, one.notYet ?? []))
  const { calls } = nextPageStep({ rung, first: '', calls: [], openedAt: now }, here, now)
  const [first] = calls
  return { rung, first: first ? { to: first.to, rung: first.rung } : null }
}
