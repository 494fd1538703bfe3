import type { Desk } from '#server/desk/desk.ts'
import { linkMark } from '#server/desk/forms/send-receipt.ts'
import { statusToken } from '#server/desk/forms/status-link.ts'
import { publicAddressOf } from '#server/desk/replies/public-address.ts'
import { addressOfAccount, sendOnlyOnce, type ReceiptSend } from '#server/store/notice-sends.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { handOverNotice, type SendEnd } from './hand-over-notice.ts'
import type { WayOut } from './send-replies.ts'

/** Lets a receipt leave: better never than twice, for the page has said the same. */
export async function mailReceipt(desk: Desk, way: WayOut, org: string, send: ReceiptSend): Promise<SendEnd> {
  const { to, name } = await desk.db.withOrg(org, async (tx) => ({
    to: await addressOfAccount(tx, send.account_id),
    name: (await thisOrganisation(tx)).name,
  }))
  if (to === undefined) return { state: 'refused', because: 'Its words, or its receiver, were erased.' }
  const base = await publicAddressOf(desk, org)
  const { title, parts } = send.content
  const link = base === null ? null : `${base}/s/${statusToken(desk, send.item_id)}`
  const said = link === null ? parts.filter((part) => !part.includes(linkMark)) : parts
  return handOverNotice(desk, way, org, {
    name,
    to,
    subject: title,
    text: `${said.join('\n\n').replace(linkMark, () => link ?? '')}\n`,
    id: send.id,
    date: send.made_at,
    isUrgent: false,
    beforeData: async () => {
      if (!(await desk.db.withOrg(org, (tx) => sendOnlyOnce(tx, send))))
        throw new Error('Another process has taken this over.')
    },
  })
}
