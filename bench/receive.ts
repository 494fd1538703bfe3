import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbedded } from '#server/store/embedded.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { commitsPerSecond } from './bare-commits.ts'
import { cpuBetween, cpuMeter, type CpuTime } from './cpu-time.ts'
import { handOver } from './hand-over.ts'
import { holdProcess } from './hold-process.ts'
import { lettersFrom, type Letter } from './letters.ts'
import { evenhand, startDesk, type RunningDesk } from './running-desk.ts'
import { inScratchFolder } from './scratch-folder.ts'
import { rounded, shownSpread, spreadOf } from './spread.ts'
import { untilSettled } from './until-settled.ts'

const atATime = 8
const warmUp = 2000
const perRound = 1500
const rounds = 5

/** Of one core, for each process: so little that the process is what bounds, and not the machine. */
const share = 0.2
const perHeldRound = 300
/** A process that is held rests most of the time: who sends to it has to be many, so that some always wait for it. */
const heldAtATime = 32

type Round = { perSecond: number; floor: number; cpu: CpuTime }

/** Mails fully received, from SMTP to the position in the feed, beside what the same server commits at most. */
export const receive: Benchmark = {
  measures: `mails per second fully received, ${atATime} at a time, and what each costs in CPU`,
  run: (tell) => inScratchFolder((folder) => measure(folder, tell)),
}

async function measure(folder: string, tell: (line: string) => void): Promise<Result> {
  const desk = await startDesk(folder)
  // The running desk's own server: whoever starts on its folder joins it.
  const server = await startEmbedded({ folder: join(folder, 'database'), say: tell })
  const client = new Client(server.owner)
  await client.connect()
  try {
    await fillSecondOrganisation(folder, desk)
    const letters = lettersFrom(2026)
    const handed: Letter[] = []
    const take = async (count: number, desks: readonly RunningDesk[] = [desk], senders = atATime) => {
      const batch = letters.next(count)
      handed.push(...batch)
      const began = performance.now()
      const shares = desks.map((_, nth) => batch.filter((_letter, place) => place % desks.length === nth))
      await Promise.all(
        desks.map(({ smtpPort }, nth) => handOver(shares[nth] ?? [], smtpPort, senders / desks.length)),
      )
      await untilSettled(client)
      return (1000 * count) / (performance.now() - began)
    }
    await take(warmUp)
    const cpu = cpuMeter(desk.pid, folder)
    const found: Round[] = []
    while (found.length < rounds) {
      const floor = await commitsPerSecond(server.owner, atATime)
      const before = await cpu()
      const perSecond = await take(perRound)
      found.push({ perSecond, floor, cpu: cpuBetween(before, await cpu()) })
      tell(shownRound(found))
    }
    const byTwo = await withAnother(folder, (second) =>
      ratesOf((count) => take(count, [desk, second]), warmUp, perRound),
    )
    const held = await whileHeld(folder, desk, take)
    await checkOutcomes(client, handed)
    return summed(found, { byTwo, held }, tell)
  } finally {
    await client.end()
    await desk.stop()
    await server.stop()
  }
}

/** A second process beside the first, which takes the mails of half of the senders. */
async function withAnother<T>(folder: string, act: (second: RunningDesk) => Promise<T>): Promise<T> {
  const second = await startDesk(folder)
  try {
    return await act(second)
  } finally {
    await second.stop()
  }
}

/** The rates of several rounds, after one that nobody counts. */
async function ratesOf(take: (count: number) => Promise<number>, warmUps: number, each: number) {
  await take(warmUps)
  const rates: number[] = []
  while (rates.length < rounds) rates.push(await take(each))
  return rates
}

type Held = { byOne: number[]; byTwo: number[] }

/** What one process takes, and two, where each is held to its share of a core; null where nobody can be held. */
async function whileHeld(
  folder: string,
  desk: RunningDesk,
  take: (count: number, desks: readonly RunningDesk[], senders: number) => Promise<number>,
): Promise<Held | null> {
  const letGo = await holdProcess(desk.pid, share)
  if (!letGo) return null
  try {
    const byOne = await ratesOf((count) => take(count, [desk], heldAtATime), perHeldRound, perHeldRound)
    const byTwo = await withAnother(folder, async (second) => {
      const letSecondGo = await holdProcess(second.pid, share)
      const rates = await ratesOf(
        (count) => take(count, [desk, second], heldAtATime),
        perHeldRound,
        perHeldRound,
      )
      await letSecondGo?.()
      return rates
    })
    return { byOne, byTwo }
  } finally {
    await letGo()
  }
}

/** A desk that serves one organisation alone is a rarity: every index and every policy has to part two. */
async function fillSecondOrganisation(folder: string, { url }: RunningDesk) {
  const token = await evenhand(folder, 'token', '--role', 'admin', '--org', 'The other organisation', '--new')
  for (let i = 0; i < 200; i += 1) {
    const answer = await fetch(`${url}/api/items`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        channel: 'chat',
        externalId: `${i}`,
        at: new Date().toISOString(),
        from: { handle: `person-${i}`, network: 'chat.example' },
        body: `The other matter number ${i}`,
      }),
    })
    if (!answer.ok) throw new Error(`The other organisation's item was answered with ${answer.status}.`)
  }
}

/** A desk that is quick because it loses or mistakes mails is not measured. */
async function checkOutcomes(client: Client, handed: readonly Letter[]) {
  const { rows } = await client.query<{ outcome: string; count: number }>(
    `select outcome, count(*)::int as count from items where channel = 'email' group by outcome`,
  )
  for (const outcome of ['opened', 'joined'] as const) {
    const expected = handed.filter((letter) => letter.outcome === outcome).length
    const count = rows.find((row) => row.outcome === outcome)?.count ?? 0
    if (count !== expected)
      throw new Error(`${expected} mails should have ${outcome} a case, and ${count} have.`)
  }
}

const perMail = (ms: number) => ms / perRound
const cpuOf = ({ cpu }: Round) => perMail(cpu.node + cpu.postgres)

function shownRound(found: readonly Round[]): string {
  const round = found.at(-1)
  if (!round) return ''
  const { perSecond, floor, cpu } = round
  const parts = `Node ${perMail(cpu.node).toFixed(2)}, PostgreSQL ${perMail(cpu.postgres).toFixed(2)}`
  return `round ${found.length}: ${perSecond.toFixed(0)} mails/s, ${cpuOf(round).toFixed(2)} CPU-ms a mail (${parts}), ${floor.toFixed(0)} bare commits/s`
}

function summed(
  found: readonly Round[],
  several: { byTwo: readonly number[]; held: Held | null },
  tell: (line: string) => void,
): Result {
  const perSecond = spreadOf(found.map((round) => round.perSecond))
  const byTwo = spreadOf(several.byTwo)
  const floor = spreadOf(found.map((round) => round.floor))
  const ratio = spreadOf(found.map((round) => round.perSecond / round.floor))
  const cpu = spreadOf(found.map(cpuOf))
  const node = spreadOf(found.map((round) => perMail(round.cpu.node)))
  const postgres = spreadOf(found.map((round) => perMail(round.cpu.postgres)))
  tell(`mails/s           ${shownSpread(perSecond)}`)
  tell(`by two processes  ${shownSpread(byTwo)}`)
  const held = several.held && sumHeld(several.held, tell)
  tell(`bare commits/s    ${shownSpread(floor)}`)
  tell(
    `CPU-ms a mail     ${shownSpread(cpu, 2)} (Node ${shownSpread(node, 2)}, PostgreSQL ${shownSpread(postgres, 2)})`,
  )
  return {
    name: 'receive',
    ratio: rounded(ratio.median, 4),
    baseline: `bare one-row commits per second on the same server, ${atATime} clients, rounds interleaved`,
    unit: 'mails/s',
    value: rounded(perSecond.median, 1),
    n: perRound * found.length,
    byTwo: rounded(byTwo.median, 1),
    timesOne: rounded(byTwo.median / perSecond.median, 3),
    ...held,
    cpuMs: rounded(cpu.median, 3),
    cpuMsNode: rounded(node.median, 3),
    cpuMsPostgres: rounded(postgres.median, 3),
    baselinePerSecond: rounded(floor.median, 0),
  }
}

function sumHeld(held: Held, tell: (line: string) => void) {
  const [one, two] = [spreadOf(held.byOne), spreadOf(held.byTwo)]
  tell(`each held to ${share * 100} % of a core:`)
  tell(`  mails/s by one  ${shownSpread(one)}`)
  tell(`  by two          ${shownSpread(two)}`)
  return {
    heldTo: share,
    heldByOne: rounded(one.median, 1),
    heldByTwo: rounded(two.median, 1),
    heldTimesOne: rounded(two.median / one.median, 3),
  }
}
