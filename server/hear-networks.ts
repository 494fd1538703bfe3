import type { Desk } from './desk/desk.ts'
import { tellFault } from './log.ts'
import type { Station } from './store/station.ts'
import { loop } from './work/loop.ts'
import type { Reading } from './work/read-mailboxes.ts'
import { readNetworks } from './work/read-networks.ts'

/** Does what is a `listener`'s of the networks: reads the connections that nobody else reads. */
export function hearNetworks(desk: Desk, station: Station): { close(): Promise<void> } {
  const reading = new Map<string, Reading>()
  const networks = loop(
    'networks',
    async () => {
      await readNetworks(desk, reading, station)
      return Temporal.Duration.from({ seconds: 2 })
    },
    desk.ending,
    tellFault,
  )
  return {
    async close() {
      await networks.done
      await Promise.all([...reading.values()].map(({ done }) => done))
    },
  }
}
