import { happened } from '#domain/case/event.ts'
import { notArrived } from '#domain/case/not-arrived.ts'
import type { OrgTx } from '#server/store/database.ts'
import { sentWithKey } from '#server/store/messages.ts'
import type { Desk } from '../desk.ts'
import { holdTaker, record } from '../cases/record.ts'

/** A bounce is no complaint, but the reply that it is about has not arrived: its case has to know. */
export async function noteBounce(desk: Desk, tx: OrgTx, keys: readonly string[]): Promise<void> {
  const [sent] = await sentWithKey(tx, keys)
  if (!sent) return
  const held = await holdTaker(tx, sent.case_id)
  const { message_id: message } = sent
  await record(
    desk,
    tx,
    held,
    notArrived(held.kase, happened('reply-refused', desk.now(), 'desk', { message, because: 'bounced' })),
  )
}
