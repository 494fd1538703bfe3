import { randomInt } from 'node:crypto'
import { listenForMail } from './channels/email/listen.ts'
import type { Config } from './config.ts'
import type { Desk } from './desk/desk.ts'
import { organisationNamed } from './desk/found-organisation.ts'
import { openNumbers } from './desk/numbers.ts'
import { openPolicies } from './desk/policies.ts'
import { buildApp, readVersion } from './http/app.ts'
import { openFeeds } from './http/live.ts'
import { openOnlookers } from './http/onlookers.ts'
import { say, tellFault } from './log.ts'
import { openHouse, type OpenHouse } from './open-house.ts'
import { feedChannel } from './store/feed.ts'
import { presenceChannel } from './store/presence.ts'
import { openMailIntake } from './work/receive-mail.ts'
import { readMailboxes, type Reading } from './work/read-mailboxes.ts'
import { loop, type Loop } from './work/loop.ts'
import { runWork } from './work/run-work.ts'

export type RunningDesk = {
  desk: Desk
  /** Where it answers, such as `http://127.0.0.1:4600`. */
  url: string
  smtpPort: number
  /** The organisation that was founded at this start, if any. */
  founded: { id: string; name: string } | null
  /** Takes no more, finishes what is under way, and closes everything. */
  stop(): Promise<void>
}

/** What stands between commas. */
const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** The desk's clock: whole milliseconds, as the database and the chain keep them. */
const wallClock = () => Temporal.Instant.fromEpochMilliseconds(Date.now())

/** Starts a desk: database, work, mail and HTTP, in the order in which each needs the others. */
export async function startDesk(
  config: Config,
  now: () => Temporal.Instant = wallClock,
): Promise<RunningDesk> {
  const house = await openHouse(config, say)
  const ending = new AbortController()
  try {
    return await startIn(house, config, now, ending)
  } catch (error) {
    // A port that is taken must not leave a database running behind it.
    ending.abort()
    await house.close()
    throw error
  }
}

async function startIn(
  house: OpenHouse,
  config: Config,
  now: () => Temporal.Instant,
  ending: AbortController,
): Promise<RunningDesk> {
  const worker = randomInt(1, 2 ** 31 - 1)
  const feeds = openFeeds()
  const bells: Partial<Record<'changes' | 'work' | 'items' | 'time', () => void>> = {}
  const place = {
    host: config.HOST,
    smtpPort: config.SMTP_PORT,
    hasRelay: config.SMTP_URL !== undefined,
    trustedMailHosts: partsOf(config.EVENHAND_TRUSTED_MAIL_HOSTS.toLowerCase()),
  }
  const desk: Desk = {
    db: house.db,
    now,
    policies: openPolicies(now),
    numbers: openNumbers(house.db),
    nudge: (what) => bells[what]?.(),
    alarm: ({ breach, caseId }) => say(`ALARM ${breach} on case ${caseId}: see GET /api/audit`),
    failed: tellFault,
    ending: ending.signal,
    mailDomain: config.EVENHAND_MAIL_DOMAIN,
    masterKey: house.masterKey,
    place,
  }
  const founded = await organisationNamed(house.db, house.masterKey, undefined, now())

  const hear = (org: string) => {
    bells.time?.()
    if (org) feeds.grew(org)
  }
  const onlookers = openOnlookers(desk)
  const hearers = { [feedChannel]: hear, [presenceChannel]: onlookers.changed }
  await house.db.listen(hearers, worker, ending.signal)
  const way = {
    relayUrl: config.SMTP_URL ?? null,
    defaultFrom: `desk@${config.EVENHAND_MAIL_DOMAIN}`,
    worker,
  }
  const work = runWork(desk, way)
  const reading = new Map<string, Reading>()
  const mailboxes = loop(
    'mailboxes',
    async () => {
      await readMailboxes(desk, reading)
      return Temporal.Duration.from({ seconds: 2 })
    },
    ending.signal,
    tellFault,
  )
  Object.assign(bells, {
    changes: work.sequence.wake,
    work: work.send.wake,
    items: work.receive.wake,
    time: work.ring.wake,
  })

  const intake = openMailIntake(desk)
  const app = await buildApp({
    desk,
    feeds,
    onlookers,
    version: await readVersion(),
    trustedProxies: partsOf(config.EVENHAND_TRUSTED_PROXIES),
    ending: ending.signal,
    failed: tellFault,
  })
  const mail = await listenForMail({
    host: config.HOST,
    port: config.SMTP_PORT,
    keep: (arrived) =>
      intake.keep(arrived).catch((fault: unknown) => {
        tellFault('keep mail', fault)
        throw fault
      }),
  })
  // Asked for any free port, it is known only now.
  place.smtpPort = mail.port
  const url = await app.listen({ host: config.HOST, port: config.PORT })

  const stop = once(async () => {
    ending.abort()
    await Promise.all([mail.close(), app.close()])
    await intake.idle()
    await Promise.all([...work.all, mailboxes].map(({ done }: Loop) => done))
    await Promise.all([...reading.values()].map(({ done }) => done))
    await house.close()
  })
  return { desk, url, smtpPort: mail.port, founded: founded.isNew ? founded : null, stop }
}

/** Does it once, whoever asks how often. */
function once(act: () => Promise<void>): () => Promise<void> {
  let doing: Promise<void> | undefined
  return () => (doing ??= act())
}
