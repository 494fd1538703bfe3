import type { z } from 'zod'
import type { CaseRow } from '#contract/case-view.ts'
import type { ClockKind } from '#domain/case/deadline.ts'
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
    meanwhile: meanwhileOf(row),
    snoozedUntil,
    seq,
  }
}

/** What its owner still owes while somebody else is asked to take it, besides the dates by which colleagues decide. */
function meanwhileOf({ offered_dates, only_offered, glance: { nextDue } }: ListedCase) {
  if (!offered_dates || only_offered) return null
  if (nextDue && isTheirs(nextDue.kind)) return { kind: nextDue.kind }
  const [first] = offered_dates
    .filter(({ state, kind }) => state === 'running' && isTheirs(kind))
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
  return first ? { kind: first.kind } : null
}

const isTheirs = (kind: ClockKind) => kind !== 'accept-by' && kind !== 'sign-by'
