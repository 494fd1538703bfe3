import type { Feelings, Said, Way } from './customers-word.ts'

/** What happens on the way from a deed to the customer's word that it is settled. */
export type SettlingEventData = {
  /** Something was done about it, apart from what a promise had announced. */
  'action-done': { id: string; remark: string; digest: string }
  /** The customer says how it stands; of what a colleague heard, the remark holds their words. */
  'customer-heard': { id: string; says: Said; way: Way; message?: string; remark?: string; digest?: string }
  /** How the customer found us: said by themselves, or noted by a colleague with their words. */
  'feelings-heard': { feelings: Feelings; remark?: string; digest?: string }
  /** A colleague rang to ask whether it is settled, and reached nobody. */
  'attempt-made': { id: string; account: string; triedAt: string; remark: string; digest: string }
  /** It has stayed settled; or a colleague has looked, and what was promised is done. */
  'case-verified': { because: 'quiet' } | { because: 'looked'; remark: string; digest: string }
}
