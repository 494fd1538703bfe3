import type { Desk } from './desk/desk.ts'
import { tellFault } from './log.ts'
import type { Station } from './store/station.ts'
import { listenToTelephones } from './work/listen-to-telephones.ts'
import { loop } from './work/loop.ts'
import type { Reading } from './work/read-mailboxes.ts'

/** Does the rest of the work of a `listener`: listens to the telephone systems that nobody else listens to. */
export function hearTelephones(desk: Desk, station: Station): { close(): Promise<void> } {
  const listening = new Map<string, Reading>()
  const telephones = loop(
    'telephones',
    async () => {
      await listenToTelephones(desk, listening, station)
      return Temporal.Duration.from({ seconds: 2 })
    },
    desk.ending,
    tellFault,
  )
  return {
    async close() {
      await telephones.done
      await Promise.all([...listening.values()].map(({ done }) => done))
    },
  }
}
