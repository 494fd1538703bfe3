import type { z } from 'zod'
import type { CaseRow } from '#contract/case-view.ts'
import type { Case } from '#domain/case/case.ts'
import { rungNamed, type House } from '#domain/case/house.ts'
import { firstOwed } from '#domain/case/still-owed.ts'
import type { ListedCase } from '#server/store/case-list.ts'

/** A rung as the screens name it. */
export const namedRung = (house: House, rung: string): { id: string; name: string } => {
  const { id, title } = rungNamed(house, rung)
  return { id, name: title }
}

/** A case as a list, or the head of its page, shows it. */
export function caseRow(
  row: ListedCase,
  kase: Case,
  house: House,
): Omit<z.input<typeof CaseRow>, 'position'> {
  const next = firstOwed(kase)
  return {
    id: kase.id,
    number: kase.number,
    subject: row.subject ?? '',
    person:
      kase.person === null ? null : { id: kase.person, name: row.person_name ?? row.address ?? 'Not known' },
    channel: kase.channel,
    severity: kase.duties?.severity ?? 2,
    rung: namedRung(house, kase.rung),
    owner: { id: kase.owner, name: row.owner_name ?? kase.owner },
    state: kase.state,
    stage: kase.stage,
    turn: kase.turn,
    isPublic: kase.isPublic,
    failures: kase.failures,
    nextDueAt: next?.dueAt.toString() ?? null,
    nextDue: next ? { kind: next.kind, setAt: next.setAt.toString(), near: next.near } : null,
    offeredTo: kase.offer && { id: kase.offer.to, name: row.offered_name ?? kase.offer.to },
    snoozedUntil: kase.snooze?.until.toString() ?? null,
    seq: kase.seq,
  }
}
