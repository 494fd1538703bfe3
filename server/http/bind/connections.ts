import type { FastifyInstance } from 'fastify'
import * as connections from '#contract/connections.ts'
import { addMailbox, changeMailbox } from '#server/desk/connections/add-mailbox.ts'
import type { Desk } from '#server/desk/desk.ts'
import { endConnection, makeDefault } from '#server/desk/connections/end-connection.ts'
import { showConnections } from '#server/desk/connections/show-connections.ts'
import { testConnection } from '#server/desk/connections/test-connection.ts'
import { serve } from '../serve.ts'

/** Binds the ways in. */
export function bindConnections(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, connections.listConnections, (_, agent) => showConnections(desk, agent))
  serve(app, desk, connections.addMailbox, (mailbox, agent) => addMailbox(desk, agent, mailbox))
  serve(app, desk, connections.changeMailbox, (mailbox, agent) => changeMailbox(desk, agent, mailbox))
  serve(app, desk, connections.endConnection, (asked, agent) => endConnection(desk, agent, asked))
  serve(app, desk, connections.makeDefault, (asked, agent) => makeDefault(desk, agent, asked))
  serve(app, desk, connections.testConnection, (asked, agent) => testConnection(desk, agent, asked))
}
