import type { FastifyInstance } from 'fastify'
import * as networks from '#contract/networks.ts'
import { addNetwork, changeNetwork, showNetworks, testNetwork } from '#server/desk/posts/connect-network.ts'
import type { Desk } from '#server/desk/desk.ts'
import { serve } from '../serve.ts'

/** Binds the networks. */
export function bindNetworks(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, networks.listNetworks, async () => showNetworks(desk))
  serve(app, desk, networks.testNetwork, (asked, agent) => testNetwork(desk, agent, asked))
  serve(app, desk, networks.addNetwork, (asked, agent) => addNetwork(desk, agent, asked))
  serve(app, desk, networks.changeNetwork, (asked, agent) => changeNetwork(desk, agent, asked))
}
