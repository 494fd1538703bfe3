import { listCases, openCase, sendReply } from '#contract/cases.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { prepareFront, Seat } from './front.ts'

type Front = ReturnType<typeof prepareFront>

const letters = [
  {
    from: 'Ruth Adeyemi <ruth@customers.example>',
    subject: 'The washer has flooded the kitchen again',
    text: 'Third time since October. The floor is ruined, and nobody came on Friday.',
    answer: 'We come on Monday before ten, with the part, and pay for the floor.',
  },
  {
    from: 'Owen Lindqvist <owen@customers.example>',
    subject: 'Charged twice for one filter',
    text: 'Two charges of 38.90 on the same day, one filter in the box.',
    answer: 'The second charge goes back to your card today; your bank shows it within three days.',
  },
] as const

/** Leaves replies of which nobody knows whether they arrived: the relay hangs up after it has taken them. */
export async function makeDoubts(front: Front, boss: Seat): Promise<void> {
  for (const { from, subject, text } of letters) await front.sendToDesk({ from, subject, text })
  front.relay.behave({ does: 'drop', at: 'content', accepting: true })
  for (const { subject, answer } of letters) {
    const kase = await until(async () =>
      (await front.does(boss, listCases, {})).cases.find((row) => row.subject === subject),
    )
    const { seq } = await front.does(boss, openCase, { caseId: kase.id })
    const reply = { caseId: kase.id, body: answer, visibility: 'private' as const, seq, key: subject }
    await front.does(boss, sendReply, reply)
    await until(async () => {
      const { messages } = await front.does(boss, openCase, { caseId: kase.id })
      return messages.find(({ delivery }) => delivery?.state === 'in-doubt')
    })
  }
  front.relay.behave({ does: 'accept' })
}

/** Asks until there is an answer. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(100)
  }
}
