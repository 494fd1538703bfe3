import type { z } from 'zod'
import type { CaseRow } from '#contract/case-view.ts'
import { rungNamed, type House } from '#domain/case/house.ts'
import type { ListedCase } from '#server/store/case-list.ts'

/** A rung as the screens name it. */
export const namedRung = (house: House, rung: string): { id: string; name: string } => {
  const { id, title } = rungNamed(house, rung)
  return { id, name: title }
}

/** A case as a list, or the head of its page, shows it. */
export function caseRow(row: ListedCase, house: House): Omit<z.input<typeof CaseRow>, 'position'> {
  const { seq, failures, nextDue, snoozedUntil } = row.glance
  return {
    id: row.id,
    number: row.number,
    subject: row.subject ?? '',
    person:
      row.person_id === null
        ? null
        : { id: row.person_id, name: row.person_name ?? row.address ?? 'Not known' },
    channel: row.channel,
    severity: row.severity,
    rung: namedRung(house, row.rung),
    owner: { id: row.owner, name: row.owner_name ?? row.owner },
    state: row.state,
    stage: row.stage,
    turn: row.turn,
    isPublic: row.is_public,
    failures,
    nextDueAt: row.next_due_at?.toString() ?? null,
    nextDue,
    offeredTo:
      row.offered_to === null ? null : { id: row.offered_to, name: row.offered_name ?? row.offered_to },
    snoozedUntil,
    seq,
  }
}
