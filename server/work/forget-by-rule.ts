import type { Desk } from '#server/desk/desk.ts'
import { erasePerson } from '#server/desk/people/erase-person.ts'
import { forgetWords } from '#server/desk/cases/forget-words.ts'
import { monthsBefore } from '#server/desk/months-before.ts'
import { forgetOldCallers } from '#server/desk/line/end-calls.ts'
import { forgetOldLookups } from '#server/desk/people/show-lookups.ts'
import { forgetWaitingFiles } from '#server/desk/replies/waiting-files.ts'
import {
  casesToForget,
  erasedButThere,
  forgetOriginals,
  organisationsWithRetention,
  readRetention,
} from '#server/store/keeping.ts'
import { organisationIds } from '#server/store/organisations.ts'
import { eachAlone } from './each-alone.ts'

const atATime = 100

/**
 * Erases what every organisation's rule says is kept long enough, some at a time. Answers how much was erased: while it
 * is more than nothing there may be more.
 */
export async function forgetByRule(desk: Desk): Promise<number> {
  const organisations = await desk.db.asWorker(organisationsWithRetention)
  let erased = 0
  const forget = async ({ org_id: org }: { org_id: string }) => {
    erased += await forgetIn(desk, org)
  }
  await eachAlone(organisations, forget, (fault) => desk.failed('forget by rule', fault))
  await forgetUnclaimed(desk)
  await eraseAgain(desk)
  if (erased > 0) desk.nudge('changes')
  return erased
}

/** Files for which no words came, who called last week, and who was looked up a year ago, are forgotten in every organisation, whatever its rule says. */
async function forgetUnclaimed(desk: Desk): Promise<void> {
  const organisations = await desk.db.asWorker(organisationIds)
  await eachAlone(
    organisations,
    ({ id }) => desk.db.withOrg(id, (tx) => forgetWaitingFiles(desk, tx)),
    (fault) => desk.failed('forget waiting files', fault),
  )
  await eachAlone(
    organisations,
    ({ id }) => forgetOldCallers(desk, id),
    (fault) => desk.failed('forget callers', fault),
  )
  await eachAlone(
    organisations,
    ({ id }) => forgetOldLookups(desk, id),
    (fault) => desk.failed('forget looks', fault),
  )
}

/** Whoever was erased after a backup was taken, and came back with it, is erased again: the ledger outlives the backup. */
async function eraseAgain(desk: Desk): Promise<void> {
  const organisations = await desk.db.asWorker(organisationIds)
  const inOne = async ({ id: org }: { id: string }) => {
    for (const { person_id: personId, by } of await desk.db.withOrg(org, (tx) => erasedButThere(tx, atATime)))
      await erasePerson(
        desk,
        { org, handle: by, name: by, role: 'admin', sees: null },
        { personId, key: `erased again ${personId} ${desk.now().toString()}` },
      )
  }
  await eachAlone(organisations, inOne, (fault) => desk.failed('erase again', fault))
}

async function forgetIn(desk: Desk, org: string): Promise<number> {
  const rule = await desk.db.withOrg(org, readRetention)
  const before = (months: number | null | undefined) => (months ? monthsBefore(desk.now(), months) : null)
  const words = before(rule?.words_months)
  const originals = before(rule?.originals_months)
  const setAside = before(rule?.set_aside_months)
  return (
    (words ? await forgetCases(desk, org, words) : 0) +
    (originals ? await forgetBytes(desk, org, 'of-cases', originals) : 0) +
    (setAside ? await forgetBytes(desk, org, 'set-aside', setAside) : 0)
  )
}

async function forgetCases(desk: Desk, org: string, untouchedSince: Temporal.Instant): Promise<number> {
  const old = await desk.db.withOrg(org, (tx) => casesToForget(tx, untouchedSince, atATime))
  let erased = 0
  const forget = async ({ id }: { id: string }) => {
    if (await forgetWords(desk, org, id, untouchedSince)) erased += 1
  }
  await eachAlone(old, forget, (fault) => desk.failed('forget by rule', fault))
  return erased
}

const forgetBytes = (
  desk: Desk,
  org: string,
  which: 'of-cases' | 'set-aside',
  before: Temporal.Instant,
): Promise<number> =>
  desk.db.withOrg(org, (tx) => forgetOriginals(tx, which, before, desk.now().toString(), atATime))
