import { accountsOf } from '#server/store/people.ts'
import type { TestDesk } from '#test/desk.ts'
import { lookUp } from '#server/desk/people/look-up.ts'

/** Who is found by what was typed. */
export const look = async (desk: TestDesk, q: string, agent = desk.admin) =>
  (await lookUp(desk, agent, { q })).people

/** A complaint about money. */
export const bill = {
  subject: 'Wrong amount on invoice 4711',
  body: 'You charged the instalment twice in October.',
}

/** A complaint about a person. */
export const noise = { subject: 'A rude technician', body: 'He shouted and slammed a door.' }

/** The first account of whoever complains in a case. */
export async function accountIn(desk: TestDesk, caseId: string) {
  const { person } = await desk.see(caseId)
  const [account] = await desk.db.withOrg(desk.org, (tx) => accountsOf(tx, person?.id ?? ''))
  return account?.id ?? ''
}
