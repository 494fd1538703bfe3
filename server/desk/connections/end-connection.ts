import { Refusal } from '#domain/refusal.ts'
import {
  endConnection as endRow,
  makeDefaultConnection,
  type ConnectionRow,
} from '#server/store/connections.ts'
import type { OrgTx } from '#server/store/database.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { connectionNamed, connectionView, liveConnection } from './show-connections.ts'

type Asked = { connectionId: string; key: string }

/** Ends a connection. What came by it stays, understood or not; its passwords are forgotten. */
export const endConnection = (desk: Desk, agent: Agent, asked: Asked) =>
  onConnection(desk, agent, 'end-connection', asked, async (tx, { id }) => {
    if (!(await endRow(tx, id, desk.now().toString())))
      throw new Refusal('conflict', 'It takes what nobody else claims. Let another connection do that first.')
  })

/** Makes a connection the one that takes whatever no other of its channel claims. */
export const makeDefault = (desk: Desk, agent: Agent, asked: Asked) =>
  onConnection(desk, agent, 'make-default', asked, async (tx, { id, channel, name }) => {
    if (!(await makeDefaultConnection(tx, id, channel)))
      throw new Refusal('conflict', `${name} has just ended.`)
  })

const onConnection = (
  desk: Desk,
  { org }: Agent,
  name: string,
  asked: Asked,
  act: (tx: OrgTx, known: ConnectionRow) => Promise<void>,
) =>
  once(
    desk,
    org,
    { name, key: asked.key, input: asked, locks: [lockOf(org, 'default connection')] },
    async (tx) => {
      await act(tx, await liveConnection(tx, asked.connectionId))
      return connectionView(await connectionNamed(tx, asked.connectionId))
    },
  )
