import type { Case } from '#domain/case/case.ts'
import { rulesUnlessSaid } from '#domain/remedy/caps.ts'
import { decimalsOf } from '#domain/remedy/money.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { proposeRemedy } from '../remedies/propose-remedy.ts'
import { approveRemedy, giveRemedy } from '../remedies/sign-remedy.ts'
import { NotPlayed } from './not-played.ts'
import type { ColleagueStep } from './story.ts'

type RemedyStep = Extract<ColleagueStep, { because: string } | { signs: true }>

type Doing = { desk: Desk; agent: Agent; named: (handle: string) => Agent; kase: Case; key: string }

/** The customer gets something: at once or once it is signed. */
export async function playRemedy({ desk, agent, named, kase, key }: Doing, step: RemedyStep): Promise<void> {
  if ('because' in step) {
    const { sort, what, gives, because: reason } = step
    const amount =
      gives === undefined ? undefined : Math.round(gives * 10 ** decimalsOf(rulesUnlessSaid.currency))
    const wish = { sort, what, amount, reason, askOnly: false }
    await proposeRemedy(desk, agent, { caseId: kase.id, seq: kase.seq, key, ...wish })
    return
  }
  const waits = kase.remedies?.find(({ state }) => state === 'proposed')
  if (!waits) throw new NotPlayed('No remedy waits for a signature.')
  await approveRemedy(desk, agent, { remedyId: waits.id, key })
  await giveRemedy(desk, named(waits.hands[0] ?? agent.handle), { remedyId: waits.id, key: `${key} given` })
}
