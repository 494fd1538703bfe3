import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import type { Config, ProcessRole } from './config.ts'
import type { Desk } from './desk/desk.ts'
import { organisationNamed } from './desk/set-up/found-organisation.ts'
import { openNumbers } from './desk/cases/numbers.ts'
import { openPolicies } from './desk/policy/policies.ts'
import { answerPeople } from './answer-people.ts'
import { networksIn, ownNetworks } from './channels/networks.ts'
import { readVersion } from './http/app.ts'
import { openHandsets, type Handsets } from './http/handsets.ts'
import { openFeeds, type Feeds } from './http/live.ts'
import { openOnlookers, type Onlookers } from './http/onlookers.ts'
import { hearNetworks } from './hear-networks.ts'
import { hearTelephones } from './hear-telephones.ts'
import { raiseAlarm, say, tellFault } from './log.ts'
import { openHouse, type OpenHouse } from './open-house.ts'
import { callsChannel } from './store/calls.ts'
import { feedChannel } from './store/feed.ts'
import { presenceChannel } from './store/presence.ts'
import type { Hearers, Station } from './store/station.ts'
import { takeMail } from './take-mail.ts'
import { runSequencer, runWork, type Work } from './work/run-work.ts'
import { within } from './within.ts'

export type RunningDesk = {
  desk: Desk
  /** Where it answers, such as `http://127.0.0.1:4600`. */
  url: string
  /** Where it takes mail; null for a process that takes none. */
  smtpPort: number | null
  /** The organisation that was founded at this start, if any. */
  founded: { id: string; name: string } | null
  /** Takes no more, finishes what is under way, leaves the rest to others, and closes everything: within ten seconds. */
  stop(): Promise<void>
}

/** So long a stop waits for what is under way: a mail that is being sent, a request that is being answered. */
const patience = Temporal.Duration.from({ seconds: 7 })
const aMoment = Temporal.Duration.from({ seconds: 1 })

/** The desk's clock: whole milliseconds, as the database and the chain keep them. */
const wallClock = () => Temporal.Instant.fromEpochMilliseconds(Date.now())

/** Starts a process of a desk: database, work, mail and HTTP, in the order in which each needs the others. */
export async function startDesk(
  config: Config,
  now: () => Temporal.Instant = wallClock,
): Promise<RunningDesk> {
  const handOverTraces = await traceWork(config)
  const house = await openHouse(config, say)
  const ending = new AbortController()
  const leaving = new AbortController()
  try {
    const running = await startIn(house, config, now, { ending, leaving })
    const stop = async () => {
      try {
        await running.stop()
      } finally {
        await handOverTraces()
      }
    }
    return { ...running, stop }
  } catch (error) {
    // A port that is taken must not leave a database running behind it.
    ending.abort()
    leaving.abort()
    await house.close()
    throw error
  }
}

/** Hands traces over to a collector where one is named; its library is loaded only then. */
async function traceWork(config: Config): Promise<() => Promise<void>> {
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return async () => undefined
  const { exportTraces } = await import('./export-traces.ts')
  const handOver = exportTraces(config.OTEL_TRACES_SAMPLER_ARG, {
    'service.version': await readVersion(),
    'evenhand.role': config.EVENHAND_ROLE.join(','),
  })
  // A collector that is away keeps nobody from ending.
  return () =>
    within(
      patience,
      handOver().catch(() => undefined),
    )
}

/** How a process ends: first it takes nothing more, then, when it has finished, it leaves its place among the others. */
type Ends = { ending: AbortController; leaving: AbortController }

async function startIn(
  house: OpenHouse,
  config: Config,
  now: () => Temporal.Instant,
  ends: Ends,
): Promise<RunningDesk> {
  const { ending, leaving } = ends
  const does = (role: ProcessRole) => config.EVENHAND_ROLE.includes(role)
  const worker = randomInt(1, 2 ** 31 - 1)
  const bells: Bells = {}
  const networks = await networksFor(config)
  const desk = deskIn(house, config, { now, bells, networks, ending: ending.signal })
  const founded = await organisationNamed(house.db, house.masterKey, undefined, now())
  // What people ask and what they send has connections of its own: no flood of either keeps the clock waiting.
  const front = { ...desk, db: house.besides({ app: 10, worker: 6 }) }
  const intake = { ...desk, db: house.besides({ app: 10, worker: 3 }) }
  const live = openLive(front)
  const station = await house.db.listen(hearersFor(live, bells), worker, leaving.signal)

  const sequence = runSequencer(desk, leaving.signal)
  bells.changes = sequence.wake
  const work = does('worker') ? startWork(desk, config, worker, station) : null
  if (work) Object.assign(bells, { work: work.send.wake, items: work.receive.wake, time: work.ring.wake })
  const listening = does('listener') ? await listenIn(intake, config, station) : null
  // Asked for any free port, it is known only now.
  if (listening) desk.place.smtpPort = listening.port
  const people = await answerPeople(front, config, { ...live, station, ending: ending.signal })

  const finish = () =>
    Promise.all([people.close(), listening?.close(), ...(work?.all ?? []).map(({ done }) => done)])
  const leave = async () => {
    const givesBack = desk.numbers.giveBack().catch((fault: unknown) => tellFault('give back', fault))
    await within(aMoment, Promise.all([sequence.done, givesBack]))
    await house.close()
  }
  return {
    desk,
    url: people.url,
    smtpPort: listening?.port ?? null,
    founded: founded.isNew ? founded : null,
    stop: once(() => end(ends, finish, leave)),
  }
}

/** Takes nothing more, finishes what is under way as far as that goes within our patience, and leaves. */
async function end({ ending, leaving }: Ends, finish: () => Promise<unknown>, leave: () => Promise<void>) {
  ending.abort()
  try {
    await within(patience, finish())
  } finally {
    // Until here the others saw that we live, and left us what we had in hand.
    leaving.abort()
    await leave()
  }
}

/** Whom this process tells what happens as it happens: screens, colleagues at a case, and their telephones. */
type Live = { feeds: Feeds; onlookers: Onlookers; handsets: Handsets }

const openLive = (front: Desk): Live => ({
  feeds: openFeeds(),
  onlookers: openOnlookers(front),
  handsets: openHandsets(front),
})

/** Who hears what the processes of a database say to each other. */
const hearersFor = ({ feeds, onlookers, handsets }: Live, bells: Bells): Hearers => ({
  [feedChannel]: (org) => {
    bells.time?.()
    if (org) feeds.grew(org)
  },
  [presenceChannel]: onlookers.changed,
  [callsChannel]: handsets.rang,
})

/** Takes what comes by every way in: mail, networks, and telephones. */
async function listenIn(
  intake: Desk,
  config: Config,
  station: Station,
): Promise<{ port: number; close(): Promise<unknown> }> {
  const mail = await takeMail(intake, config, station)
  const social = hearNetworks(intake, station)
  const telephones = hearTelephones(intake, station)
  return { port: mail.port, close: () => Promise.all([mail.close(), social.close(), telephones.close()]) }
}

type Bells = Partial<Record<'changes' | 'work' | 'items' | 'time', () => void>>

function deskIn(
  house: OpenHouse,
  config: Config,
  {
    now,
    bells,
    networks,
    ending,
  }: {
    now: () => Temporal.Instant
    bells: Bells
    networks: Desk['networks']
    ending: AbortSignal
  },
): Desk & { place: { smtpPort: number } } {
  return {
    db: house.db,
    now,
    policies: openPolicies(now),
    numbers: openNumbers(house.db),
    nudge: (what) => bells[what]?.(),
    alarm: ({ breach, caseId }) =>
      raiseAlarm(
        breach === 'page-unanswered'
          ? `a danger on case ${caseId} that nobody has answered: see GET /api/pages`
          : `${breach} on case ${caseId}: see GET /api/audit`,
      ),
    failed: tellFault,
    turned: ({ connection, away }) =>
      say(
        away === null
          ? `Connection ${connection} answers.`
          : `Connection ${connection} does not answer: ${away}`,
      ),
    ending,
    mailDomain: config.EVENHAND_MAIL_DOMAIN,
    masterKey: house.masterKey,
    networks,
    place: {
      host: config.HOST,
      smtpPort: config.SMTP_PORT,
      hasRelay: config.SMTP_URL !== undefined,
      ...(config.EVENHAND_PUBLIC_URL !== undefined && { publicUrl: config.EVENHAND_PUBLIC_URL }),
      ...(config.PORT !== 0 && { urlHere: `http://localhost:${config.PORT}` }),
      ...(config.EVENHAND_CLAMD !== undefined && { scanner: config.EVENHAND_CLAMD }),
      identities: {
        ...(config.EVENHAND_AT_DIRECTORY !== undefined && { directory: config.EVENHAND_AT_DIRECTORY }),
        ...(config.EVENHAND_AT_HANDLES !== undefined && { handles: config.EVENHAND_AT_HANDLES }),
      },
      trustedMailHosts: config.EVENHAND_TRUSTED_MAIL_HOSTS.map((name) => name.toLowerCase()),
    },
  }
}

/** The networks that come with the desk, and those in a folder that whoever runs it has named. */
async function networksFor({ EVENHAND_NETWORKS: folder }: Config): Promise<Desk['networks']> {
  const found = [...(await ownNetworks()), ...(folder === undefined ? [] : await networksIn(resolve(folder)))]
  return new Map(found.map((network) => [network.name, network]))
}

const startWork = (desk: Desk, config: Config, worker: number, station: Station): Work =>
  runWork(
    desk,
    {
      relayUrl: config.SMTP_URL ?? null,
      defaultFrom: `desk@${config.EVENHAND_MAIL_DOMAIN}`,
      worker,
    },
    station,
  )

/** Does it once, whoever asks how often. */
function once(act: () => Promise<void>): () => Promise<void> {
  let doing: Promise<void> | undefined
  return () => (doing ??= act())
}
