import type { z } from 'zod'
import type { listForms as listing, saveForm as saving } from '#contract/forms.ts'
import { Refusal } from '#domain/refusal.ts'
import { addForm, allForms, changeForm, readForm } from '#server/store/forms.ts'
import { newId } from '#server/store/id.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { formView } from './form-view.ts'
import { refuseUnknown } from '../colleagues/teams.ts'

type Form = z.output<typeof saving.input>

/** Keeps a web form, new or changed. */
export async function saveForm(desk: Desk, agent: Agent, given: Form) {
  const saved = once(desk, agent.org, { name: 'saveForm', key: given.key, input: given }, async (tx) => {
    if (given.team !== null) await refuseUnknown(tx, [given.team])
    const before = given.id === undefined ? undefined : await readForm(tx, given.id)
    if (given.id !== undefined && !before) throw new Refusal('not-found', 'There is no such form.')
    const at = desk.now()
    const id = before?.id ?? newId(at)
    const form = {
      id,
      slug: given.slug,
      connection_id: before?.connection_id ?? newId(at),
      title: given.title,
      language: given.language,
      intro: given.intro,
      asks_order: given.asksOrder,
      asks_phone: given.asksPhone,
      topics: given.topics,
      origins: given.origins,
      difficulty: given.difficulty,
      sends_receipt: given.sendsReceipt,
      is_active: given.isActive,
      team: given.team,
      at: at.toString(),
      by: agent.handle,
    }
    // The connection's name is from whom an answer comes.
    if (before) await changeForm(tx, form)
    else await addForm(tx, form, (await thisOrganisation(tx)).name)
    const row = await readForm(tx, id)
    if (!row) throw new Error('What was just kept is there.')
    return formView(row)
  })
  return saved.catch((fault: unknown) => {
    throw isTaken(fault)
      ? new Refusal('conflict', `The address "${given.slug}" is taken. Choose another.`)
      : fault
  })
}

const isTaken = (fault: unknown) =>
  fault instanceof Error && 'constraint' in fault && fault.constraint === 'forms_by_slug'

/** The web forms. */
export const listForms = (desk: Desk, { org }: Agent): Promise<z.input<typeof listing.output>> =>
  desk.db.withOrg(org, async (tx) => ({ forms: (await allForms(tx)).map(formView) }))
