import type { z } from 'zod'
import { openCase } from '#contract/cases.ts'
import { audit } from '#contract/desk.ts'
import { ask } from '#test/ask.ts'
import { openBooks, type Books } from './books.ts'
import type { Plan, Planned } from './plan.ts'
import { mailDomain, type Ran } from './run.ts'

export type Reckoning = {
  /** Whatever is not as it has to be, in sentences; empty when all is well. */
  faults: string[]
  audit: z.output<typeof audit.output>
  /** How many replies were received so often. */
  received: { once: number; never: number; twice: number }
  inDoubt: Doubt[]
  /** How many cases were held against their chains. */
  chains: number
}

/** A reply of which nobody knows whether it has left; `received` is what the receiving server knows. */
export type Doubt = { messageId: string; caseId: string; received: number }

/** Counts everything: what was handed in, what became of it, what was answered and what arrived. */
export async function reckon(ran: Ran): Promise<Reckoning> {
  const books = await openBooks(ran.desk)
  try {
    const chains = await books.verifyChains()
    const standing = await ask(ran.caller, audit, {})
    const arrived = await ran.relay.received()
    const inDoubt = doubtsIn(books, arrived)
    const faults = [
      ...wrongCounts(standing, ran.plan, books),
      ...wrongItems(ran, books),
      ...wrongReplies(ran.replies, books, arrived),
      ...(await abandonedDoubts(ran, inDoubt)),
      ...(await books.breaches()).map((breach) => `The desk found a breach: ${breach}.`),
      ...ran.desk.said.filter((line) => line.startsWith('ALARM')),
    ]
    const times = [...ran.replies.values()].map((id) => arrived.get(`${id}@${mailDomain}`) ?? 0)
    const often = (is: (n: number) => boolean) => times.filter(is).length
    const received = { once: often((n) => n === 1), never: often((n) => n === 0), twice: often((n) => n > 1) }
    return { faults, audit: standing, received, inDoubt, chains }
  } finally {
    await books.close()
  }
}

type Standing = Reckoning['audit']

function wrongCounts(found: Standing, plan: Plan, { sending }: Books): string[] {
  const states = [...sending.values()].map(({ state }) => state)
  const expected: Partial<Standing> = {
    items: plan.items.length,
    waiting: 0,
    opened: plan.opened,
    joined: plan.joined,
    setAside: plan.setAside,
    quarantined: plan.quarantined,
    cases: plan.opened,
    open: plan.opened,
    ownerless: 0,
    clockless: 0,
    chainBroken: 0,
    queued: 0,
    sent: states.filter((state) => state === 'done').length,
    inDoubt: states.filter((state) => state === 'in-doubt').length,
  }
  const { items, opened, joined, setAside, quarantined } = found
  const sum = opened + joined + setAside + quarantined
  return [
    ...(items === sum ? [] : [`${items} items, but ${sum} outcomes.`]),
    ...Object.entries(expected)
      .filter(([name, value]) => Object.entries(found).every(([key, is]) => key !== name || is !== value))
      .map(([name, value]) => `${name} has to be ${value}: the audit says ${JSON.stringify(found)}.`),
  ]
}

/** Each item that was acknowledged is there once, with what was answered; each matter is one case. */
function wrongItems({ plan, handIn }: Ran, { items, ...books }: Books): string[] {
  const faults: string[] = []
  const caseOf = new Map<string, string | null>()
  const known = new Set(plan.items.map((item) => books.idOf(item)))
  for (const id of items.keys()) if (!known.has(id)) faults.push(`Nobody handed ${id} in.`)
  for (const item of plan.items) {
    const row = items.get(books.idOf(item))
    const answer = handIn.answers.get(item.name)
    if (!row) faults.push(`${item.name} is lost.`)
    else if (
      answer &&
      (answer.itemId !== row.id ||
        answer.outcome !== row.outcome ||
        answer.caseId !== (row.case_id ?? undefined))
    )
      faults.push(`${item.name} was answered ${answer.outcome} and is ${row.outcome}.`)
    else if (isSplit(item, row.case_id, caseOf))
      faults.push(`${item.name} is in another case than its matter.`)
  }
  return faults
}

function isSplit({ name }: Planned, caseId: string | null, caseOf: Map<string, string | null>): boolean {
  const matter = /^matter-\d+/.exec(name)?.[0]
  if (matter === undefined) return false
  const before = caseOf.get(matter)
  caseOf.set(matter, caseId)
  return caseId === null || (before !== undefined && before !== caseId)
}

/** Each reply arrived once, or is in doubt and arrived at most once; nothing arrived that nobody gave. */
function wrongReplies(replies: Ran['replies'], { sending }: Books, arrived: Map<string, number>): string[] {
  const faults: string[] = []
  const given = new Set([...replies.values()].map((id) => `${id}@${mailDomain}`))
  for (const [id, times] of arrived) {
    if (!given.has(id)) faults.push(`${id} arrived, and nobody gave it.`)
    if (times > 1) faults.push(`${id} arrived ${times} times.`)
  }
  for (const id of replies.values()) {
    const state = sending.get(id)?.state
    const times = arrived.get(`${id}@${mailDomain}`) ?? 0
    if (state !== 'in-doubt' && (state !== 'done' || times !== 1))
      faults.push(`Reply ${id} is ${state} and arrived ${times} times.`)
  }
  return faults
}

const doubtsIn = ({ sending }: Books, arrived: Map<string, number>): Doubt[] =>
  [...sending]
    .filter(([, { state }]) => state === 'in-doubt')
    .map(([messageId, { caseId }]) => ({
      messageId,
      caseId,
      received: arrived.get(`${messageId}@${mailDomain}`) ?? 0,
    }))

/** What is in doubt is shown as that, on a case with an owner and a date by which somebody has to find out. */
async function abandonedDoubts({ caller }: Ran, doubts: readonly Doubt[]): Promise<string[]> {
  const faults: string[] = []
  for (const { messageId, caseId } of doubts) {
    const kase = await ask(caller, openCase, { caseId })
    const isShown = kase.messages.some(
      ({ id, delivery }) => id === messageId && delivery?.state === 'in-doubt',
    )
    const isTimed = kase.deadlines.some(({ kind, state }) => kind === 'in-doubt-by' && state === 'running')
    if (!kase.owner.id || !isShown || !isTimed)
      faults.push(`Reply ${messageId} is in doubt without an owner, a date, or without being shown so.`)
  }
  return faults
}
