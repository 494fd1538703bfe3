import { join } from 'node:path'
import { readPolicyData } from '#server/desk/policy/read-policy-text.ts'
import { rehearse } from '#server/desk/policy/rehearse.ts'
import { readMasterKey } from '#server/master-key.ts'
import { openDatabase, type Database } from '#server/store/database.ts'
import { startEmbedded } from '#server/store/embedded.ts'
import { allOrganisations } from '#server/store/organisations.ts'
import { policyVersion, versionInForce } from '#server/store/policies.ts'
import { addressOf } from '#server/store/roles.ts'
import { sql } from '#server/store/statement.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { cpuBetween, cpuMeter } from './cpu-time.ts'
import { keptDesk, sizes } from './seed/kept-desk.ts'
import { recordingDesk, type RecordingDesk } from './seed/recording-desk.ts'
import { rounded, shownSpread, spreadOf } from './spread.ts'

const cases = sizes[2]
const rounds = 3

/** A draft over the whole past of an organisation, from the database to the result. */
export const rehearsal: Benchmark = {
  measures: 'seconds to rehearse a policy on a million past cases, from the database to the result',
  async run(tell) {
    const folder = await keptDesk(cases, tell)
    const masterKey = await readMasterKey(folder, undefined)
    const server = await startEmbedded({ folder: join(folder, 'database'), say: () => undefined })
    const db = openDatabase(addressOf(server.owner, masterKey))
    try {
      return await measure(db, recordingDesk(db, masterKey, nowInSeconds()), folder, tell)
    } finally {
      await db.close()
      await server.stop()
    }
  },
}

const nowInSeconds = () => Temporal.Instant.fromEpochMilliseconds(Math.floor(Date.now() / 1000) * 1000)

async function measure(
  db: Database,
  desk: RecordingDesk,
  folder: string,
  tell: (line: string) => void,
): Promise<Result> {
  const [first] = await db.asOwner(allOrganisations)
  if (!first) throw new Error('A seeded database has an organisation.')
  const asked = await db.withOrg(first.id, async (tx) => {
    const against = await versionInForce(tx, desk.now())
    const { document } = await policyVersion(tx, against)
    return { policy: readPolicyData(another(document)).policy, against }
  })
  const cpu = cpuMeter(process.pid, folder)
  const times: number[] = []
  const alone: number[] = []
  const used: number[] = []
  let found = { cases: 0, vectors: 0, different: 0 }
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await seconds(() => grouped(db, first.id)))
    const before = await cpu()
    const terms = { ...asked, from: null, until: null, seniorFrom: null, minutes: 20 }
    times.push(
      await seconds(async () => {
        found = await rehearse(desk, first.id, terms, async () => undefined)
      }),
    )
    const { node, postgres } = cpuBetween(before, await cpu())
    used.push((node + postgres) / 1000)
    tell(
      `round ${round + 1}: ${times.at(-1)?.toFixed(1)} s, of one core ${used.at(-1)?.toFixed(1)} s; grouped in SQL alone ${alone.at(-1)?.toFixed(1)} s`,
    )
  }
  const [spread, sqlAlone, cores] = [spreadOf(times), spreadOf(alone), spreadOf(used)]
  tell(
    `${found.cases} cases, ${found.vectors} different sets of facts: ${shownSpread(spread, 1)} s; ${found.different} would be treated differently`,
  )
  return {
    name: 'rehearse',
    ratio: rounded(spread.median / sqlAlone.median, 2),
    baseline: 'telling the different sets of facts apart in SQL alone, medians, taken in turn',
    unit: 's',
    value: rounded(spread.median, 2),
    n: found.cases,
    vectors: found.vectors,
    different: found.different,
    highest: rounded(spread.highest, 2),
    cpuS: rounded(cores.median, 2),
    cpuHighestS: rounded(cores.highest, 2),
  }
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return (performance.now() - began) / 1000
}

const grouped = (db: Database, org: string) =>
  db.withOrg(org, (tx) =>
    tx.rows<{ n: number }>(
      sql`select count(*)::int as n from (select vector from asked_facts where org_id = (select current_org()) group by vector) v`,
    ),
  )

/** The same policy with other limits: for a wide reach, and for a great loss. */
const another = (document: unknown): unknown =>
  JSON.parse(JSON.stringify(document).replaceAll('>= 250000', '>= 100000').replaceAll('>= 1000', '>= 800'))
