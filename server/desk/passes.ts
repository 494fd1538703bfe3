import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '#domain/refusal.ts'
import { roles, type Role } from '#domain/role.ts'
import { endPass, holderOf, savePass, type PassKind } from '#server/store/passes.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'

const sessionLasts = Temporal.Duration.from({ hours: 12 })
const linkLasts = Temporal.Duration.from({ hours: 24 })

type Pass = { org: string; digest: Buffer }

/** Reads a pass: it names its organisation, so that the wall is entered before anything is looked up. */
function readPass(text: string): Pass {
  const [, org, secret] = /^eh_([0-9a-f]{32})_([\w-]{43})$/.exec(text) ?? []
  if (!org || !secret) throw new Refusal('not-signed-in', 'This is not a token of this desk.')
  return { org: org.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), digest: digestOf(secret) }
}

const digestOf = (secret: string) => createHash('sha256').update(secret).digest()

/** Makes a pass for a colleague. Its text is given out once; we keep its digest. */
export async function makePass(
  desk: Desk,
  org: string,
  pass: { kind: PassKind; member: string; role: string },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const now = desk.now()
  const expiresAt =
    pass.kind === 'session' ? now.add(sessionLasts) : pass.kind === 'link' ? now.add(linkLasts) : null
  await desk.db.withOrg(org, (tx) =>
    savePass(tx, {
      ...pass,
      digest: digestOf(secret),
      createdAt: now.toString(),
      expiresAt: expiresAt?.toString() ?? null,
    }),
  )
  return `eh_${org.replaceAll('-', '')}_${secret}`
}

/** Who holds a pass of one of these kinds. */
export const holderOfPass = (desk: Desk, text: string, kinds: readonly PassKind[]): Promise<Agent> =>
  holder(desk, readPass(text), kinds)

async function holder(desk: Desk, { org, digest }: Pass, kinds: readonly PassKind[]): Promise<Agent> {
  const found = await desk.db.withOrg(org, (tx) => holderOf(tx, digest, kinds, desk.now()))
  if (!found) throw new Refusal('not-signed-in', 'This token is not valid, or not any more.')
  return { org, handle: found.member, name: found.name, role: roleFrom(found.role) }
}

function roleFrom(text: string): Role {
  const role = roles.find((known) => known === text)
  if (!role) throw new Error('The database holds a role that is none.')
  return role
}

/** Turns a one-time link into a session: once, even when two ask at the same time. */
export async function signInByLink(desk: Desk, text: string): Promise<{ agent: Agent; session: string }> {
  const used = new Refusal(
    'not-signed-in',
    'This link has been used or is too old. Ask for a new one: bin/evenhand sign-in',
  )
  const { org, digest } = readPass(text)
  const agent = await holder(desk, { org, digest }, ['link']).catch((error: unknown) => {
    throw error instanceof Refusal ? used : error
  })
  if (!(await desk.db.withOrg(org, (tx) => endPass(tx, digest, desk.now())))) throw used
  return {
    agent,
    session: await makePass(desk, org, { kind: 'session', member: agent.handle, role: agent.role }),
  }
}

/** Ends a session. */
export async function endSession(desk: Desk, text: string): Promise<void> {
  const { org, digest } = readPass(text)
  await desk.db.withOrg(org, (tx) => endPass(tx, digest, desk.now()))
}
