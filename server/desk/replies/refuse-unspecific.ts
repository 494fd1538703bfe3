import type { Case } from '#domain/case/case.ts'
import type { Demand } from '#domain/craft/template-specifics.ts'
import { unspecificIn, type Unspecific } from '#domain/craft/unspecific.ts'
import { madeOf } from '#domain/craft/template-specifics.ts'
import { Refusal } from '#domain/refusal.ts'
import { firstBlank } from '#domain/text/template.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { messagesOf } from '#server/store/messages.ts'
import { offeredTemplates } from '#server/store/templates.ts'
import type { Desk } from '../desk.ts'
import { openedMessages } from '../people/sealed-words.ts'

/** What a template left to be written must not be what the customer reads. */
export function refuseUnfinished(body: string): void {
  const left = firstBlank(body)
  if (left !== undefined)
    throw new Refusal('invalid', `“${left}” is still to be written: fill it in or take it out, then send.`)
}

/**
 * Refuses a reply that is made of a template and says nothing of this case: with an empty blank, without what the template
 * demands, or word for word the template. `asIs` are the templates whose words are meant to go out as they stand.
 */
export async function refuseUnspecific(
  desk: Desk,
  tx: OrgTx,
  kase: Case,
  { body, asIs = [] }: { body: string; asIs?: readonly string[] | undefined },
): Promise<void> {
  refuseUnfinished(body)
  const templates = madeOf(await offeredTemplates(tx), body)
  if (templates.length === 0) return
  const needsSaid = templates.some(({ demands }) => demands.includes('failure'))
  const found = unspecificIn(templates, body, needsSaid ? await saidOn(desk, tx, kase) : '')
  const first = found.find(
    (one) => !(one.kind === 'unchanged' && one.way === 'ask' && asIs.includes(one.template)),
  )
  if (first) throw new Refusal('invalid', sentenceOf(first), { unspecific: found })
}

const newest = 30

/** What the customer has said of late, in a room as well, with the subject. */
async function saidOn(desk: Desk, tx: OrgTx, kase: Case): Promise<string> {
  const messages = await openedMessages(
    desk,
    tx,
    await messagesOf(tx, await withTaken(tx, [kase.id]), newest),
  )
  return messages
    .filter(({ direction }) => direction === 'in')
    .map(({ subject, body }) => `${subject ?? ''}\n${body ?? ''}`)
    .join('\n')
}

function sentenceOf(one: Unspecific): string {
  const { name } = one
  switch (one.kind) {
    case 'unfilled':
      return `“${one.blank.label}” of the template “${name}” is still to be written: say what is so in this case, then send.`
    case 'missing':
      return `Whoever replies with “${name}” says ${listed(one.demands.map((demand) => demanded[demand]))}. This reply does not.`
    case 'unchanged':
      return one.way === 'refuse'
        ? `This is the template “${name}” word for word. Say something of this case in it, then send.`
        : `This is the template “${name}” word for word. Say something of this case in it, or send it so because you mean it.`
  }
}

const listed = (words: readonly string[]) => new Intl.ListFormat('en').format(words)

const demanded: Readonly<Record<Demand, string>> = {
  failure: 'what failed, in the customer’s words',
  owner: 'who takes care of it',
  act: 'what is done',
  date: 'by when',
}
