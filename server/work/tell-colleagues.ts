import { callPage } from '#server/desk/notices/call-page.ts'
import type { Desk } from '#server/desk/desk.ts'
import { hearChanges } from '#server/desk/cases/hear-changes.ts'
import { tellNotices } from '#server/desk/notices/tell-notices.ts'
import { forgetTold, organisationsToHear, organisationsToTell } from '#server/store/notices.ts'
import { organisationIds } from '#server/store/organisations.ts'
import { duePages } from '#server/store/pages.ts'
import { eachAlone } from './each-alone.ts'

/**
 * Reads what has happened for whom it tells, calls whoever is on call, and tells whom it is time to tell, in every
 * organisation. What leaves is only put down here: nobody waits for a network. Answers whether there may be more.
 */
export async function tellColleagues(desk: Desk): Promise<boolean> {
  let isMore = false
  const failed = (fault: unknown) => desk.failed('tell colleagues', fault)
  const toHear = await desk.db.asWorker((tx) => organisationsToHear(tx, 100))
  await eachAlone(
    toHear,
    async ({ org_id: org }) => {
      if (await hearChanges(desk, org)) isMore = true
    },
    failed,
  )
  const pages = await desk.db.asWorker((tx) => duePages(tx, desk.now(), 50))
  await eachAlone(pages, ({ org_id: org, id }) => callPage(desk, org, id), failed)
  const toTell = await desk.db.asWorker((tx) => organisationsToTell(tx, desk.now(), 100))
  await eachAlone(toTell, ({ org_id: org }) => tellNotices(desk, org), failed)
  return isMore
}

/** So long what was told is kept, for whoever asks why somebody was, or was not. */
const keptFor = Temporal.Duration.from({ hours: 24 * 60 })

/** Forgets what was told long ago, in every organisation. */
export async function forgetWhatWasTold(desk: Desk): Promise<void> {
  const before = desk.now().subtract(keptFor).toString()
  await eachAlone(
    await desk.db.asWorker(organisationIds),
    ({ id: org }) => desk.db.withOrg(org, (tx) => forgetTold(tx, before)),
    (fault) => desk.failed('forget what was told', fault),
  )
}
