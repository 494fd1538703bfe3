import type { Case } from '#domain/case/case.ts'
import type { House } from '#domain/case/house.ts'
import { missingParts, noLetter, noTongue, plainLimit, type NoWords } from '#domain/case/no-parts.ts'
import { Refusal } from '#domain/refusal.ts'
import { asLetter } from '#domain/room/invitation.ts'
import type { OrgTx } from '#server/store/database.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { readPerson } from '#server/store/people.ts'
import type { Agent, Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { refuseUnexamined } from '../claims/examine-evidence.ts'
import { handsOf, refuseUnknownHand } from '../colleagues/hands.ts'
import { noPartWords } from '../replies/lack-sentences.ts'
import { namesOf } from '../names.ts'
import { sendReply } from '../replies/send-reply.ts'

type No = NoWords & {
  caseId: string
  decision: 'not-upheld' | 'out-of-scope'
  visibility: 'private' | 'public'
  sendAfter?: number
  seq: number
  key: string
}

/**
 * Tells the customer no, with all that a no needs; each part that is missing is named. Who has said no once does not say it
 * again where the customer disputes it: a second look is somebody else's.
 */
export async function tellNo(
  desk: Desk,
  agent: Agent,
  { decision, visibility, sendAfter, ...no }: No,
): Promise<Done> {
  const missing = missingParts(no)
  if (missing.length > 0)
    throw new Refusal(
      'invalid',
      [`This no still lacks: ${missing.map(noPartWords).join('; ')}.`, ...plainHint(missing)].join(' '),
      { missing },
    )
  const body = noLetter(no)
  const reply = {
    caseId: no.caseId,
    seq: no.seq,
    key: no.key,
    body,
    visibility,
    asks: false,
    refuses: decision,
  }
  return sendReply(
    desk,
    agent,
    { ...reply, ...(sendAfter !== undefined && { sendAfter }) },
    {
      name: 'tellNo',
      async write(tx, { kase }) {
        await refuseUnexamined(tx, kase, decision)
        const { house } = await desk.policies.version(tx, kase.policy)
        refuseSameEyes(kase, house, agent)
        return { body: visibility === 'private' ? await asSent(tx, agent, kase, no, body) : body, events: [] }
      },
    },
  )
}

/** As it goes to one person: to them by name, and from whom. */
async function asSent(tx: OrgTx, agent: Agent, { person }: Case, no: NoWords, body: string): Promise<string> {
  const { name = null } = (person && (await readPerson(tx, person))) || {}
  const { name: organisation } = await thisOrganisation(tx)
  const by = (await namesOf(tx))(agent.handle).name
  return asLetter(noTongue(no), { to: name, by, organisation }, body)
}

/** A no that is disputed gets a second look by somebody else, unless there is nobody else. */
function refuseSameEyes({ toldNo, sayersOfNo = [] }: Case, { ladder }: House, agent: Agent) {
  if (toldNo?.dispute === undefined) return
  refuseUnknownHand(agent)
  if (!handsOf(agent).some((hand) => sayersOfNo.includes(`member:${hand}`))) return
  const isAlone = ladder.every(({ rota }) => rota.every(({ who }) => who === agent.handle))
  if (!isAlone)
    throw new Refusal(
      'not-allowed',
      'You have said no, and the customer disputes it: somebody else takes the second look. Escalate it, or give it to a colleague.',
    )
}

const plainHint = (missing: readonly string[]) =>
  missing.includes('plain')
    ? [`Plain words say it otherwise than the reason does, in sentences of at most ${plainLimit} words.`]
    : []
