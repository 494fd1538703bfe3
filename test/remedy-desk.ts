import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Agent } from '#server/desk/command.ts'
import { proposeRemedy } from '#server/desk/remedies/propose-remedy.ts'
import { showRemedies } from '#server/desk/remedies/show-remedies.ts'
import type { Role } from '#domain/role.ts'
import { aDesk, type TestDesk } from './desk.ts'

const starter = z
  .looseObject({ ladder: z.array(z.looseObject({ id: z.string() })) })
  .parse(parse(readFileSync(new URL('../packs/policies/starter.yaml', import.meta.url), 'utf8')))

const always = { 'mon-sun': ['00:00-24:00'] }

const stands: Readonly<Record<string, readonly string[]>> = {
  front: ['ann', 'abe'],
  lead: ['lee', 'lou'],
  'second-line': ['sue'],
  relations: ['rex'],
  executive: ['eva'],
  chief: ['kim'],
}

/** A desk under the starter policy where different people stand on each rung, round the clock. */
export async function remedyDesk(at?: string): Promise<TestDesk> {
  const desk = await aDesk(at)
  const ladder = starter.ladder.map((rung) => ({
    ...rung,
    hours: { zone: 'UTC', ...always },
    rota: (stands[rung.id] ?? []).map((who) => ({ who, ...always })),
  }))
  await desk.publish({ ...starter, ladder }, Object.values(stands).flat())
  return desk
}

/** One of its people. */
export const person = (desk: TestDesk, handle: string, role: Role = 'agent'): Agent => ({
  org: desk.org,
  handle,
  name: handle,
  role,
  sees: null,
})

/** A case on which policy owes a refund of up to a thousand, of a person of its own. */
export async function owedRefund(desk: TestDesk, email = 'ada@example.org'): Promise<string> {
  const { caseId } = await desk.take({
    from: { email },
    subject: `The bill of ${email}`,
    body: 'You charged me twice, and I want the money back.',
    facts: { harm: 'loss', loss: 400, topic: 'billing' },
  })
  return caseId
}

type Wish = Omit<Parameters<typeof proposeRemedy>[2], 'caseId' | 'seq' | 'key'>

/** What somebody wants to give: valid by default, showing only what matters. */
const aWish = (parts: Partial<Wish> = {}): Wish => ({
  sort: 'entitlement',
  what: 'refund',
  amount: 4_000,
  reason: 'Charged twice.',
  askOnly: false,
  ...parts,
})

/** Gives it, or asks for a signature. */
export async function gives(desk: TestDesk, by: Agent, caseId: string, parts: Partial<Wish> = {}) {
  return (await proposeRemedy(desk, by, { ...(await desk.on(caseId)), ...aWish(parts) })).id
}

/** A remedy as somebody sees it. */
export async function remedyOn(desk: TestDesk, caseId: string, id: string, by: Agent = desk.admin) {
  return (await showRemedies(desk, by, { caseId })).remedies.find((one) => one.id === id)
}

let asked = 0

/** A key that no command has had yet. */
export const newKey = () => `asked-${++asked}`

/** A command about a remedy. */
export const about = (remedyId: string) => ({ remedyId, key: newKey() })
