import type { CaseEvent } from '#domain/case/event.ts'
import type { OrgTx } from '#server/store/database.ts'
import { chainOf, type EventRow } from '#server/store/events.ts'

/** An event as its chain holds it. Only `record` writes events, and the chain proves that they are as it wrote them. */
export function readEvent({ type, at, actor, data }: EventRow): CaseEvent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { type, at, by: actor, data: JSON.parse(data) } as CaseEvent
}

/** Everything that has happened to a case, from its first event on. */
export const historyOf = async (tx: OrgTx, id: string): Promise<CaseEvent[]> =>
  (await chainOf(tx, id)).map(readEvent)
