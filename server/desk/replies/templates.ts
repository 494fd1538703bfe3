import type { Demand, Unchanged } from '#domain/craft/template-specifics.ts'
import { templateFields, unknownField } from '#domain/text/template.ts'
import { Refusal } from '#domain/refusal.ts'
import { newId } from '#server/store/id.ts'
import {
  changeTemplate,
  endTemplate as endRow,
  offeredTemplates,
  saveTemplate as saveRow,
  type TemplateRow,
} from '#server/store/templates.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

/** The texts that replies begin with, by name. */
export const showTemplates = (desk: Desk, { org }: Agent) =>
  desk.db.withOrg(org, async (tx) => ({ templates: await offeredTemplates(tx) }))

type Template = {
  id?: string | undefined
  name: string
  language: string | null
  body: string
  demands?: Demand[]
  unchanged?: Unchanged
  key: string
}

/** Keeps a template: a new one, or one as it is now. A field that nothing would fill is refused while it can be mended. */
export function saveTemplate(desk: Desk, agent: Agent, given: Template): Promise<TemplateRow> {
  return once(desk, agent.org, { name: 'saveTemplate', key: given.key, input: given }, async (tx) => {
    const { name, language, body, demands = [], unchanged = 'ask' } = given
    refuseUnknownField(body)
    const now = desk.now()
    const template = { id: given.id ?? newId(now), name, language, body, demands, unchanged }
    const saved = { ...template, at: now.toString(), by: agent.handle }
    if (given.id === undefined) await saveRow(tx, saved)
    else if (!(await changeTemplate(tx, saved)))
      throw new Refusal('not-found', 'There is no such template any more. Keep it as a new one.')
    return template
  })
}

function refuseUnknownField(body: string) {
  const unknown = unknownField(body)
  if (unknown === undefined) return
  const known = templateFields.map((field) => `{{${field}}}`).join(', ')
  throw new Refusal(
    'invalid',
    `Nothing fills “${unknown}”. A template may hold ${known}, and {{date:+2}} for a date in two days. What has to be written each time stands in [[…]].`,
  )
}

/** Offers a template no more. What was written with it stays as it is. */
export function endTemplate(desk: Desk, agent: Agent, asked: { templateId: string; key: string }) {
  return once(desk, agent.org, { name: 'endTemplate', key: asked.key, input: asked }, async (tx) => {
    const isThere = await endRow(tx, asked.templateId, desk.now().toString())
    if (!isThere) throw new Refusal('not-found', 'There is no such template.')
    return { id: asked.templateId }
  })
}
