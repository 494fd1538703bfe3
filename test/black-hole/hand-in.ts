import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { postItem } from '#contract/items.ts'
import { ask, Refused, type Caller } from '#test/ask.ts'
import type { Dice } from '#test/dice.ts'
import { startMailClient } from '#test/peers/mail-client.ts'
import type { Planned } from './plan.ts'

type Mail = Extract<Planned, { via: 'mail' }>
type Handed = Extract<Planned, { via: 'api' }>

export type HandIn = {
  /** Answers that the desk gave to items by API. */
  answers: Map<string, { itemId: string; outcome: string; caseId: string | undefined }>
  /** How often an item was handed in that the desk had acknowledged already. */
  twice: number
  /** How often somebody who was handing in got no answer, and had to try again. */
  unanswered: number
}

/** What a sender is given: where, what is left to hand in, and whom to tell of each item that is acknowledged. */
type Round = { caller: Caller; smtpPort: number; dice: Dice; taken: (item: Planned) => void; handIn: HandIn }

/**
 * Hands all items in, as people's mail servers and programs do: whatever was not acknowledged is handed in again,
 * and now and then something that was.
 */
export async function handInAll(items: readonly Planned[], round: Omit<Round, 'handIn'>): Promise<HandIn> {
  const handIn: HandIn = { answers: new Map(), twice: 0, unanswered: 0 }
  const mails = items.filter((item) => item.via === 'mail')
  const handed = items.filter((item) => item.via === 'api')
  const all = { ...round, handIn }
  await Promise.all([
    ...Array.from({ length: 6 }, () => mailServer(mails, all)),
    ...Array.from({ length: 4 }, () => program(handed, all)),
  ])
  return handIn
}

/** A mail server: several mails over one connection, pipelined (RFC 2920), or one mail over one. */
async function mailServer(left: Mail[], round: Round): Promise<void> {
  while (left.length > 0) {
    const batch = left.splice(0, round.dice.between(1, 12))
    const open = new Set(batch)
    const taken = (mail: Mail) => {
      open.delete(mail)
      round.taken(mail)
      if (round.dice.happens(0.04)) {
        round.handIn.twice += 1
        left.push(mail)
      }
    }
    const isPipelined = round.dice.happens(0.7)
    await (isPipelined ? pipeline(batch, round, taken) : oneByOne(batch, round, taken)).catch(refuseRefusal)
    if (open.size === 0) continue
    round.handIn.unanswered += 1
    left.push(...open)
    await sleep(round.dice.between(20, 120))
  }
}

const recipient = 'desk@aldera.example'

/** The envelope of the next mail goes out together with the content of the one before. */
async function pipeline(batch: readonly Mail[], { smtpPort, dice }: Round, taken: (mail: Mail) => void) {
  const client = await startMailClient(smtpPort)
  try {
    expectCode(await client.say('EHLO relay.example'), 250)
    const envelope = (mail: Mail | undefined) =>
      mail ? `MAIL FROM:<${mail.from}>\r\nRCPT TO:<${recipient}>\r\nDATA\r\n` : ''
    client.write(envelope(batch[0]))
    for (const [index, mail] of batch.entries()) {
      for (const code of [250, 250, 354]) expectCode(await client.reply(), code)
      client.write(`${withDots(mail.bytes)}.\r\n${envelope(batch[index + 1])}`)
      // A line breaks: nobody heard whether the mail was taken.
      if (dice.happens(0.01)) return
      expectCode(await client.reply(), 250)
      taken(mail)
    }
  } finally {
    client.hangUp()
  }
}

/** RFC 5321 section 4.5.2: a line that begins with a dot gets another one. */
const withDots = (bytes: Buffer) => bytes.toString('latin1').replaceAll(/^\./gm, '..')

function expectCode(reply: string, code: number) {
  if (!reply.startsWith(String(code))) throw new AnswerError(reply)
}

/** An answer other than the one hoped for. */
class AnswerError extends Error {
  override readonly name = 'AnswerError'
}

/** "Not now" (4xx) and a broken line are for trying again; a "never" would lose a complaint. */
function refuseRefusal(error: unknown) {
  if (error instanceof AnswerError && error.message.startsWith('5')) throw error
  if (error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500) throw error
}

async function oneByOne(batch: readonly Mail[], { smtpPort }: Round, taken: (mail: Mail) => void) {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true })
  for (const mail of batch) {
    await transport.sendMail({ envelope: { from: mail.from, to: recipient }, raw: mail.bytes })
    taken(mail)
  }
}

/** A program that hands items over by the API, one after the other. */
async function program(left: Handed[], round: Round): Promise<void> {
  for (let item = left.shift(); item; item = left.shift()) {
    await untilAnswered(item, round)
    round.taken(item)
    if (round.dice.happens(0.05)) {
      round.handIn.twice += 1
      left.push(item)
    }
  }
}

async function untilAnswered(item: Handed, { caller, dice, handIn }: Round) {
  for (;;) {
    const answer = await ask(caller, postItem, item.body).catch(onlyTrouble)
    if (answer) return remember(item.name, answer, handIn)
    handIn.unanswered += 1
    await sleep(dice.between(20, 120))
  }
}

/** The same item again gets the same answer. */
function remember(
  name: string,
  { itemId, outcome, caseId }: { itemId: string; outcome: string; caseId?: string | undefined },
  { answers }: HandIn,
) {
  const before = answers.get(name)
  if (before && (before.itemId !== itemId || before.outcome !== outcome || before.caseId !== caseId))
    throw new Error(
      `${name} was ${JSON.stringify(before)} and is now ${outcome}, item ${itemId}, case ${caseId}.`,
    )
  answers.set(name, { itemId, outcome, caseId })
}

/** The desk is away or its database is; a refusal would lose a complaint. */
export function onlyTrouble(error: unknown): undefined {
  if (error instanceof Refused && error.status < 500) throw error
  return undefined
}
