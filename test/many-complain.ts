import type { Channel } from '#domain/channel.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Case } from '#domain/case/case.ts'
import { readCase } from '#domain/case/read-case.ts'
import type { Agent } from '#server/desk/command.ts'
import { assign, enterFacts, reopen, withdrawFailure, writeNote } from '#server/desk/cases/case-commands.ts'
import { erasePerson } from '#server/desk/people/erase-person.ts'
import {
  acceptEscalation,
  declineEscalation,
  escalate,
  returnEscalation,
} from '#server/desk/cases/escalate.ts'
import { noteWord } from '#server/desk/settling/hear-customer.ts'
import { keepItem } from '#server/desk/items/keep-item.ts'
import { resolve } from '#server/desk/settling/resolve.ts'
import { writeDeed } from '#server/desk/settling/write-deed.ts'
import { merge, undoMerge } from '#server/desk/cases/merge.ts'
import { keepPromise, promise } from '#server/desk/cases/promise.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { confirmArrival, giveReplyAgain, settleSending } from '#server/desk/replies/settle-sending.ts'
import { split } from '#server/desk/cases/split.ts'
import { takeItem } from '#server/desk/items/take-item.ts'
import { receiveMail } from '#server/desk/items/understand-item.ts'
import { readCaseRow } from '#server/store/cases.ts'
import { unclaimedRoute } from '#server/store/connections.ts'
import { holdWorkOf, takeWork } from '#server/store/work.ts'
import { ring } from '#server/work/clock.ts'
import type { TestDesk } from './desk.ts'
import { anItem } from './desk.ts'
import type { Dice } from './dice.ts'

/** Somebody who complains, and every word of a kind of its own that was said by them or about them. */
type Complainant = {
  words: string[]
  address: string
  cases: string[]
  items: { caseId: string; itemId: string }[]
  isErased: boolean
}

/** What has happened at a desk at which many complain. */
export type Busy = { histories: number; commands: number; erasedPeople: number; erasedWords: Set<string> }

let counted = 0

/** A word that stands nowhere else: whatever table it turns up in, it came from here. */
const newWord = () => `zq${(counted += 1).toString(36).padStart(7, '0')}qz`

/** What a person must never find again of these words. */
export const plantedWord = /zq[0-9a-z]{7}qz/g

type Lane = { desk: TestDesk; agents: readonly Agent[]; dice: Dice; busy: Busy }

/** Lives so many random histories of cases, several at the same time, each with a few things that happen. */
export async function manyComplain(
  desk: TestDesk,
  histories: number,
  diceOf: (lane: number) => Dice,
): Promise<Busy> {
  const agents = [desk.admin, await desk.colleague('ann'), await desk.colleague('bob', 'lead')]
  const busy: Busy = { histories: 0, commands: 0, erasedPeople: 0, erasedWords: new Set() }
  const lanes = Array.from({ length: 8 }, async (_, lane) => {
    const dice = diceOf(lane)
    let last: Complainant | undefined
    while (busy.histories < histories) {
      busy.histories += 1
      last = await history({ desk, agents, dice, busy }, last)
    }
  })
  await Promise.all(lanes)
  return busy
}

/** One case from its first contact on: a few steps, some of them at the same time, and often the end of its person's words. */
async function history(lane: Lane, last: Complainant | undefined): Promise<Complainant> {
  const { dice } = lane
  const who = last && !last.isErased && dice.happens(0.3) ? last : aComplainant()
  await contact(lane, who)
  for (let left = dice.between(1, 3); left > 0; left -= 1)
    if (dice.happens(0.2)) await Promise.all([anyStep(lane, who), anyStep(lane, who)])
    else await anyStep(lane, who)
  if (dice.happens(0.3)) await erase(lane, who)
  else if (dice.happens(0.85)) await onCase(lane, who, settle)
  return who
}

function aComplainant(): Complainant {
  const word = newWord()
  return { words: [word], address: `${word}@example.org`, cases: [], items: [], isErased: false }
}

const channels: readonly Channel[] = ['email', 'email', 'phone', 'letter', 'web', 'chat', 'social']

/** They write, by whatever channel: about the same matter, another one, or in answer to something. */
async function contact({ desk, dice, busy }: Lane, who: Complainant): Promise<void> {
  busy.commands += 1
  if (dice.happens(0.15)) return mail({ desk, dice }, who)
  const channel = dice.oneOf(channels)
  const word = say(who)
  const item = anItem({
    channel,
    externalId: `${word}-${who.address}`,
    at: desk
      .now()
      .subtract({ minutes: dice.happens(0.2) ? dice.between(1, 600) : 0 })
      .toString(),
    from: { name: `Ada ${who.words[0]}`, email: who.address },
    subject: dice.oneOf(['My washing machine floods the kitchen', `Wrong amount on invoice ${say(who)}`]),
    body: dice.oneOf([
      `Water runs out of the drum whenever it spins, ${word}.`,
      `You charged the instalment twice: ${word}.`,
    ]),
    ...(dice.happens(0.2) && { public: true }),
    ...(dice.happens(0.2) && { facts: { harm: dice.oneOf(['safety', 'loss', 'none']), followers: 300_000 } }),
  })
  const { caseId, itemId } = await takeItem(desk, desk.admin, item)
  if (dice.happens(0.1)) await takeItem(desk, desk.admin, item)
  if (!caseId) return
  who.items.push({ caseId, itemId })
  if (!who.cases.includes(caseId)) who.cases.push(caseId)
}

/** A mail on the wire; sometimes the same one comes by two ways, and sometimes it is only an automatic answer. */
async function mail({ desk, dice }: Pick<Lane, 'desk' | 'dice'>, who: Complainant): Promise<void> {
  const fallback = await desk.db.asWorker(unclaimedRoute)
  if (!fallback) throw new Error('A desk is born with a connection.')
  const word = say(who)
  const head = [
    `From: Ada ${who.words[0]} <${who.address}>`,
    'To: help@desk.test',
    `Subject: About ${say(who)}`,
    `Message-ID: <${word}@example.org>`,
    ...(dice.happens(0.3) ? ['Auto-Submitted: auto-replied'] : []),
  ]
  const bytes = Buffer.from([...head, '', `The drum leaks: ${word}.`, ''].join('\r\n'))
  for (const way of dice.happens(0.3) ? ['one', 'other'] : ['one']) {
    const raw = { connection: fallback.id, channel: 'email', receivedAt: desk.now(), bytes } as const
    const { id } = await keepItem(desk, desk.org, {
      ...raw,
      externalId: `${way}-${word}`,
      form: 'mail',
      recipient: null,
    })
    const { caseId } = await receiveMail(desk, desk.org, { ...raw, id })
    if (caseId && !who.cases.includes(caseId)) who.cases.push(caseId)
  }
}

function say(who: Complainant): string {
  const word = newWord()
  who.words.push(word)
  return word
}

type On = { caseId: string; seq: number; key: string }
type Act = (lane: Lane, kase: Case, on: On, who: Complainant) => Promise<unknown>

const agentOf = ({ agents, dice }: Lane) => dice.oneOf(agents)

const settle: Act = (lane, _, on, who) =>
  resolve(lane.desk, agentOf(lane), {
    ...on,
    decision: lane.dice.oneOf(['upheld', 'not-upheld']),
    restsOn: lane.dice.oneOf(['word', 'word', 'silence', 'asks-nothing']),
    reason: `It was ${say(who)}.`,
  })

const hear: Act = (lane, _, on, who) =>
  noteWord(lane.desk, agentOf(lane), {
    ...on,
    says: lane.dice.oneOf(['settled', 'settled', 'settled', 'not-settled', 'disagree', 'nobody-answers']),
    way: 'message',
    words: `They say ${say(who)}.`,
  })

const deed: Act = (lane, _, on, who) =>
  writeDeed(lane.desk, agentOf(lane), { ...on, what: `We mended ${say(who)}.` })

const answer: Act = async (lane, _, on, who) => {
  const { desk, dice } = lane
  const body = `Dear Ada, about ${say(who)}.`
  const { id } = await sendReply(desk, agentOf(lane), {
    ...on,
    body,
    visibility: 'private',
    asks: dice.happens(0.4),
  })
  if (dice.happens(0.8)) await send(lane, id, who)
}

/** Lets a reply leave, and settles it where nobody can tell whether it has arrived. */
async function send(lane: Lane, messageId: string, who: Complainant): Promise<void> {
  const { desk, dice } = lane
  const { org } = desk
  const work = await desk.db.withOrg(org, async (tx) => {
    const queued = await holdWorkOf(tx, messageId)
    return queued && takeWork(tx, queued.id, 1)
  })
  if (!work) return
  const outcome = dice.oneOf(['sent', 'sent', 'refused', 'in-doubt', 'try-later'] as const)
  const because = `550 <${who.address}> is not here: ${say(who)}`
  await settleSending(desk, { org, work }, outcome === 'sent' ? { outcome } : { outcome, because })
  if (outcome !== 'in-doubt' || dice.happens(0.3)) return
  const clear = dice.oneOf([giveReplyAgain, confirmArrival])
  await clear(desk, agentOf(lane), { messageId, key: newWord() })
}

const writeDown: Act = (lane, _, on, who) =>
  writeNote(lane.desk, agentOf(lane), { ...on, body: `They say ${say(who)}.` })

const acts: readonly Act[] = [
  answer,
  answer,
  hear,
  deed,
  settle,
  settle,
  writeDown,
  (lane, _, on) =>
    enterFacts(lane.desk, agentOf(lane), {
      ...on,
      facts: {
        harm: lane.dice.oneOf(['safety', 'health', 'loss', null]),
        loss: lane.dice.between(0, 2000),
        threat: true,
      },
    }),
  (lane, _, on, who) => {
    const dueAt = lane.desk
      .now()
      .add({ minutes: lane.dice.between(5, 900) })
      .toString()
    return promise(lane.desk, agentOf(lane), { ...on, what: `We call about ${say(who)}.`, dueAt })
  },
  (lane, { deadlines }, { key }) => {
    const promised = deadlines.find(({ kind }) => kind === 'promise')
    return promised ? keepPromise(lane.desk, agentOf(lane), { promiseId: promised.id, key }) : nothing
  },
  (lane, _, on, who) => escalate(lane.desk, agentOf(lane), { ...on, reason: `Help with ${say(who)}.` }),
  (lane, { offer }, { key }) =>
    offer ? acceptEscalation(lane.desk, agentOf(lane), { escalationId: offer.id, key }) : nothing,
  (lane, { offer }, { key }, who) =>
    offer
      ? declineEscalation(lane.desk, agentOf(lane), {
          escalationId: offer.id,
          key,
          reason: `Not ${say(who)}.`,
        })
      : nothing,
  (lane, { taken }, { key }, who) =>
    taken
      ? returnEscalation(lane.desk, agentOf(lane), {
          escalationId: taken.id,
          key,
          reason: `Done with ${say(who)}.`,
        })
      : nothing,
  (lane, _, on) => assign(lane.desk, agentOf(lane), { ...on, owner: lane.dice.oneOf(['ann', 'bob']) }),
  (lane, _, on) => reopen(lane.desk, agentOf(lane), on),
  (lane, { failureChain: [failure] }, on) =>
    failure ? withdrawFailure(lane.desk, agentOf(lane), { ...on, about: failure.about }) : nothing,
  (lane, { id }, on, { cases }) => {
    const takes = cases.find((other) => other !== id)
    return takes ? merge(lane.desk, agentOf(lane), { ...on, takes }) : nothing
  },
  (lane, { tookOver: [gives] }, on) =>
    gives ? undoMerge(lane.desk, agentOf(lane), { ...on, gives }) : nothing,
  async (lane, { id }, on, { items, cases }) => {
    const item = items.find(({ caseId }) => caseId === id)
    if (item) cases.push((await split(lane.desk, agentOf(lane), { ...on, items: [item.itemId] })).id)
  },
  (lane) => ring(lane.desk),
]

const nothing = Promise.resolve()

/** Something that happens to one of their cases: the customer writes, or a colleague does something. */
const anyStep = (lane: Lane, who: Complainant): Promise<void> =>
  lane.dice.happens(0.25) ? contact(lane, who) : onCase(lane, who, lane.dice.oneOf(acts))

async function onCase(lane: Lane, who: Complainant, act: Act): Promise<void> {
  const { desk, dice, busy } = lane
  const [first] = who.cases
  if (first === undefined) return
  busy.commands += 1
  const caseId = dice.oneOf(who.cases)
  const row = await desk.db.withOrg(desk.org, (tx) => readCaseRow(tx, caseId))
  if (!row) throw new Error('A case that was opened is there.')
  const kase = readCase(row.fold)
  await act(lane, kase, { caseId, seq: kase.seq, key: newWord() }, who).catch(refusalOnly)
}

/** What the desk refuses, it refuses in words; anything else is a fault. */
function refusalOnly(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}

/** Erases them; sometimes something else happens to their cases at the same moment. */
async function erase(lane: Lane, who: Complainant): Promise<void> {
  const { desk, dice, busy } = lane
  const caseId = who.cases[0]
  const row =
    caseId === undefined ? undefined : await desk.db.withOrg(desk.org, (tx) => readCaseRow(tx, caseId))
  const personId = row?.fold.person
  if (!personId) return
  const said = [...who.words]
  const meanwhile = dice.happens(0.3) ? onCase(lane, who, dice.oneOf([settle, writeDown])) : nothing
  await Promise.all([erasePerson(desk, desk.admin, { personId, key: newWord() }), meanwhile])
  who.isErased = true
  busy.erasedPeople += 1
  for (const word of said) busy.erasedWords.add(word)
}
