import type { z } from 'zod'
import type { showWelcome as contract, skipStep as skipping } from '#contract/welcome.ts'
import type { OrgTx } from '#server/store/database.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { readGuide, removeSkipped, saveSkipped, type GuideRow } from '#server/store/welcome.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { sampleProgress } from '../sample/explore-sample.ts'
import { visitOf, type Visitor } from './first-visit.ts'

type Guide = z.input<typeof skipping.output>

/** What the first page needs to know of the desk and of whoever opens it. */
export async function showWelcome(desk: Desk, visitor: Visitor): Promise<z.input<typeof contract.output>> {
  const { isFirst, isInSample, mayBegin, maySetUp } = await visitOf(desk, visitor)
  const { state, done, of } = await sampleProgress(desk)
  const { agent } = visitor
  const guide =
    agent?.role === 'admin'
      ? await desk.db.withOrg(agent.org, async (tx) =>
          (await thisOrganisation(tx)).is_sample ? null : guideOf(tx),
        )
      : null
  return { isFirst, mayBegin, maySetUp, isInSample, sample: { state, done, of }, guide }
}

/** Leaves a step of the first visit out, or takes it up again. */
export const skipStep = (
  desk: Desk,
  { org }: Agent,
  { step, skip }: { step: string; skip: boolean },
): Promise<Guide> =>
  desk.db.withOrg(org, async (tx) => {
    await (skip ? saveSkipped(tx, step, desk.now().toString()) : removeSkipped(tx, step))
    return guideOf(tx)
  })

async function guideOf(tx: OrgTx): Promise<Guide> {
  const { name } = await thisOrganisation(tx)
  const row = await readGuide(tx)
  if (!row) throw new Error('A transaction belongs to an organisation.')
  const isSetUp = row.set_up_at !== null
  const steps = [
    stateOf('mail', row.has_way_in || row.case_id !== null, row),
    stateOf('colleagues', row.has_colleagues, row),
    stateOf('first-mail', row.case_id !== null, row),
  ]
  return {
    organisation: name,
    isSetUp,
    steps,
    done: steps.filter(({ state }) => state === 'done').length + (isSetUp ? 1 : 0),
    isOver: isSetUp && steps.every(({ state }) => state !== 'open'),
    firstMail:
      row.case_id !== null && row.number !== null
        ? { caseId: row.case_id, number: row.number, subject: row.subject ?? '', from: row.from }
        : null,
  }
}

const stateOf = (step: Guide['steps'][number]['step'], isDone: boolean, { skipped }: GuideRow) =>
  ({ step, state: isDone ? 'done' : skipped.includes(step) ? 'skipped' : 'open' }) as const
