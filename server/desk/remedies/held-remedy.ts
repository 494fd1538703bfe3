import type { Case } from '#domain/case/case.ts'
import { mayTurn, type Remedy, type RemedyState } from '#domain/remedy/remedy.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { caseOfRemedy } from '#server/store/remedies.ts'
import { answerOn, type Agent, type Done, type Made } from '../command.ts'
import type { Desk } from '../desk.ts'
import { signingLock } from './judging.ts'

/** A command on a remedy, answered on the case that has it now. What it is already, it does not become again. */
export async function commandOnRemedy(
  desk: Desk,
  agent: Agent,
  name: string,
  input: { remedyId: string; key: string },
  to: RemedyState,
  make: (tx: OrgTx, held: { kase: Case; remedy: Remedy }) => Promise<Made['events']>,
): Promise<Done> {
  const { remedyId: id, key } = input
  const caseId = await desk.db.withOrg(agent.org, (tx) => caseOfRemedy(tx, id))
  if (caseId === undefined) throw new Refusal('not-found', nothing)
  const command = { name, key, input, caseId, locks: [signingLock(agent.org)] }
  return answerOn(desk, agent, command, async (tx, { kase }) => {
    const remedy = kase.remedies?.find((one) => one.id === id)
    if (!remedy) throw new Refusal('not-found', nothing)
    if (!mayTurn(remedy, to)) throw new Refusal('conflict', sayings[remedy.state], { state: remedy.state })
    return { events: await make(tx, { kase, remedy }), id }
  })
}

const nothing = 'There is no such remedy.'

const sayings: Readonly<Record<RemedyState, string>> = {
  proposed: 'Nobody has signed this yet.',
  approved: 'This is signed already.',
  given: 'The customer has this already.',
  declined: 'This was declined. Propose it anew, with what has changed.',
  withdrawn: 'This was withdrawn.',
  reversed: 'This was taken back.',
}
