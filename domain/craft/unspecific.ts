import { clausesOf } from '../apology/clauses.ts'
import { judgeReply } from '../apology/judge-reply.ts'
import { actToCome } from './acts-to-come.ts'
import { namesTheFailure } from './names-the-failure.ts'
import {
  isUnchanged,
  madeOf,
  unfilledBlanks,
  type Demand,
  type Unchanged,
  type Unfilled,
} from './template-specifics.ts'

/** A template as far as it asks something of the replies that are made of it. */
export type Asking = {
  id: string
  name: string
  body: string
  demands: readonly Demand[]
  unchanged: Unchanged
}

/** What keeps a reply that is made of a template from being about this case. */
export type Unspecific = { template: string; name: string } & (
  | { kind: 'unfilled'; blank: Unfilled }
  | { kind: 'missing'; demands: Demand[] }
  | { kind: 'unchanged'; way: 'refuse' | 'ask' }
)

/** Signs that are read: nobody's text keeps anybody busy. */
const longest = 20_000

/**
 * What a reply made of templates still leaves out of this case: blanks with nothing in them, what its template demands, and
 * that it is the template word for word. `said` is what the customer has told.
 */
export function unspecificIn(templates: readonly Asking[], reply: string, said: string): Unspecific[] {
  const text = reply.slice(0, longest)
  return madeOf(templates, text).flatMap(({ id, name, body, demands, unchanged }): Unspecific[] => {
    const from = { template: id, name }
    const missing = demands.filter((demand) => isMissing(demand, text, said))
    return [
      ...unfilledBlanks(body, text).map((blank) => ({ ...from, kind: 'unfilled' as const, blank })),
      ...(missing.length > 0 ? [{ ...from, kind: 'missing' as const, demands: missing }] : []),
      ...(unchanged !== 'allow' && isUnchanged(body, text)
        ? [{ ...from, kind: 'unchanged' as const, way: unchanged }]
        : []),
    ]
  })
}

function isMissing(demand: Demand, reply: string, said: string): boolean {
  if (demand === 'failure') return namesTheFailure(reply, said).length === 0
  if (!judgeReply(reply).missing.includes(demand)) return false
  // Whatever is to come is said with its day.
  return !clausesOf(reply)
    .map(actToCome)
    .some(({ act, owner }) => (demand === 'owner' ? owner : act))
}
