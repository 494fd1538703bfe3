import type { z } from 'zod'
import type { counts } from '#contract/queue.ts'
import { mostCounted, type CaseFilter } from '#server/store/case-filter.ts'
import { countCases } from '#server/store/case-list.ts'
import { casesWithUnseenMentions } from '#server/store/mentions.ts'
import { casesToSign } from '#server/store/remedies.ts'
import { casesInDoubt, countQuarantined } from '#server/store/undone.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { seenAmong } from './seen.ts'

const most = mostCounted - 1

const upTo = (count: number) => ({ count: Math.min(count, most), orMore: count > most })

/** How much there is to do, of what somebody may see. */
export const showCounts = (desk: Desk, agent: Agent): Promise<z.input<typeof counts.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const count = async (filter: Omit<CaseFilter, 'state' | 'sight'>) =>
      upTo(await countCases(tx, { state: 'open', snoozed: 'no', sight: agent, ...filter }, most + 1))
    const owner = agent.handle
    const ofSeen = async (rows: readonly { case_id: string }[]) => {
      const seen = await seenAmong(tx, agent, [...new Set(rows.map(({ case_id }) => case_id))])
      return upTo(rows.filter(({ case_id }) => seen.has(case_id)).length)
    }
    // Asked together: the database is one round trip away.
    const [
      ours,
      customers,
      takers,
      signers,
      late,
      open,
      offered,
      snoozed,
      inDoubt,
      quarantined,
      mentioned,
      toSign,
    ] = await Promise.all([
      count({ owner, turn: 'ours' }),
      count({ owner, turn: 'customers' }),
      count({ owner, turn: 'takers' }),
      count({ owner, turn: 'signers' }),
      count({ dueBefore: desk.now().toString() }),
      count({}),
      count({ offeredTo: owner }),
      count({ snoozed: 'only' }),
      casesInDoubt(tx, most + 1).then(ofSeen),
      countQuarantined(tx, most + 1).then(upTo),
      casesWithUnseenMentions(tx, owner, most + 1).then(ofSeen),
      casesToSign(tx, owner, most + 1).then(ofSeen),
    ])
    // The few that wait for a colleague are told apart here: an index alone tells how many there are of the others.
    const colleagues = takers.count + signers.count
    const mine = { ...ours, count: Math.max(0, ours.count - colleagues) }
    const isMore = customers.orMore || takers.orMore || signers.orMore
    const waiting = upTo(customers.count + colleagues + Number(isMore))
    return { mine, waiting, late, open, offered, snoozed, inDoubt, quarantined, mentioned, toSign }
  })
