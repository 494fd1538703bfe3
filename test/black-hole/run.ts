import { setTimeout as sleep } from 'node:timers/promises'
import { audit } from '#contract/desk.ts'
import { ask, type Caller } from '#test/ask.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { diceFrom, type Dice } from '#test/dice.ts'
import { startReceivingProcess, type ReceivingProcess } from '#test/peers/receiving-process.ts'
import { answerCases } from './answer-cases.ts'
import { handInAll, onlyTrouble, type HandIn } from './hand-in.ts'
import { planItems, type Plan } from './plan.ts'
import { reap, type Deaths } from './reaper.ts'

/** What our Message-IDs end with. */
export const mailDomain = 'desk.example'

export type BlackHole = {
  /** Distinct items that are handed in, by mail and by API. */
  items: number
  /** Cases that an agent answers. */
  replies: number
  kills: number
  seed: number
  say: (line: string) => void
}

/** What came of a run: everything is over, and the desk still runs. */
export type Ran = {
  desk: DeskProcess
  caller: Caller
  relay: ReceivingProcess
  plan: Plan
  handIn: HandIn
  /** The id of the reply that was given, by case. */
  replies: Map<string, string>
  deaths: Deaths
  seconds: number
  close(): Promise<void>
}

/**
 * Lets a desk receive, decide and send while it is killed again and again, until everything has been handed in and
 * answered and nothing waits any more.
 */
export async function runBlackHole({ items, replies, kills, seed, say }: BlackHole): Promise<Ran> {
  say(`Seed ${seed}: ${items} items, ${replies} replies, ${kills} kills.`)
  const began = performance.now()
  const relay = await startReceivingProcess()
  const desk = await deskProcess({ SMTP_URL: relay.url, EVENHAND_MAIL_DOMAIN: mailDomain })
  const close = async () => {
    await relay.stop()
    await desk.remove()
  }
  try {
    if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
    const caller = { url: desk.url, token: await desk.token('agent') }
    const plan = planItems(items, seed, Temporal.Now.instant())
    const done = { items: new Set<string>(), replies: 0 }
    const count = () => done.items.size + done.replies

    const receiving = handInAll(plan.items, {
      caller,
      smtpPort: desk.smtpPort,
      dice: diceFrom(seed + 1),
      taken: ({ name }) => done.items.add(name),
    })
    const answering = answerCases({
      caller,
      wanted: replies,
      isOver: () => done.items.size === items,
      answered: () => (done.replies += 1),
    })
    const dying = reap({ desk, dice: diceFrom(seed + 2), kills, whole: items + replies, done: count })
    const weather = changeWeather(relay, diceFrom(seed + 3), () => count() / (items + replies))
    const reporting = setInterval(
      () => say(`${done.items.size} items taken, ${done.replies} replies given`),
      10_000,
    )
    const [handIn, given, deaths] = await Promise.all([receiving, answering, dying, weather]).finally(() =>
      clearInterval(reporting),
    )
    await untilQuiet(caller)
    const seconds = (performance.now() - began) / 1000
    return { desk, caller, relay, plan, handIn, replies: given, deaths, seconds, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * A relay takes its time with the content of a mail, and has its moods: it hangs up after it took a mail, or in the
 * middle of one, and neither tells the desk what became of it; or it wants no mail at the moment.
 */
export async function changeWeather(relay: ReceivingProcess, dice: Dice, doneSoFar: () => number) {
  while (doneSoFar() < 0.9) {
    relay.behave({ does: 'delay', at: 'content', ms: dice.between(5, 60) })
    await sleep(dice.between(1000, 4000))
    const mood = dice.between(1, 4)
    if (mood === 1) relay.behave({ does: 'drop', at: 'content', accepting: true })
    if (mood === 2) relay.behave({ does: 'drop-inside-content' })
    // What is put off waits for half a minute, so this happens early.
    if (mood === 3 && doneSoFar() < 0.5) relay.behave({ does: 'refuse', at: 'rcpt', code: 451 })
    await sleep(60)
  }
  relay.behave({ does: 'accept' })
}

/** Nothing waits to be understood and nothing to be sent, however often the desk was away meanwhile. */
export async function untilQuiet(caller: Caller) {
  const until = performance.now() + 180_000
  for (;;) {
    const found = await ask(caller, audit, {}).catch(onlyTrouble)
    if (found && found.waiting === 0 && found.queued === 0) return
    if (performance.now() > until) throw new Error(`The desk does not come to rest: ${JSON.stringify(found)}`)
    await sleep(200)
  }
}
