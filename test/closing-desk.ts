import type { TestDesk } from '#test/desk.ts'
import { hearCustomer, noteWord } from '#server/desk/settling/hear-customer.ts'
import { resolve } from '#server/desk/settling/resolve.ts'
import { writeDeed } from '#server/desk/settling/write-deed.ts'

type Closing = Partial<Parameters<typeof resolve>[2]>

/** Closes a case by the customer’s word, or as said. */
export const close = async (desk: TestDesk, caseId: string, parts: Closing = {}) =>
  resolve(desk, desk.admin, {
    ...(await desk.on(caseId)),
    decision: 'upheld',
    restsOn: 'word',
    reason: 'The seal is new.',
    ...parts,
  })

/** Writes down that something was done. */
export const did = async (desk: TestDesk, caseId: string) =>
  writeDeed(desk, desk.admin, { ...(await desk.on(caseId)), what: 'A new seal was fitted.' })

/** Writes down what a customer has said to a colleague. */
export const note = async (
  desk: TestDesk,
  caseId: string,
  word: Partial<Parameters<typeof noteWord>[2]> = {},
) => noteWord(desk, desk.admin, { ...(await desk.on(caseId)), says: 'settled', way: 'message', ...word })

/** What a customer says in their room. */
export const inRoom = (
  desk: TestDesk,
  caseId: string,
  says: Parameters<typeof hearCustomer>[3]['says'],
  more: { words?: string } = {},
) => desk.db.withOrg(desk.org, (tx) => hearCustomer(desk, tx, caseId, { by: 'room', says, ...more }))

/** A case of a customer who wrote. */
export const aCase = async (desk: TestDesk) => (await desk.take()).caseId

/** Somebody else who writes. */
export const other = (nth: number) => ({ from: { email: `c${nth}@example.org` } })
