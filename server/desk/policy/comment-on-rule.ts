import type { z } from 'zod'
import type {
  answerComment as answering,
  commentOnRule as contract,
  listComments as listing,
} from '#contract/policy-comment.ts'
import { allRows, WrittenPolicy } from '#domain/policy/written-policy.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import {
  answerComment as answerRow,
  commentOf,
  commentsFor,
  commentsOnVersion,
  commentsWaiting,
  saveComment,
  type CommentRow,
} from '#server/store/policy-comments.ts'
import type { WrittenVersion } from '#server/store/policy-versions.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf, type Names } from '../names.ts'
import { versionAsked } from './policy-version-view.ts'
import { ownerOfRule } from './rule-owner.ts'
import { refuseUnlessVisible, seenAmong } from '../cases/seen.ts'

type View = z.input<typeof contract.output>

/** Says something about a rule; it reaches whoever answers for the rule. */
export const commentOnRule = (
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof contract.input>,
): Promise<View> =>
  once(desk, agent.org, { name: 'commentOnRule', key: asked.key, input: asked }, async (tx) => {
    const { version, table, row = null, caseId = null, body } = asked
    const now = desk.now()
    const { row: written } = await versionAsked(tx, version, now)
    refuseNoSuchRule(written, table, row)
    if (caseId !== null) await refuseUnlessVisible(tx, agent, caseId)
    const id = newId(now)
    const owner = await ownerOfRule(tx, written, { table, row })
    const made = { id, version, table, row, caseId, by: agent.handle, at: now.toString(), body, owner }
    await saveComment(tx, made)
    return shown(tx, agent, id)
  })

function refuseNoSuchRule({ document, version }: WrittenVersion, table: string, row: string | null) {
  const found = WrittenPolicy.parse(document).tables.find(({ id }) => id === table)
  if (!found) throw new Refusal('not-found', `Version ${version} has no table "${table}".`)
  if (row !== null && !allRows(found).some(({ id }) => id === row))
    throw new Refusal('not-found', `The table "${table}" of version ${version} has no row "${row}".`)
}

async function shown(tx: OrgTx, agent: Agent, id: string): Promise<View> {
  const row = await commentOf(tx, id)
  const [view] = row ? await viewsOf(tx, agent, [row]) : []
  if (!view) throw new Refusal('not-found', 'There is no such comment.')
  return view
}

/** Comments as somebody sees them: without the case on which it was noticed where they may not see that. */
async function viewsOf(tx: OrgTx, agent: Agent, rows: readonly CommentRow[]): Promise<View[]> {
  const names = await namesOf(tx)
  const seen = await seenAmong(
    tx,
    agent,
    rows.flatMap(({ case_id }) => case_id ?? []),
  )
  return rows.map((row) => ({
    ...commentView(row, names),
    caseId: row.case_id !== null && seen.has(row.case_id) ? row.case_id : null,
  }))
}

const commentView = (row: CommentRow, names: Names): View => ({
  id: row.id,
  version: row.version,
  table: row.table_id,
  row: row.row_id,
  caseId: row.case_id,
  by: names(row.by),
  at: row.at.toString(),
  body: row.body,
  owner: names(row.owner),
  answer:
    row.answer !== null && row.answered_by !== null && row.answered_at !== null
      ? { body: row.answer, by: names(row.answered_by), at: row.answered_at.toString() }
      : null,
})

/** The comments on a version; or those that wait for a colleague, with those that they wrote. */
export const listComments = (
  desk: Desk,
  agent: Agent,
  { version }: z.output<typeof listing.input>,
): Promise<z.input<typeof listing.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const rows =
      version === undefined
        ? await commentsFor(tx, agent.handle, 100)
        : await commentsOnVersion(tx, version, 200)
    return {
      comments: await viewsOf(tx, agent, rows),
      waiting: await commentsWaiting(tx, agent.handle),
    }
  })

/** Answers a comment. Its owner may, and whoever writes policy. */
export const answerComment = (
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof answering.input>,
): Promise<View> =>
  once(desk, agent.org, { name: 'answerComment', key: asked.key, input: asked }, async (tx) => {
    const { commentId: id, body } = asked
    const row = await commentOf(tx, id)
    if (!row) throw new Refusal('not-found', 'There is no such comment.')
    const writesPolicy = agent.role === 'policy' || agent.role === 'admin'
    if (row.owner !== agent.handle && !writesPolicy)
      throw new Refusal('not-allowed', 'Whoever answers for this rule answers what is said about it.')
    if (!(await answerRow(tx, { id, body, by: agent.handle, at: desk.now().toString() })))
      throw new Refusal('conflict', 'Somebody has answered this comment already.')
    return shown(tx, agent, id)
  })
