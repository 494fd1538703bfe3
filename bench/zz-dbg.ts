import { startEmbedded } from '../server/store/embedded.ts'
import { linkHash, chainStart } from '../server/desk/chain.ts'
import { Client } from 'pg'
const f = process.argv[2]!
const server = await startEmbedded({folder: f+'/database', say(){}, durable:false})
const c = new Client(server.owner); await c.connect()
const {rows: cs} = await c.query('select org_id, id, number from cases order by random() limit 40')
for (const k of cs) {
  const {rows} = await c.query("select seq,type,at,actor,data::text as data,hash from events where case_id=$1 order by seq",[k.id])
  let head: Buffer = chainStart
  for (const r of rows) { head = linkHash(k.org_id, k.id, head, {...r, at: Temporal.Instant.fromEpochMilliseconds(r.at.getTime())}); if (!head.equals(r.hash)) { console.log(k.number, r.seq, r.type, r.data, r.at); break } }
}
await c.end(); await server.stop()
