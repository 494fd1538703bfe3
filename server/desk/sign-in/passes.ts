import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '#domain/refusal.ts'
import { roles, type Role } from '#domain/role.ts'
import { scopes, type Scope } from '#domain/scope.ts'
import { whatIsSeen } from '#domain/team.ts'
import type { OrgTx } from '#server/store/database.ts'
import {
  endPass,
  holderOf,
  savePass,
  touchPass,
  type NewPass,
  type PassHolder,
  type PassKind,
} from '#server/store/passes.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { panelPassName, roleInPanel } from '../line/panel-pass.ts'

/** A session lasts a week at most, and ends when nobody has used it for twelve hours. */
export const sessionLasts = Temporal.Duration.from({ hours: 24 * 7 })
const sessionRests = Temporal.Duration.from({ hours: 12 })
/** An invitation may lie in a letter box for a few days; every other link is for now. */
const linkLasts = { invitation: 24 * 7, reset: 24, 'sign-in': 24 }
const notedEvery = Temporal.Duration.from({ minutes: 1 })

/** What a one-time link is for: to come in, to begin, or to choose a new password. */
export type LinkPurpose = 'sign-in' | 'invitation' | 'reset'

/** Whoever asks, and the pass that they ask by. */
export type PassBearer = Agent & {
  pass: {
    id: string
    kind: PassKind
    /** What a session was opened by. */
    openedBy: string | null
    openedAt: Temporal.Instant
    /** What a token may be used for; null where it may do whatever its holder may. */
    scopes: readonly Scope[] | null
  }
}

/** From where somebody signs in. */
export type Client = { address: string; browser: string | null; system: string | null }

/** What a pass is made of beside its secret. */
export type PassParts = { member: string; role: string } & (
  | {
      kind: 'token'
      name?: string
      scopes?: readonly Scope[] | null
      expiresAt?: Temporal.Instant | null
      /** Who made it; nobody where it was made at the machine itself. */
      madeBy?: string | null
    }
  | { kind: 'session'; openedBy: string; client: Client | null }
  | { kind: 'link'; purpose?: LinkPurpose }
)

const form = /^eh_([0-9a-f]{32})_([\w-]{43})$/

/** Reads a pass: it names its organisation, so that the wall is entered before anything is looked up. */
export function readPass(text: string): { org: string; digest: Buffer } {
  const [, org, secret] = form.exec(text) ?? []
  if (!org || !secret) throw new Refusal('not-signed-in', 'This is not a token of this desk.')
  return { org: org.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), digest: digestOf(secret) }
}

/** Whether a text has the form of a pass. */
export const isPass = (text: string): boolean => form.test(text)

const digestOf = (secret: string) => createHash('sha256').update(secret).digest()

/** Makes a pass for a colleague. Its text is given out once; we keep its digest. */
export const makePass = (desk: Desk, org: string, parts: PassParts): Promise<string> =>
  desk.db.withOrg(org, (tx) => makePassIn(desk, tx, parts))

/** Makes a pass for a colleague in the transaction that decides about it. */
export async function makePassIn(desk: Desk, tx: OrgTx, parts: PassParts): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const { member, role, kind } = parts
  await savePass(tx, { digest: digestOf(secret), kind, member, role, ...detailsOf(parts, desk.now()) })
  return `eh_${tx.org.replaceAll('-', '')}_${secret}`
}

function detailsOf(
  parts: PassParts,
  now: Temporal.Instant,
): Pick<NewPass, 'name' | 'scopes' | 'createdAt' | 'expiresAt' | 'client' | 'madeBy'> {
  const createdAt = now.toString()
  const bare = { scopes: null, client: null, madeBy: null, createdAt }
  switch (parts.kind) {
    case 'token':
      return {
        ...bare,
        name: parts.name ?? null,
        scopes: parts.scopes ?? null,
        expiresAt: parts.expiresAt?.toString() ?? null,
        madeBy: parts.madeBy ?? null,
      }
    case 'session':
      return {
        ...bare,
        name: parts.openedBy,
        client: parts.client,
        expiresAt: now.add(sessionLasts).toString(),
      }
    case 'link': {
      const purpose = parts.purpose ?? 'sign-in'
      return { ...bare, name: purpose, expiresAt: linkEndsAt(now, purpose).toString() }
    }
  }
}

/** Since when a session must have been used in order to last. */
export const usedSince = (now: Temporal.Instant): Temporal.Instant => now.subtract(sessionRests)

/** When a link made now ends that nobody uses. */
export const linkEndsAt = (now: Temporal.Instant, purpose: LinkPurpose): Temporal.Instant =>
  now.add({ hours: linkLasts[purpose] })

/** When a session ends that is not used again: the earlier of its rest and its longest time. */
export function sessionEndsAt(openedAt: Temporal.Instant, usedAt: Temporal.Instant): Temporal.Instant {
  const rested = usedAt.add(sessionRests)
  const longest = openedAt.add(sessionLasts)
  return Temporal.Instant.compare(rested, longest) < 0 ? rested : longest
}

/**
 * Who holds a pass of one of these kinds. That it was used is written down once a minute at most; where nobody uses it and
 * a page only asks whether it still holds, it is not, or no session would end while a screen stands open.
 */
export async function holderOfPass(
  desk: Desk,
  text: string,
  kinds: readonly PassKind[],
  { isUse = true }: { isUse?: boolean } = {},
): Promise<PassBearer> {
  const { org, digest } = readPass(text)
  const now = desk.now()
  const found = await desk.db.withOrg(org, (tx) =>
    holderOf(tx, digest, kinds, { now, usedSince: usedSince(now) }),
  )
  if (found && isUse && isWorthNoting(found, now))
    await desk.db.withOrg(org, (tx) => touchPass(tx, found.id, now.toString()))
  if (!found) throw new Refusal('not-signed-in', 'This token is not valid, or not any more.')
  return bearerOf(org, found)
}

const isWorthNoting = ({ kind, last_used_at }: PassHolder, now: Temporal.Instant) =>
  kind !== 'link' &&
  (last_used_at === null || Temporal.Instant.compare(last_used_at.add(notedEvery), now) <= 0)

function bearerOf(org: string, found: PassHolder): PassBearer {
  const own = roleFrom(found.role)
  const role = found.kind === 'token' && found.name === panelPassName ? roleInPanel(own) : own
  return {
    org,
    handle: found.member,
    name: found.member_name,
    role,
    sees: whatIsSeen(role, found.teams),
    ...(found.kind === 'token' && found.made_by !== null && { hand: found.made_by }),
    ...(found.kind === 'token' && found.made_by === null && { isOfUnknownHand: true as const }),
    pass: {
      id: found.id,
      kind: found.kind,
      openedBy: found.name,
      openedAt: found.created_at,
      scopes: found.scopes && scopes.filter((scope) => found.scopes?.includes(scope)),
    },
  }
}

/** Reads a role as the database holds it. */
export function roleFrom(text: string): Role {
  const role = roles.find((known) => known === text)
  if (!role) throw new Error('The database holds a role that is none.')
  return role
}

/** Ends a session. */
export async function endSession(desk: Desk, text: string): Promise<void> {
  const { org, digest } = readPass(text)
  await desk.db.withOrg(org, (tx) => endPass(tx, digest, desk.now()))
}
