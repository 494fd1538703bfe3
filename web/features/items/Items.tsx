import { Quarantine } from './Quarantine.tsx'
import { SetAside } from './SetAside.tsx'

/** Items that opened no case, the newest first, each with why, and what one can do about it. */
export function Items({ outcome }: { outcome: 'set-aside' | 'quarantined' }) {
  return outcome === 'set-aside' ? <SetAside /> : <Quarantine />
}
