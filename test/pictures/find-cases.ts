import { listCases, openCase } from '#contract/cases.ts'
import type { Seat } from '../browser/front.ts'
import type { Studio } from './studio.ts'

type Row = { id: string; failures: number }

/** The open cases of the sample company, as somebody sees them. */
export const openCases = async ({ front }: Studio, sol: Seat) =>
  (await front.does(sol, listCases, { limit: 200 })).cases

/** The case in which most was said, of those in which something failed. */
export async function longestStory({ front }: Studio, sol: Seat, cases: readonly Row[]) {
  const failed = cases.filter(({ failures }) => failures > 0 && failures < 5).slice(0, 40)
  const views = await Promise.all(failed.map(({ id }) => front.does(sol, openCase, { caseId: id })))
  return views.toSorted((a, b) => b.messages.length - a.messages.length)[0]
}

/** An open case of somebody whose number is known, with the most failures. */
export async function calledCase({ front }: Studio, sol: Seat, cases: readonly Row[]) {
  const failed = cases.toSorted((a, b) => b.failures - a.failures).slice(0, 40)
  const views = await Promise.all(failed.map(({ id }) => front.does(sol, openCase, { caseId: id })))
  return views.find(({ accounts }) => accounts.some(({ kind }) => kind === 'phone'))
}

/** An open case that began in public, and may be answered there. */
export async function answeredInPublic(
  { front }: Studio,
  sol: Seat,
  cases: readonly (Row & { isPublic: boolean })[],
) {
  const told = cases.filter(({ isPublic }) => isPublic).slice(0, 20)
  const views = await Promise.all(told.map(({ id }) => front.does(sol, openCase, { caseId: id })))
  return views.find(({ replyTo, messages }) => replyTo !== null && messages.at(-1)?.channel === 'social')
}

/** An open case to which nothing has happened yet, so that it may still turn out to be no complaint. */
export async function untouchedCase({ front }: Studio, sol: Seat, cases: readonly Row[]) {
  const fresh = cases.filter(({ failures }) => failures === 0)
  const views = await Promise.all(fresh.map(({ id }) => front.does(sol, openCase, { caseId: id })))
  return views.find(({ mayBeSetAside }) => mayBeSetAside)
}
