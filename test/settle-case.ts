import { noteWord } from '#server/desk/settling/hear-customer.ts'
import { resolve } from '#server/desk/settling/resolve.ts'
import { tellNo } from '#server/desk/settling/tell-no.ts'
import type { TestDesk } from './desk.ts'
import { letLeave } from './mail.ts'

/** A no with everything that a no needs. */
export const aNo = {
  decision: 'not-upheld',
  visibility: 'private',
  reason: 'The warranty of section 7 ends after two years.',
  plain: 'We cannot pay for this repair. The machine is older than two years.',
  evidence: 'We looked at your invoice and at the report of the technician.',
  can: 'We can send you the part at cost.',
  elsewhere: 'You can go to the conciliation board of your country, free of charge.',
} as const

/** Closes a case by right: its customer says, in what they wrote last, that it is settled. */
export async function closeSettled(desk: TestDesk, caseId: string, reason = 'Repaired.'): Promise<void> {
  await noteWord(desk, desk.admin, { ...(await desk.on(caseId)), says: 'settled', way: 'message' })
  await resolve(desk, desk.admin, { ...(await desk.on(caseId)), decision: 'upheld', restsOn: 'word', reason })
}

/** Closes a case by a no that its customer has read and accepts. */
export async function closeAfterNo(desk: TestDesk, caseId: string): Promise<void> {
  await tellNo(desk, desk.admin, { ...(await desk.on(caseId)), ...aNo })
  await letLeave(desk)
  await noteWord(desk, desk.admin, { ...(await desk.on(caseId)), says: 'settled', way: 'message' })
  const no = { decision: 'not-upheld', restsOn: 'word', reason: 'Out of warranty.' } as const
  await resolve(desk, desk.admin, { ...(await desk.on(caseId)), ...no })
}
