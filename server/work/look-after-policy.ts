import type { Desk } from '#server/desk/desk.ts'
import { runRehearsal, silentSince } from '#server/desk/policy/rehearse-policy.ts'
import { switchPolicy } from '#server/desk/policy/switch-policy.ts'
import { goOnTakingOver } from '#server/desk/cases/take-over-cases.ts'
import { lookAfterTrial } from '#server/desk/policy/try-on-new-cases.ts'
import { takeOversGoing } from '#server/store/policy-take-overs.ts'
import { trialsGoing } from '#server/store/policy-trials.ts'
import { versionsToSwitch } from '#server/store/policy-versions.ts'
import { rehearsalsWaiting } from '#server/store/rehearsals.ts'
import { eachAlone } from './each-alone.ts'

/**
 * Writes down, once, which versions of a policy the clock has put in force or out of it, and goes on with what takes open
 * cases over, in every organisation. Answers whether there is more to do.
 */
export async function switchPolicies(desk: Desk): Promise<boolean> {
  const due = await desk.db.asWorker((tx) => versionsToSwitch(tx, desk.now(), 100))
  await eachAlone(
    due,
    ({ org_id: org, version }) => switchPolicy(desk, org, version),
    (fault) => desk.failed('switch policies', fault),
  )
  let isMore = false
  const going = await desk.db.asWorker(takeOversGoing)
  await eachAlone(
    going,
    async ({ org_id: org, id }) => {
      if (await goOnTakingOver(desk, org, id)) isMore = true
    },
    (fault) => desk.failed('take cases over', fault),
  )
  return isMore
}

/** Looks after the trials that are going: breaks off what does harm, and reads out what has come to its end. */
export async function lookAfterTrials(desk: Desk): Promise<void> {
  await eachAlone(
    await desk.db.asWorker(trialsGoing),
    ({ org_id: org, id }) => lookAfterTrial(desk, org, id),
    (fault) => desk.failed('look after trials', fault),
  )
}

/** Does the rehearsals that wait, one after the other. */
export async function rehearseWaiting(desk: Desk): Promise<void> {
  await eachAlone(
    await desk.db.asWorker((tx) => rehearsalsWaiting(tx, silentSince(desk), 10)),
    ({ org_id: org, id }) => runRehearsal(desk, org, id),
    (fault) => desk.failed('rehearse', fault),
  )
}
