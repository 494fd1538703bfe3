import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

/** A version with its life. One that was published without a draft has a document and nothing else. */
export type VersionRow = {
  version: number
  name: string
  purpose: string | null
  based_on: number | null
  kept: 'draft' | 'submitted' | 'approved' | 'on-trial' | 'withdrawn'
  revision: number
  author: string | null
  writers: string[]
  saved_at: Temporal.Instant
  submitted_by: string | null
  approved_by: string | null
  effective_at: Temporal.Instant | null
  until_at: Temporal.Instant | null
  findings: unknown
  checked_revision: number | null
}

/** Some versions below a number, the newest first. */
export const listVersions = (tx: OrgTx, below: number, limit: number) =>
  tx.rows<VersionRow>(
    sql`select coalesce(v.version, p.version) as version,
      coalesce(p.document->>'name', v.name) as name, v.purpose, v.based_on, coalesce(v.state, 'approved') as kept,
      coalesce(v.revision, 1) as revision, v.author, coalesce(v.writers, '{}') as writers,
      coalesce(v.saved_at, p.effective_at) as saved_at, v.submitted_by, v.approved_by,
      coalesce(v.effective_at, p.effective_at) as effective_at, v.until_at, v.findings, v.checked_revision
    from policies p
    full join policy_versions v on v.org_id = p.org_id and v.version = p.version
    where coalesce(v.org_id, p.org_id) = $1 and coalesce(v.version, p.version) < $2
    order by 1 desc limit $3`,
    [tx.org, below, limit],
  )

/** One version, with what was written in it. */
export type WrittenVersion = VersionRow & { written: string | null; document: unknown; owners: unknown }

/** One version whatever its state; locked until the transaction ends where it still has a life to live. */
export async function versionOf(
  tx: OrgTx,
  version: number,
  isHeld = false,
): Promise<WrittenVersion | undefined> {
  if (isHeld)
    await tx.rows(sql`select 1 from policy_versions where org_id = $1 and version = $2 for update`, [
      tx.org,
      version,
    ])
  const rows = await tx.rows<WrittenVersion>(
    sql`select n.version, coalesce(p.document->>'name', v.name) as name, v.purpose, v.based_on,
      coalesce(v.state, 'approved') as kept, coalesce(v.revision, 1) as revision, v.author,
      coalesce(v.writers, '{}') as writers, coalesce(v.saved_at, p.effective_at) as saved_at, v.submitted_by,
      v.approved_by, coalesce(v.effective_at, p.effective_at) as effective_at, v.until_at, v.findings,
      v.checked_revision, v.written, coalesce(p.document, v.document) as document, coalesce(v.owners, '{}') as owners
    from (select $2::int as version) n
    left join policies p on p.org_id = $1 and p.version = n.version
    left join policy_versions v on v.org_id = $1 and v.version = n.version
    where p.version is not null or v.version is not null`,
    [tx.org, version],
  )
  return rows[0]
}

/** Begins a draft. */
export async function saveNewDraft(
  tx: OrgTx,
  made: {
    version: number
    name: string
    purpose: string
    basedOn: number | null
    written: string
    document: unknown
    by: string
    hands: readonly string[]
    at: string
  },
): Promise<void> {
  await tx.rows(
    sql`insert into policy_versions (org_id, version, name, purpose, based_on, state, written, document, author, writers,
      created_at, saved_at)
    values ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, $10::text[], $9, $9)`,
    [
      tx.org,
      made.version,
      made.name,
      made.purpose,
      made.basedOn,
      made.written,
      JSON.stringify(made.document),
      made.by,
      made.at,
      made.hands,
    ],
  )
}

/** Keeps the next revision of a draft that somebody holds. */
export async function saveRevision(
  tx: OrgTx,
  made: {
    version: number
    name: string
    purpose: string
    written: string
    document: unknown
    hands: readonly string[]
    at: string
  },
): Promise<number> {
  const rows = await tx.rows<{ revision: number }>(
    sql`update policy_versions set name = $3, purpose = $4, written = $5, document = $6, saved_at = $8,
      revision = revision + 1, writers = writers || array(select hand from unnest($7::text[]) hand where hand <> all (writers))
    where org_id = $1 and version = $2 returning revision`,
    [
      tx.org,
      made.version,
      made.name,
      made.purpose,
      made.written,
      JSON.stringify(made.document),
      made.hands,
      made.at,
    ],
  )
  return rows[0]?.revision ?? 0
}

/** Writes down what was found in a revision. */
export async function saveFindings(
  tx: OrgTx,
  version: number,
  revision: number,
  findings: unknown,
): Promise<void> {
  await tx.rows(
    sql`update policy_versions set findings = $4, checked_revision = $3 where org_id = $1 and version = $2 and revision = $3`,
    [tx.org, version, revision, JSON.stringify(findings)],
  )
}

/** Hands a draft over for approval. */
export async function markSubmitted(tx: OrgTx, version: number, by: string, at: string): Promise<void> {
  await tx.rows(
    sql`update policy_versions set state = 'submitted', submitted_by = $3, submitted_at = $4
    where org_id = $1 and version = $2`,
    [tx.org, version, by, at],
  )
}

/** Gives a submitted version back to whoever wrote it. */
export async function markDraft(tx: OrgTx, version: number): Promise<void> {
  await tx.rows(
    sql`update policy_versions set state = 'draft', submitted_by = null, submitted_at = null
    where org_id = $1 and version = $2`,
    [tx.org, version],
  )
}

/** Writes down who has approved a version, from when it is in force, and until when somebody answers for it. */
export async function markApproved(
  tx: OrgTx,
  made: {
    version: number
    state: 'approved' | 'on-trial'
    by: string
    at: string
    effectiveAt: string | null
    until: string | null
    owners: unknown
  },
): Promise<void> {
  await tx.rows(
    sql`update policy_versions set state = $3, approved_by = $4, approved_at = $5, effective_at = $6, until_at = $7,
      owners = $8
    where org_id = $1 and version = $2`,
    [
      tx.org,
      made.version,
      made.state,
      made.by,
      made.at,
      made.effectiveAt,
      made.until,
      JSON.stringify(made.owners),
    ],
  )
}

/** Takes a version back. */
export async function markWithdrawn(tx: OrgTx, version: number, at: string): Promise<void> {
  await tx.rows(
    sql`update policy_versions set state = 'withdrawn', withdrawn_at = $3 where org_id = $1 and version = $2`,
    [tx.org, version, at],
  )
}

/** Says until when somebody answers for a version that is published already. */
export async function setUntil(tx: OrgTx, version: number, until: string): Promise<void> {
  await tx.rows(
    sql`update policy_versions set until_at = $3, lapsed_at = null
    where org_id = $1 and version = $2 and state = 'approved' and until_at is not null`,
    [tx.org, version, until],
  )
}

/** Versions whose date has come, or for which nobody answers any longer, and of which nothing is written down yet. */
export const versionsToSwitch = (tx: Tx, now: Temporal.Instant, limit: number) =>
  tx.rows<{ org_id: string; version: number }>(
    sql`(select org_id, version from policy_versions
      where state = 'approved' and took_effect_at is null and effective_at <= $1 limit $2)
    union (select org_id, version from policy_versions
      where state = 'approved' and lapsed_at is null and until_at <= $1 limit $2)`,
    [now.toString(), limit],
  )

/** Writes down that a version's date has come: true for whoever does it first. */
export async function markInEffect(tx: OrgTx, version: number, now: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`update policy_versions set took_effect_at = $3
    where org_id = $1 and version = $2 and state = 'approved' and took_effect_at is null and effective_at <= $3
    returning version`,
    [tx.org, version, now],
  )
  return rows.length === 1
}

/** Writes down that nobody answers for a version any longer: true for whoever does it first. */
export async function markLapsed(tx: OrgTx, version: number, now: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`update policy_versions set lapsed_at = $3
    where org_id = $1 and version = $2 and state = 'approved' and lapsed_at is null and until_at <= $3
    returning version`,
    [tx.org, version, now],
  )
  return rows.length === 1
}

type EventKind =
  | 'drafted'
  | 'saved'
  | 'submitted'
  | 'sent-back'
  | 'approved'
  | 'took-effect'
  | 'superseded'
  | 'withdrawn'
  | 'overridden'
  | 'override-ended'
  | 'lapsed'
  | 'taken-over'
  | 'trial-started'
  | 'trial-ended'

/** Something that happened to a version. */
export type VersionEvent = {
  version: number
  kind: EventKind
  at: string
  by: string
  words?: string
}

/** Writes down what happened to a version. */
export async function saveVersionEvent(tx: OrgTx, happened: VersionEvent): Promise<void> {
  await tx.rows(
    sql`insert into policy_events (org_id, version, kind, at, by, words) values ($1, $2, $3, $4, $5, $6)`,
    [tx.org, happened.version, happened.kind, happened.at, happened.by, happened.words ?? null],
  )
}

/** What happened to a version, oldest first; the newest so many. */
export const eventsOfVersion = (tx: OrgTx, version: number, limit: number) =>
  tx.rows<{ kind: EventKind; at: Temporal.Instant; by: string; words: string | null }>(
    sql`select kind, at, by, words from (
      select kind, at, by, words, place from policy_events where org_id = $1 and version = $2 order by place desc limit $3
    ) newest order by place`,
    [tx.org, version, limit],
  )
