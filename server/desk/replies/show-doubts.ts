import type { z } from 'zod'
import type { listDoubts } from '#contract/keeping.ts'
import { repliesInDoubt } from '#server/store/doubts.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { seenAmong } from '../cases/seen.ts'

/** Replies of which nobody knows whether they arrived, of the cases that a colleague may see. */
export const showDoubts = (desk: Desk, agent: Agent): Promise<z.input<typeof listDoubts.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const rows = await repliesInDoubt(tx, 500)
    const seen = await seenAmong(
      tx,
      agent,
      rows.map(({ case_id }) => case_id),
    )
    const doubts = rows
      .filter(({ case_id }) => seen.has(case_id))
      .map((row) => ({
        messageId: row.message_id,
        caseId: row.case_id,
        number: row.number,
        subject: row.subject ?? '',
        person: row.person,
        address: row.address,
        owner: { id: row.owner, name: row.owner_name ?? row.owner },
        writtenAt: row.at.toString(),
        because: row.because,
        dueAt: row.due_at?.toString() ?? null,
        body: row.body ?? '',
      }))
    return { doubts }
  })
