import { sql } from '#server/store/statement.ts'
import { checkClaims } from '#server/work/check-claims.ts'
import { type TestDesk } from './desk.ts'
import { issueClaimCode } from '#server/desk/claims/issue-claim-code.ts'
import { makeClaim } from '#server/desk/claims/make-claim.ts'
import { showClaims } from '#server/desk/claims/show-claims.ts'
import type { Agent } from '#server/desk/command.ts'

// A desk at which somebody says something that can be verified.

/** What somebody says, as far as it matters. */
export type Said = Partial<Parameters<typeof makeClaim>[2]>

/** Somebody says something on the phone that can be verified. */
export async function says(desk: TestDesk, caseId: string, parts: Said = {}, by: Agent = desk.admin) {
  const claim = {
    kind: 'reach' as const,
    said: 'I have a million followers, and I will post this.',
    network: 'bluesky',
    handle: '@famous',
    followers: 1_000_000,
    warns: true,
    ...parts,
  }
  const { id } = await makeClaim(desk, by, { ...(await desk.on(caseId)), ...claim })
  return id
}

let asked = 0
/** A key of a command, each time another. */
export const key = () => `asked-${++asked}`
/** Issues a code for a claim. */
export const codeFor = (desk: TestDesk, claimId: string) =>
  issueClaimCode(desk, desk.admin, { claimId, key: key() })

/** A post of somebody on a network. */
export async function posts(desk: TestDesk, handle: string, body: string, parts: object = {}) {
  const taken = await desk.take({
    channel: 'social',
    from: { handle, network: 'bluesky' },
    subject: '',
    body,
    public: true,
    ...parts,
  })
  while ((await checkClaims(desk)) > 0);
  return taken
}

/** The newest claim of a case, as somebody sees it. */
export const claimOf = async (desk: TestDesk, caseId: string, agent: Agent = desk.admin) =>
  (await showClaims(desk, agent, { caseId })).claims.at(-1)

/** The account that goes by a handle at this desk. */
export const accountCalled = (desk: TestDesk, handle: string) =>
  desk.db.withOrg(desk.org, async (tx) => {
    const [row] = await tx.rows<{ id: string }>(
      sql`select id from accounts where org_id = $1 and address = $2`,
      [tx.org, handle],
    )
    return row?.id ?? ''
  })

/** What is owed on a case, and by when. */
export const owedOn = async (desk: TestDesk, caseId: string) => {
  const { duties, deadlines } = await desk.see(caseId)
  const dates = deadlines.filter(({ kind }) => kind !== 'accept-by').map(({ kind, dueAt }) => [kind, dueAt])
  return { severity: duties.severity, clocks: duties.clocks, entitlement: duties.entitlement, dates }
}

/** What has happened to the claims of a case. */
export const typesOn = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).events.map(({ type }) => type).filter((type) => type.startsWith('claim-'))
