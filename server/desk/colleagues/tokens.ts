import type { z } from 'zod'
import type { listTokens } from '#contract/accounts.ts'
import { handleOf } from '#domain/handle.ts'
import { Refusal } from '#domain/refusal.ts'
import { roleTitle, type Role } from '#domain/role.ts'
import { scopes, type Scope } from '#domain/scope.ts'
import { saveMember } from '#server/store/members.ts'
import { endListed, listTokens as tokenRows, type TokenRow } from '#server/store/passes.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { memberNamed } from './members.ts'
import { makePassIn, roleFrom } from '../sign-in/passes.ts'

/** The tokens by which programs ask. */
export const showTokens = (desk: Desk, { org }: Agent): Promise<z.input<typeof listTokens.output>> =>
  desk.db.withOrg(org, async (tx) => ({ tokens: (await tokenRows(tx, 500)).map(tokenView) }))

const tokenView = (row: TokenRow) => ({
  id: row.id,
  name: row.name ?? row.member_name,
  holder: { id: row.member, name: row.member_name },
  role: roleFrom(row.role),
  scopes: row.scopes && scopes.filter((scope) => row.scopes?.includes(scope)),
  madeAt: row.created_at.toString(),
  usedAt: row.last_used_at?.toString() ?? null,
  expiresAt: row.expires_at?.toString() ?? null,
})

/** A token to be made: for whoever is called so, made where there is nobody. */
export type NewToken = {
  name: string
  /** By which its holder is known; the name's own where none is given. */
  handle?: string
  role: Role
  scopes?: readonly Scope[] | undefined
  expiresAt?: Temporal.Instant | undefined
  /** Who makes it: where two people have to agree, its hand is theirs. */
  madeBy?: string
}

/** Makes a token for a program. What it does is done in the name of a colleague that is called like it. */
export const makeToken = (desk: Desk, org: string, made: NewToken): Promise<{ token: string }> =>
  desk.db.withOrg(org, async (tx) => {
    const { name, role, expiresAt, madeBy = null } = made
    if (expiresAt && Temporal.Instant.compare(expiresAt, desk.now()) <= 0)
      throw new Refusal('invalid', 'A token ends at a time to come.')
    const handle = made.handle ?? handleOf(name)
    await saveMember(tx, { handle, name, role, createdAt: desk.now().toString() })
    const member = await memberNamed(tx, handle)
    if (member.role !== role)
      throw new Refusal(
        'conflict',
        `${member.name} is ${roleTitle[roleFrom(member.role)]}, not ${roleTitle[role]}. Choose another name.`,
      )
    const parts = { name, scopes: made.scopes ?? null, expiresAt: expiresAt ?? null, madeBy }
    return { token: await makePassIn(desk, tx, { kind: 'token', member: handle, role, ...parts }) }
  })

/** Ends a token. */
export async function endToken(
  desk: Desk,
  { org }: Agent,
  { tokenId }: { tokenId: string },
): Promise<Record<string, never>> {
  const ended = { id: tokenId, kind: 'token', member: null, at: desk.now().toString() } as const
  if (!(await desk.db.withOrg(org, (tx) => endListed(tx, ended))))
    throw new Refusal('not-found', 'There is no such token, or it has ended.')
  return {}
}
