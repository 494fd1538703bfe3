import { Refusal } from '#domain/refusal.ts'
import { wordsIn } from '#domain/notice/notice-words.ts'
import { newId } from '#server/store/id.ts'
import { queueSend, type SendContent } from '#server/store/notice-sends.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { howTold } from './how-told.ts'

/** Sends a colleague a test by every way that there is. Answers by how many. */
export async function tryNotices(desk: Desk, { org, handle }: Agent): Promise<{ ways: number }> {
  const ways = await desk.db.withOrg(org, async (tx) => {
    const how = await howTold(desk, tx, handle)
    if (!how || (how.email === null && how.subscriptions.length === 0))
      throw new Refusal(
        'conflict',
        'There is no way to reach you yet: subscribe this browser, or have an e-mail.',
      )
    const said = wordsIn(how.language)
    const id = newId(desk.now())
    const content: SendContent = {
      title: said.test,
      lines: [said.testSays],
      path: '/settings/notices',
      tag: 'test',
      isUrgent: false,
      language: how.language,
    }
    const found = [
      ...how.subscriptions.map((one) => ({ way: 'push' as const, subscription: one.id })),
      ...(how.email === null ? [] : [{ way: 'mail' as const }]),
    ]
    for (const way of found)
      await queueSend(tx, {
        id: newId(desk.now()),
        key: `test:${id}:${'subscription' in way ? way.subscription : 'mail'}`,
        member: handle,
        content,
        at: desk.now().toString(),
        ...way,
      })
    return found.length
  })
  return { ways }
}
