import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'

type View = z.output<typeof CaseView>
type Rung = View['ladder'][number]

/** Which rungs can be asked, the one to begin with, and the rung above which one has to stay where somebody is asked. */
export function rungsToAsk({ ladder, rung, offer }: Pick<View, 'ladder' | 'rung' | 'offer'>): {
  rungs: Rung[]
  first: Rung | undefined
  asked: Rung | undefined
} {
  const heightOf = (id: string) =>
    Math.max(
      0,
      ladder.findIndex((one) => one.id === id),
    )
  const here = heightOf(rung.id)
  const asked = offer && heightOf(offer.rung.id)
  const rungs = ladder.slice(Math.max(here, asked ?? here))
  return {
    rungs,
    first: rungs[1] ?? rungs[0],
    asked: asked === null ? undefined : ladder[asked],
  }
}

/** Whom one can ask by name: colleagues who take cases, but for whoever has this one and for oneself. */
export const colleaguesToAsk = <T extends { id: string; role: string }>(
  members: readonly T[],
  owner: string,
  me: string | undefined,
  takesCases: readonly string[],
): T[] => members.filter(({ id, role }) => id !== owner && id !== me && takesCases.includes(role))
