import { Client } from 'pg'
import { openHouse } from '#server/open-house.ts'
import { readConfig } from '#server/config.ts'
import { organisationNamed } from '#server/desk/found-organisation.ts'
import { openPolicies } from '#server/desk/policies.ts'
import { fillDesk } from './full-desk.ts'
const config = readConfig({ EVENHAND_DATA: '/tmp/q/data' })
const house = await openHouse(config, console.log)
const now = () => Temporal.Now.instant().round('millisecond')
for (const [name, count] of [['My organisation', 100000], ['Other', 20000]] as const) {
  const { id: org } = await organisationNamed(house.db, house.masterKey, name, now())
  const inForce = await house.db.withOrg(org, (tx) => openPolicies(now).inForce(tx))
  const client = new Client(house.address.owner)
  await client.connect()
  const { rows } = await client.query('select id from connections where org_id = $1', [org])
  const t = performance.now()
  await fillDesk(client, { org, connection: rows[0].id, house: inForce.house, now: now() }, count)
  console.log(name, 'seeded in', performance.now() - t)
  if (name === 'Other') continue
  console.log((await client.query(`select severity, turn, rung, owner, is_public, count(*)::int, min(next_due_at), max(next_due_at), min(look_again_at) from cases where org_id=$1 group by 1,2,3,4,5 order by 6 desc limit 12`, [org])).rows)
  await client.end()
}
await house.close()
