import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { momentWords } from '#web/ui/time-words.ts'

/** How a timeline calls whatever its events name by an id. */
export type Names = {
  /** Whoever did it: `You`, `Ines Carvalho`, `Ruth Adeyemi`, `The desk`. */
  actor(by: string): string
  /** A colleague inside a sentence: `you`, `Ines Carvalho`. */
  member(handle: string): string
  rung(id: string): string
  case(id: string): string
  when(instant: string): string
}

type Known = {
  kase: Pick<z.output<typeof CaseView>, 'person' | 'ladder' | 'links' | 'tookOver' | 'owner' | 'offer'>
  members: readonly { id: string; name: string }[]
  me: string | undefined
  now: Temporal.Instant
}

/** The names of one case's timeline, as the person who looks at it would say them. */
export function namesFor({ kase, members, me, now }: Known): Names {
  const people = new Map(
    [...members, kase.owner, ...(kase.offer ? [kase.offer.to, kase.offer.from] : [])].map((one) => [
      one.id,
      one.name,
    ]),
  )
  const cases = new Map([
    ...kase.tookOver.map(({ id, number }) => [id, number] as const),
    ...kase.links.flatMap(({ caseId, caseNumber }) =>
      caseId && caseNumber ? [[caseId, caseNumber] as const] : [],
    ),
  ])
  const member = (handle: string) => (handle === me ? 'you' : (people.get(handle) ?? handle))
  return {
    member,
    actor(by) {
      if (by === 'customer') return kase.person?.name ?? 'The customer'
      if (!by.startsWith('member:')) return 'The desk'
      const handle = by.slice('member:'.length)
      return handle === me ? 'You' : member(handle)
    },
    rung: (id) => kase.ladder.find((rung) => rung.id === id)?.title ?? id,
    case: (id) => (cases.has(id) ? `case ${cases.get(id)}` : 'another case'),
    when: (instant) => momentWords(Temporal.Instant.from(instant), now),
  }
}
