import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import {
  endMember,
  giveQuarantined,
  holdAdministrators,
  openCasesOf,
  readMember,
} from '#server/store/members.ts'
import { endAll } from '#server/store/passes.ts'
import { memberActor, once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { careOf, personNamed } from './members.ts'
import { colleague, refuseLastAdministrator, refuseOnRota } from './people.ts'
import { holdCase, record } from '../cases/record.ts'

const shownCases = 200

/** The open cases that somebody answers for, to be seen before they leave. */
export const casesInHand = (desk: Desk, agent: Agent, { handle }: { handle: string }) =>
  desk.db.withOrg(agent.org, async (tx) => {
    if (!(await readMember(tx, handle))) throw new Refusal('not-found', 'There is no such colleague.')
    const rows = await openCasesOf(tx, handle, shownCases + 1)
    return {
      cases: rows
        .slice(0, shownCases)
        .map(({ id, number, subject }) => ({ id, number, subject: subject ?? '' })),
      hasMore: rows.length > shownCases,
    }
  })

type Ended = { handle: string; successor?: string | undefined; key: string }

/**
 * Lets a colleague leave. Their open cases go to somebody who is named, each recorded on the case; their sessions, links
 * and tokens end. Somebody who stands on a rota is taken off it first, or cases would be offered to nobody.
 */
export async function endPerson(desk: Desk, agent: Agent, ended: Ended): Promise<{ handedOver: number }> {
  const { key, ...input } = ended
  const locks = [careOf(agent.org, ended.handle)]
  const done = await once(
    desk,
    agent.org,
    { name: 'endPerson', key, input, several: true, locks },
    async (tx) => {
      const admins = await holdAdministrators(tx)
      const { name } = await colleague(tx, ended.handle)
      refuseLastAdministrator(admins, ended.handle)
      await refuseOnRota(desk, tx, { handle: ended.handle, name })
      const handedOver = await handOver(desk, tx, agent, ended, name)
      const at = desk.now().toString()
      await endAll(tx, { member: ended.handle, kinds: ['session', 'link', 'token'], but: null, at })
      await endMember(tx, ended.handle, at)
      return { handedOver }
    },
  )
  desk.policies.lookAgain(agent.org)
  return done
}

/** All at once: somebody who has left answers for nothing, and nothing is answered for by nobody. */
async function handOver(desk: Desk, tx: OrgTx, agent: Agent, { handle, successor }: Ended, name: string) {
  const cases = await openCasesOf(tx, handle, 100_000)
  if (successor === handle) throw new Refusal('invalid', 'Choose somebody else to get the cases.')
  if (successor === undefined) {
    if (cases.length === 0) return 0
    throw new Refusal('conflict', `${name} still answers for open cases. Say who gets them.`, {
      open: cases.length,
    })
  }
  const owner = (await personNamed(tx, successor)).handle
  let handedOver = 0
  for (const { id } of cases) {
    const held = await holdCase(tx, id)
    const { rung, owner: before } = held.kase
    // A case that somebody has taken meanwhile is theirs.
    if (before !== handle) continue
    handedOver += 1
    await record(desk, tx, held, [
      happened('owner-assigned', desk.now(), memberActor(agent), { owner, rung }),
    ])
  }
  await giveQuarantined(tx, handle, owner)
  return handedOver
}
