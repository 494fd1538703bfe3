import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller } from '#test/ask.ts'
import type { DeskProcess } from '#test/desk-process.ts'
import { diceFrom, type Dice } from '#test/dice.ts'
import { startReceivingProcess } from '#test/peers/receiving-process.ts'
import { severalDesks, type SeveralDesks } from '#test/several-desks.ts'
import { answerCases } from './answer-cases.ts'
import { handInAll, type HandIn } from './hand-in.ts'
import { planItems, type Planned } from './plan.ts'
import type { Deaths } from './reaper.ts'
import { changeWeather, mailDomain, untilQuiet, type Ran } from './run.ts'

/** A desk of several processes, one of which dies every so often for so long, under load all the while. */
export type Several = {
  processes: number
  items: number
  replies: number
  /** How long the load lasts, and how often somebody dies meanwhile. */
  lasts: Temporal.Duration
  every: Temporal.Duration
  /** Whether PostgreSQL is restarted once, half way. */
  restartsDatabase: boolean
  /** Whether the relay keeps replies waiting for half a minute, hangs up, and loses lines. */
  isStormy: boolean
  seed: number
  say: (line: string) => void
}

/** What each of four processes does; more of them begin again. */
const roles = ['web,worker', 'listener', 'web,worker', 'listener,worker']

/** Lets several processes share the work of one desk while they die in turn, until everything is answered and quiet. */
export async function runSeveral({ processes, items, replies, seed, say, ...times }: Several): Promise<Ran> {
  say(`Seed ${seed}: ${processes} processes, ${items} items, ${replies} replies.`)
  const began = performance.now()
  const relay = await startReceivingProcess()
  const desks = await severalDesks(
    Array.from({ length: processes }, (_, nth) => roles[nth % roles.length] ?? ''),
    { SMTP_URL: relay.url, EVENHAND_MAIL_DOMAIN: mailDomain },
  )
  const close = async () => {
    await relay.stop()
    await desks.remove()
  }
  try {
    await desks.start()
    const caller = { url: desks.first.url, token: await desks.first.token('agent') }
    const plan = planItems(items, seed, Temporal.Now.instant())
    const done = { items: new Set<string>(), replies: 0 }
    const started = performance.now()
    const share = () => (performance.now() - started) / times.lasts.total('milliseconds')

    const taken = (name: string) => done.items.add(name)
    const receiving = handInSlowly(plan.items, { caller, desks, seed, taken, share, lasts: times.lasts })
    const answering = answerCases({
      caller,
      wanted: replies,
      isOver: () => done.items.size === items,
      answered: () => (done.replies += 1),
    })
    const dying = reapInTurn(desks, { ...times, share, dice: diceFrom(seed + 2) })
    const weather = times.isStormy
      ? changeWeather(relay, diceFrom(seed + 3), share)
      : relay.behave({ does: 'delay', at: 'content', ms: 20 })
    const reporting = setInterval(
      () => say(`${done.items.size} items taken, ${done.replies} replies given`),
      10_000,
    )
    const [handIn, given, deaths] = await Promise.all([receiving, answering, dying, weather]).finally(() =>
      clearInterval(reporting),
    )
    await untilQuiet(caller)
    const seconds = (performance.now() - began) / 1000
    const desk = { ...desks.first, said: desks.said() }
    return { desk, caller, relay, plan, handIn, replies: given, deaths, seconds, close }
  } catch (error) {
    say(desks.said().slice(-30).join('\n'))
    await close()
    throw error
  }
}

type Handing = {
  caller: Caller
  desks: SeveralDesks
  seed: number
  taken: (name: string) => void
  lasts: Temporal.Duration
  /** How much of the time is over, from 0 to 1. */
  share: () => number
}

/** Hands the items in a few at a time, so that there is something to lose until the end. */
async function handInSlowly(
  items: readonly Planned[],
  { caller, desks, seed, taken, share, lasts }: Handing,
) {
  const slices = Math.ceil(lasts.total('seconds') / 2)
  const all: HandIn = { answers: new Map(), twice: 0, unanswered: 0 }
  for (let slice = 0; slice < slices; slice += 1) {
    while (share() < slice / slices) await sleep(20)
    const from = Math.floor((items.length * slice) / slices)
    const until = Math.floor((items.length * (slice + 1)) / slices)
    const { answers, twice, unanswered } = await handInAll(items.slice(from, until), {
      caller,
      smtpPort: desks.first.smtpPort,
      dice: diceFrom(seed + 10 + slice),
      taken: ({ name }) => taken(name),
    })
    for (const [name, answer] of answers) all.answers.set(name, answer)
    all.twice += twice
    all.unanswered += unanswered
  }
  return all
}

type Reaping = Pick<Several, 'every' | 'restartsDatabase'> & { dice: Dice; share: () => number }

/** Kills any one of the processes every so often, and starts it again; now and then it dies again while it starts. */
async function reapInTurn(desks: SeveralDesks, { every, restartsDatabase, dice, share }: Reaping) {
  const deaths: Deaths = { kills: 0, withDatabase: 0, starting: 0 }
  const coming = new Map<DeskProcess, Promise<boolean>>()
  while (share() < 0.97) {
    await sleep(every.total('milliseconds'))
    if (restartsDatabase && deaths.withDatabase === 0 && share() > 0.5) {
      await restartDatabase(desks.first)
      deaths.withDatabase += 1
      continue
    }
    const desk = dice.oneOf(desks.processes)
    if (coming.has(desk)) deaths.starting += 1
    await desk.kill()
    deaths.kills += 1
    const ready = desk.start().finally(() => coming.get(desk) === ready && coming.delete(desk))
    coming.set(desk, ready)
  }
  const back = await Promise.all(coming.values())
  if (back.includes(false))
    throw new Error(`A process did not come back:\n${desks.said().slice(-20).join('\n')}`)
  return deaths
}

/** Stops PostgreSQL as its own `pg_ctl restart` does: whoever was connected is cut off. The desk starts it again. */
export async function restartDatabase(desk: DeskProcess): Promise<void> {
  const pid = await desk.database()
  if (pid === undefined) throw new Error('There is no database to restart.')
  process.kill(pid, 'SIGINT')
  const until = performance.now() + 60_000
  for (let now = await desk.database(); now === undefined || now === pid; now = await desk.database()) {
    if (performance.now() > until) throw new Error('The database did not come back.')
    await sleep(20)
  }
}
