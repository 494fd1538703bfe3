import type { z } from 'zod'
import type { showDossier as contract } from '#contract/dossier.ts'
import { cutWords } from '#domain/text/first-words.ts'
import { readCase } from '#domain/case/read-case.ts'
import { dossierOf, type DossierLine } from '#domain/dossier/dossier.ts'
import { Refusal } from '#domain/refusal.ts'
import { listedCase } from '#server/store/case-list.ts'
import { withTaken } from '#server/store/cases.ts'
import { isUuid } from '#server/store/is-uuid.ts'
import { eventsOfCases, wordsOf } from '#server/store/dossiers.ts'
import { caseRow } from './case-row.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { namesOf } from './names.ts'
import { readEvent } from './read-event.ts'
import { openWords } from './sealed-words.ts'
import { refuseUnseen } from './seen.ts'

const mostEvents = 2000
const mostQuoted = 400

/** What somebody has to know who takes a case up, read off its events at this moment. */
export const showDossier = (
  desk: Desk,
  agent: Agent,
  { caseId }: { caseId: string },
): Promise<z.input<typeof contract.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const row = await listedCase(tx, caseId)
    if (!row) throw new Refusal('not-found', 'There is no such case.')
    await refuseUnseen(tx, agent, caseId)
    const kase = readCase(row.fold)
    const { house } = await desk.policies.version(tx, kase.policy)
    const names = await namesOf(tx)
    const chains = [kase.id, ...(kase.tookOver.length > 0 ? await withTaken(tx, kase.tookOver) : [])]
    const events = (await eventsOfCases(tx, chains, mostEvents)).map((event) => ({
      caseId: event.case_id,
      seq: event.seq,
      event: readEvent(event),
    }))
    const lines = dossierOf(kase, events, desk.now())
    const quoted = lines.flatMap((line) => line.words ?? [])
    const words = await wordsOf(tx, quoted, mostQuoted + 1)
    const inRoom = await openWords(desk, tx, quoted.filter(isUuid))
    const rungs = new Map(house.ladder.map(({ id, title }) => [id, title]))
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
      lines: lines.map((line) => ({
        ...line,
        at: line.at.toString(),
        by: line.by === null ? null : names(line.by),
        words: quotedFrom(
          line.words === null ? null : (inRoom.get(line.words)?.text ?? words.get(line.words) ?? null),
        ),
        values: named(line, rungs, names),
      })),
    }
  })

const quotedFrom = (text: string | null): string | null => (text === null ? null : cutWords(text, mostQuoted))

/** What a line names by its id, by its name. */
function named(
  { values }: DossierLine,
  rungs: ReadonlyMap<string, string>,
  names: (handle: string) => { name: string },
): Record<string, string | number | null> {
  const { rung, to, owner } = values
  return {
    ...values,
    ...(typeof rung === 'string' && { rung: rungs.get(rung) ?? rung }),
    ...(typeof to === 'string' && { to: names(to).name }),
    ...(typeof owner === 'string' && { owner: names(owner).name }),
  }
}
