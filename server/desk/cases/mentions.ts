import type { z } from 'zod'
import type { listMentions } from '#contract/writing.ts'
import { Refusal } from '#domain/refusal.ts'
import { deskRoles, roles, type Role } from '#domain/role.ts'
import { maySee, whatIsSeen } from '#domain/team.ts'
import { namedIn } from '#domain/text/mentions.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { markMentionsSeen, mentionsOf, nameableMembers, type NameableRow } from '#server/store/mentions.ts'
import { sightOf } from '#server/store/seen-cases.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf } from '../names.ts'
import { refuseUnlessVisible, seenAmong } from './seen.ts'

/** The colleagues whom a note names. One who may not see the case is refused by name: they could not read it. */
export async function namedInNote(tx: OrgTx, caseId: string, body: string): Promise<string[]> {
  if (!body.includes('@')) return []
  const members = await nameableMembers(tx)
  const named = namedIn(
    body,
    members.map(({ handle }) => handle),
  )
  if (named.length === 0) return []
  const [sight] = await sightOf(tx, [caseId])
  const blind = members.filter((member) => named.includes(member.handle) && !(sight && canSee(member, sight)))
  if (blind.length > 0)
    throw new Refusal(
      'invalid',
      `${blind.map(({ name }) => name).join(', ')} may not see this case, so the note would not reach them. Ask somebody else, or give the case to a team of theirs.`,
    )
  return named
}

const isRole = (text: string): text is Role => roles.some((role) => role === text)

function canSee({ handle, role, teams }: NameableRow, sight: Awaited<ReturnType<typeof sightOf>>[number]) {
  if (!isRole(role) || !deskRoles.some((one) => one === role)) return false
  const { team, owner, offered_to: offeredTo } = sight
  return maySee({ handle, sees: whatIsSeen(role, teams) }, { team, owner, offeredTo })
}

/** The notes that name this colleague, the newest first: those that they have not seen, or all. */
export function showMentions(
  desk: Desk,
  agent: Agent,
  asked: z.output<(typeof listMentions)['input']> = { seen: 'no' },
): Promise<z.input<(typeof listMentions)['output']>> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const rows = await mentionsOf(tx, { member: agent.handle, withSeen: asked.seen === 'any' }, 100)
    const seen = await seenAmong(
      tx,
      agent,
      rows.map(({ case_id }) => case_id),
    )
    const names = await namesOf(tx)
    const mentions = rows
      .filter(({ case_id }) => seen.has(case_id))
      .map((row) => ({
        messageId: row.message_id,
        caseId: row.case_id,
        number: row.number,
        by: names(row.by).name,
        at: row.at.toString(),
        body: row.body,
        person: row.person,
        subject: row.subject ?? '',
        isSeen: row.is_seen,
      }))
    return { mentions }
  })
}

/** Says that a colleague has seen the notes of a case, and of those that it has taken over, that name them. */
export function seeMentions(desk: Desk, agent: Agent, { caseId }: { caseId: string }) {
  return desk.db.withOrg(agent.org, async (tx) => {
    await refuseUnlessVisible(tx, agent, caseId)
    const cases = await withTaken(tx, [caseId])
    return { seen: await markMentionsSeen(tx, agent.handle, cases, desk.now().toString()) }
  })
}
