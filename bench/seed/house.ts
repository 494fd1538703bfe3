import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { readPolicy } from '#domain/policy/document.ts'
import { organisationNamed } from '#server/desk/set-up/found-organisation.ts'
import { saveMember } from '#server/store/members.ts'
import { savePolicy } from '#server/store/policies.ts'
import type { RecordingDesk } from './recording-desk.ts'

/** The two organisations of a seeded database: the second is far smaller than the first. */
export type Houses = { first: string; second: string }

/** Who answers on the front line: owners, by whom lists are filtered. */
export const frontLine = Array.from({ length: 12 }, (_, place) => `agent-${place + 1}`)
const leads = ['lead-1', 'lead-2', 'lead-3']
const seniors = ['senior-1', 'senior-2']

const starter = new URL('../../packs/policies/starter.yaml', import.meta.url)

/** Founds both organisations, with colleagues on every rung and a policy that owes its dates in weeks. */
export async function foundHouses(desk: RecordingDesk): Promise<Houses> {
  const document = await patientPolicy()
  const found = async (name: string | undefined) => {
    const { id } = await organisationNamed(desk.db, desk.masterKey, name, desk.now())
    await desk.db.withOrg(id, async (tx) => {
      for (const handle of [...frontLine, ...leads, ...seniors])
        await saveMember(tx, {
          handle,
          name: nameOf(handle),
          role: 'agent',
          createdAt: desk.now().toString(),
        })
      await savePolicy(tx, document, desk.now().toString())
    })
    return id
  }
  const first = await found(undefined)
  // Whoever names no organisation means the oldest.
  desk.setClock(desk.now().add({ seconds: 1 }))
  return { first, second: await found('The other organisation') }
}

const Starter = z.looseObject({
  tables: z.array(z.looseObject({ id: z.string(), rows: z.array(z.looseObject({ id: z.string() })) })),
  ladder: z.array(z.looseObject({ id: z.string() })),
})

/**
 * The starter policy with people on its rungs, and with dates weeks away: what is open in a database that is kept for
 * days must not fall due while something else is measured.
 */
async function patientPolicy(): Promise<unknown> {
  const { tables, ladder, ...rest } = Starter.parse(parse(await readFile(starter, 'utf8')))
  const policy = {
    ...rest,
    name: 'benchmark',
    tables: tables.map((table) => ({
      ...table,
      rows: table.rows
        .filter(({ id }) => !id.startsWith('open-'))
        .map((row) => (table.id === 'clocks' ? { ...row, then: patient } : row)),
    })),
    ladder: ladder.map((rung) => ({ ...rung, acceptWithin: 'PT480H', rota: rotaOf(rung.id) })),
  }
  readPolicy(policy)
  return policy
}

const patient = {
  acknowledgeWithin: 'PT480H',
  actWithin: 'PT960H',
  updateEvery: 'PT1200H',
  followUpWithin: 'PT1400H',
  always: true,
}

const always = { 'mon-sun': ['00:00-24:00'] }

const rotaOf = (rung: string) =>
  (rung === 'front' ? frontLine : rung === 'lead' ? leads : seniors).map((who) => ({ who, ...always }))

const nameOf = (handle: string) => handle.charAt(0).toUpperCase() + handle.slice(1).replace('-', ' ')
