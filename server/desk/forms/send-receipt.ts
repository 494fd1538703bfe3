import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { queueReceipt } from '#server/store/notice-sends.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { senderOfItem } from '#server/store/status-links.ts'
import type { Desk } from '../desk.ts'
import type { FormLanguage } from './form-view.ts'
import { voiceOf } from './page-words.ts'

/** Anybody can type a stranger's address into a form: no more than so many mails go to one within a day. */
const mostADay = 3

/**
 * Where the way to the status page stands in a receipt: it is put there when the mail leaves, or its paragraph is left out where
 * nobody has said how others reach the desk.
 */
export const linkMark = '{link}'

/**
 * Lets whoever sent a form be told by mail that it has arrived, as which case, and where they see how it stands: once for a
 * case and an address. It says nothing that they wrote, for the address may be a stranger's, and promises nothing.
 */
export async function sendReceipt(
  desk: Desk,
  tx: OrgTx,
  {
    item,
    caseId,
    number,
    language,
  }: { item: string; caseId: string; number: number; language: FormLanguage },
): Promise<void> {
  const { name, is_sample: isSample } = await thisOrganisation(tx)
  const sender = await senderOfItem(tx, { item_id: item, case_id: caseId })
  if (isSample || sender?.kind !== 'email') return
  const say = voiceOf(language)
  const parts = [
    say('receiptArrived', { number: `EH-${number}` }),
    `${say('receiptLink')}\n${linkMark}\n${say('takenLinkHint')}`,
    say('receiptAnswer'),
    say('takenUrgent'),
    name,
  ]
  const now = desk.now()
  await queueReceipt(tx, {
    id: newId(now),
    item,
    caseId,
    account: sender.id,
    // An answer that has its number so in the subject joins the case.
    content: { title: say('receiptTitle', { number: `[EH-${number}]` }), parts },
    at: now.toString(),
    mostADay,
  })
}
