import type { Saved } from '../case/saved.ts'
import type { Rule } from './entitlement.ts'
import type { Asked, Signed, Sort } from './remedy.ts'

/** What an event of a remedy says: ids, codes, amounts and dates. A colleague's reasons are rows of their own. */
export type RemedyEventData = {
  'remedy-proposed': {
    id: string
    sort: Sort
    what: string
    amount: number | null
    weighs: number
    currency: string
    rule: Rule | null
    /** Whoever made the token by which it was proposed. */
    hand?: string
    asked: Saved<Asked> | null
    remark: string
    digest: string
  }
  /** Somebody else, who may, has signed it. */
  'remedy-approved': { id: string; signed: Signed }
  /** The customer has it. Signed here, where whoever gives it may sign it alone. */
  'remedy-given': { id: string; signed?: Signed }
  /** Nobody decided in time: somebody else is asked. */
  'remedy-passed-on': { id: string; asked: Saved<Asked> }
  'remedy-declined': { id: string; remark: string; digest: string }
  /** Taken back before it was given: by whoever proposed it, or because the case was closed over it. */
  'remedy-withdrawn': { id: string }
  /** Taken back after it was given: a refund that came back, a slip. */
  'remedy-reversed': { id: string; remark: string; digest: string }
}
