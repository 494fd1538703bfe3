import { clausesOf } from '../apology/clauses.ts'
import { invitation, type Letterhead } from './invitation.ts'

/**
 * Whether an invitation to a private room says nothing but what the desk proposes, shortened or not: it asks somebody in, and
 * answers nothing. Whatever its sender has added is an answer.
 */
export function saysOnlyInvitation(body: string, head: Letterhead): boolean {
  const ours = (['public', 'private'] as const).flatMap((where) =>
    (['en', 'de'] as const).map((tongue) => invitation(where, tongue, head)),
  )
  const known = new Set([...ours, head.by, head.organisation].flatMap(clausesOf).map(({ low }) => low))
  return clausesOf(body).every(({ low }) => known.has(low))
}
