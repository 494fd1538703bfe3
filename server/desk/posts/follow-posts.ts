import { happened } from '#domain/case/event.ts'
import { nextLook } from '#domain/text/post-looks.ts'
import type { PostState } from '#server/channels/network.ts'
import type { OrgTx } from '#server/store/database.ts'
import {
  holdPost,
  lookAgain,
  postsToLookAt,
  rewritePost,
  withdrawPost,
  type PostToLookAt,
} from '#server/store/posts.ts'
import type { Desk } from '../desk.ts'
import { digestOf, newSalt } from '../digest.ts'
import type { Reached } from './network-line.ts'
import { titleOf } from '../cases/title-of.ts'
import { holdTaker, record } from '../cases/record.ts'

const most = 100

/** Looks what has become of posts whose turn it is: changed by their authors, or deleted. Answers how many were looked at. */
export async function followPosts(desk: Desk, org: string, { network, line, row }: Reached): Promise<number> {
  const due = await desk.db.withOrg(org, (tx) => postsToLookAt(tx, row.id, desk.now().toString(), most))
  if (due.length === 0) return 0
  const states = await network.recheck(
    line,
    due.map(({ key }) => key),
  )
  for (const post of due) {
    const state = states.find(({ key }) => key === post.key)
    // One that we fail at keeps nobody else's from being looked at.
    if (state) await note(desk, org, post, state).catch((fault: unknown) => desk.failed('follow post', fault))
  }
  const next = due.map(({ message_id, at }) => ({
    message: message_id,
    lookAt: nextLook(at, desk.now())?.toString() ?? null,
  }))
  await desk.db.withOrg(org, (tx) => lookAgain(tx, next))
  return due.length
}

const note = (desk: Desk, org: string, post: PostToLookAt, state: PostState) =>
  state.state === 'deleted'
    ? desk.db.withOrg(org, (tx) => withdraw(desk, tx, post)).then(() => desk.nudge('changes'))
    : noteWords(desk, org, post, state.text)

/** The case goes on: what was complained of does not go away with the post. */
async function withdraw(desk: Desk, tx: OrgTx, { message_id: message, case_id }: PostToLookAt) {
  const held = await holdTaker(tx, case_id)
  const post = await holdPost(tx, message)
  if (!post || post.state === 'deleted') return
  const now = desk.now()
  const title = titleOf({ subject: post.subject ?? '', text: post.body ?? '' })
  const called = 'A post that its author has deleted'
  await withdrawPost(tx, { message, caseId: case_id, at: now.toString(), title, called })
  await record(desk, tx, held, [happened('post-deleted', now, 'customer', { message })])
}

async function noteWords(
  desk: Desk,
  org: string,
  { message_id: message, case_id }: PostToLookAt,
  text: string,
) {
  const changed = await desk.db.withOrg(org, async (tx) => {
    const held = await holdTaker(tx, case_id)
    const post = await holdPost(tx, message)
    if (!post || post.body === null || post.body === text) return false
    const now = desk.now()
    const salt = newSalt()
    const subject = post.subject ?? ''
    const title = titleOf({ subject, text: post.body })
    const called = titleOf({ subject, text })
    const said = { subject, body: text, salt, title, called }
    await rewritePost(tx, { message, caseId: case_id, at: now.toString(), ...said })
    const digest = digestOf(salt, subject, text)
    await record(desk, tx, held, [happened('post-edited', now, 'customer', { message, digest })])
    return true
  })
  if (changed) desk.nudge('changes')
}
