import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import type { Case } from '#domain/case/case.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newestCasesOfPerson, readPerson } from '#server/store/people.ts'
import type { Agent } from '../command.ts'
import { seenAmong } from '../cases/seen.ts'

/** What is good to know about who complained, and the newest of their other cases that this colleague may see. */
export async function aboutPerson(
  tx: OrgTx,
  agent: Agent,
  kase: Case,
): Promise<z.input<typeof CaseView>['aboutPerson']> {
  if (kase.person === null) return null
  const person = await readPerson(tx, kase.person)
  if (!person) return null
  const all = await newestCasesOfPerson(tx, kase.person, kase.id, 100)
  const seen = await seenAmong(
    tx,
    agent,
    all.map(({ id }) => id),
  )
  const others = all.filter(({ id }) => seen.has(id)).slice(0, 20)
  return {
    language: person.language,
    zone: person.zone,
    goodToKnow: person.good_to_know,
    otherCases: others.map(({ id, number, subject, state, opened_at }) => ({
      id,
      number,
      subject: subject ?? '',
      state,
      openedAt: opened_at.toString(),
    })),
  }
}
