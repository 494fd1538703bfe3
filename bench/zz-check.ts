import { startEmbedded } from '../server/store/embedded.ts'
import { readMasterKey } from '../server/master-key.ts'
import { openDatabase } from '../server/store/database.ts'
import { addressOf } from '../server/store/roles.ts'
import { recordingDesk } from '../bench/seed/recording-desk.ts'
import { auditCase } from '../server/desk/audit-case.ts'
import { showCase } from '../server/desk/show-case.ts'
import { verifyHeads } from '../server/work/audit-cases.ts'
import { Client } from 'pg'
const f = process.argv[2]!
const server = await startEmbedded({folder: f+'/database', say(){}, durable:false})
const mk = await readMasterKey(f, undefined)
const db = openDatabase(addressOf(server.owner, mk))
const desk = recordingDesk(db, mk, Temporal.Now.instant())
const c = new Client(server.owner); await c.connect()
const orgs = (await c.query('select id from organisations order by created_at')).rows
for (const {id: org} of orgs) {
  const {rows} = await c.query('select id from cases where org_id=$1 order by random() limit 300',[org])
  const agent = {org, handle:'administrator', name:'A', role:'admin', sees:null} as const
  let ev=0
  for (const {id} of rows) { await auditCase(desk, org, id); const v = await showCase(desk, agent, {caseId:id}); ev+=v.events.length }
}
await verifyHeads(desk)
console.log((await c.query('select breach,count(*) from breaches group by 1')).rows, (await c.query("select n,from_position,to_position from chain_heads limit 5")).rows, (await c.query('select * from counters')).rows)
console.log((await c.query("select state,count(*),min(next_due_at),max(next_due_at),min(look_again_at),max(opened_at),min(opened_at) from cases group by 1")).rows)
console.log((await c.query("select c.relname, pg_size_pretty(pg_total_relation_size(oid)), pg_size_pretty(pg_relation_size(oid)) from pg_class c where relkind='r' and relnamespace='public'::regnamespace order by pg_total_relation_size(oid) desc limit 12")).rows)
console.log((await c.query("select subject,body from message_words offset 200 limit 1")).rows, (await c.query("select matter from case_words offset 200 limit 1")).rows,(await c.query("select * from accounts offset 300 limit 1")).rows,(await c.query("select * from persons offset 300 limit 1")).rows,(await c.query("select * from items offset 300 limit 1")).rows)
console.log((await c.query("select owner,count(*) from cases where state='open' group by 1")).rows, (await c.query("select rung,severity,count(*) from cases where state='open' group by 1,2")).rows)
await c.end(); await db.close(); await server.stop()
