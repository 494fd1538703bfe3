import { ownNetworks } from '#server/channels/networks.ts'
import type { Network } from '#server/channels/network.ts'
import { addNetwork } from '#server/desk/posts/connect-network.ts'
import type { Health } from '#server/desk/connections/note-health.ts'
import { readNetwork } from '#server/desk/posts/read-network.ts'
import { sendDuePosts } from '#server/work/send-replies.ts'
import { testDesk, type TestDesk } from '#test/desk.ts'

/** A desk whose connections to networks are read and posted to when a test says so. Its clock is the world's. */
export type DeskOnNetwork = TestDesk & {
  connect(network: string, settings: Record<string, string>, secret: string): Promise<string>
  /** Looks once at what is new by a connection. Answers how the connection is. */
  look(connection: string): Promise<Health>
  /** Posts what is to be posted by now. Answers how much there was. */
  postDue(): Promise<number>
}

const now = () => Temporal.Now.instant().round('millisecond')

/** Opens a desk that knows the networks that come with it, and those of the test. */
export async function deskOnNetworks(further: readonly Network[] = []): Promise<DeskOnNetwork> {
  const desk = await testDesk()
  const networks = new Map([...(await ownNetworks()), ...further].map((network) => [network.name, network]))
  const healths = new Map<string, Health>()
  const wired = { ...desk, networks, now }
  return {
    ...wired,
    async connect(network, settings, secret) {
      const asked = { network, name: 'Aldera Care', team: null, settings, secret, key: crypto.randomUUID() }
      return (await addNetwork(wired, desk.admin, asked)).id
    },
    async look(connection) {
      const looked = await readNetwork(wired, desk.org, connection, healths.get(connection) ?? null)
      if (!looked) throw new Error('There is no such connection any more.')
      healths.set(connection, looked.health)
      return looked.health
    },
    postDue: () => sendDuePosts(wired, { relayUrl: null, defaultFrom: 'desk@desk.test', worker: 1 }),
  }
}
