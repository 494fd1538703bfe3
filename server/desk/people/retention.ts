import type { z } from 'zod'
import type {
  readRetention as reading,
  setRetention as setting,
  whatWouldGo as asking,
} from '#contract/keeping.ts'
import { casesToForget, countOriginals, readRetention, saveRetention } from '#server/store/keeping.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { monthsBefore } from '../months-before.ts'

const countedTo = 10_000

/** How long words are kept; for ever where nobody has said. */
export const showRetention = (desk: Desk, { org }: Agent): Promise<z.input<typeof reading.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const rule = await readRetention(tx)
    return {
      wordsMonths: rule?.words_months ?? null,
      originalsMonths: rule?.originals_months ?? null,
      setAsideMonths: rule?.set_aside_months ?? null,
      changedAt: rule?.changed_at.toString() ?? null,
      changedBy: rule?.changed_by ?? null,
    }
  })

/** Says how long words are kept from now on. */
export function setRetention(desk: Desk, agent: Agent, asked: z.output<typeof setting.input>) {
  const { key, wordsMonths: words, originalsMonths: originals, setAsideMonths: setAside } = asked
  return once(desk, agent.org, { name: 'setRetention', key, input: asked }, async (tx) => {
    const changedAt = desk.now().toString()
    await saveRetention(tx, { words, originals, setAside, at: changedAt, by: agent.handle })
    return { changedAt }
  })
}

/** How much a rule would erase if it were set now. */
export const showWhatWouldGo = (
  desk: Desk,
  { org }: Agent,
  asked: z.output<typeof asking.input>,
): Promise<z.input<typeof asking.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const now = desk.now()
    const words = asked.wordsMonths && monthsBefore(now, asked.wordsMonths)
    const originals = asked.originalsMonths && monthsBefore(now, asked.originalsMonths)
    const setAside = asked.setAsideMonths && monthsBefore(now, asked.setAsideMonths)
    return {
      cases: words ? (await casesToForget(tx, words, countedTo)).length : 0,
      originals: originals ? await countOriginals(tx, 'of-cases', originals, countedTo) : 0,
      setAside: setAside ? await countOriginals(tx, 'set-aside', setAside, countedTo) : 0,
    }
  })
