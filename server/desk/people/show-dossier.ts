import type { z } from 'zod'
import type { showDossier as contract } from '#contract/dossier.ts'
import { cutWords } from '#domain/text/first-words.ts'
import type { Case } from '#domain/case/case.ts'
import { readCase } from '#domain/case/read-case.ts'
import { dossierOf, dossierReads, type DossierLine } from '#domain/dossier/dossier.ts'
import { Refusal } from '#domain/refusal.ts'
import { listedCase } from '#server/store/case-list.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { isUuid } from '#server/store/is-uuid.ts'
import { eventsOfCases, wordsOf } from '#server/store/dossiers.ts'
import { caseRow } from '../cases/case-row.ts'
import { withoutFollowers } from '../claims/closed-followers.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf } from '../names.ts'
import { remedyRules } from '../remedies/judging.ts'
import { mayReadFollowers } from '../claims/reach-seen.ts'
import { readEvent } from '../cases/read-event.ts'
import { openWords } from './sealed-words.ts'
import { refuseUnseen } from '../cases/seen.ts'

/** Nobody reads more; what came before stands on the case. */
const mostEvents = 2000
const mostQuoted = 400

/** What somebody has to know who takes a case up, read off its events at this moment. */
export const showDossier = (
  desk: Desk,
  agent: Agent,
  { caseId }: { caseId: string },
  most = mostEvents,
): Promise<z.input<typeof contract.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const row = await listedCase(tx, caseId)
    if (!row) throw new Refusal('not-found', 'There is no such case.')
    await refuseUnseen(tx, agent, caseId)
    const kase = readCase(row.fold)
    const { house } = await desk.policies.version(tx, kase.policy)
    const names = await namesOf(tx)
    const chains = [kase.id, ...(kase.tookOver.length > 0 ? await withTaken(tx, kase.tookOver) : [])]
    const { events, isWhole } = await eventsRead(tx, kase, chains, most)
    const told = dossierOf(kase, events, desk.now())
    const lines = mayReadFollowers(kase, agent)
      ? told
      : told.map((line) => ({ ...line, values: withoutFollowers(line.values) }))
    const quoted = lines.flatMap((line) => line.words ?? [])
    const words = await wordsOf(tx, quoted, mostQuoted + 1)
    const inRoom = await openWords(desk, tx, quoted.filter(isUuid))
    const rungs = new Map(house.ladder.map(({ id, title }) => [id, title]))
    const { currency } = await remedyRules(tx)
    const { person, subject, owner, rung, severity, state } = caseRow(row, house)
    return {
      caseId: kase.id,
      number: kase.number,
      subject,
      person,
      owner,
      rung,
      state,
      severity,
      asOf: desk.now().toString(),
      isWhole,
      lines: lines.map((line) => ({
        ...line,
        at: line.at.toString(),
        by: line.by === null ? null : names(line.by),
        words: quotedFrom(
          line.words === null ? null : (inRoom.get(line.words)?.text ?? words.get(line.words) ?? null),
        ),
        values: named(line, rungs, names, currency),
      })),
    }
  })

/** The newest of what a dossier rests on, and whether that is all of it. */
async function eventsRead(tx: OrgTx, { deadlines }: Case, chains: readonly string[], most: number) {
  const dates = deadlines.map(({ id }) => id)
  const wanted = { types: dossierReads, dates, newestOf: 'duties-changed' }
  const rows = await eventsOfCases(tx, chains, wanted, most + 1)
  const isWhole = rows.filter(({ type }) => type !== wanted.newestOf).length <= most
  return {
    events: rows.map((row) => ({ caseId: row.case_id, seq: row.seq, event: readEvent(row) })),
    isWhole,
  }
}

const quotedFrom = (text: string | null): string | null => (text === null ? null : cutWords(text, mostQuoted))

/** What a line names by its id, by its name; an amount that policy owes, with what the house counts in. */
function named(
  { says, values }: DossierLine,
  rungs: ReadonlyMap<string, string>,
  names: (handle: string) => { name: string },
  currency: string,
): Record<string, string | number | null> {
  const { rung, to, owner } = values
  return {
    ...values,
    ...(typeof rung === 'string' && { rung: rungs.get(rung) ?? rung }),
    ...(typeof to === 'string' && { to: names(to).name }),
    ...(typeof owner === 'string' && { owner: names(owner).name }),
    ...(says === 'remedy' && { currency }),
  }
}
