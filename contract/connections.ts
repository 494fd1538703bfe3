import { z } from 'zod'
import { command, endpoint, instant, words } from './endpoint.ts'

const key = command.key
const connectionId = z.uuid()

const server = {
  host: z.string().trim().min(1).max(255),
  port: z
    .int('is a number from 1 to 65535')
    .min(1, 'is a number from 1 to 65535')
    .max(65_535, 'is a number from 1 to 65535'),
  secure: z.boolean().default(true).describe('TLS from the first byte; otherwise by STARTTLS.'),
  user: z.string().min(1).max(320),
}
const password = z.string().min(1).max(1000)
const kept = password
  .optional()
  .describe('Left out: the one that is kept, as long as host, port and user stay as they are.')

const imap = z.object({ ...server, password, mailbox: z.string().min(1).max(255).default('INBOX') })
const relay = z.object({ ...server, password })
const imapChange = imap.extend({ password: kept })
const relayChange = relay.extend({ password: kept })

export const ConnectionView = z.object({
  id: z.uuid(),
  channel: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  isDefault: z.boolean(),
  team: z.string().nullable().describe('Whose cases it brings; null: everybody may see them.'),
  imap: z
    .object({
      host: z.string(),
      port: z.int(),
      secure: z.boolean(),
      user: z.string(),
      mailbox: z.string(),
    })
    .nullable(),
  relay: z
    .object({ host: z.string(), port: z.int(), secure: z.boolean(), user: z.string() })
    .nullable()
    .describe('By which its replies leave; null: by the relay of the desk.'),
  network: z
    .object({
      name: z.string(),
      title: z.string(),
      handle: z.string(),
      url: z.string().nullable(),
      settings: z.record(z.string(), z.string()),
    })
    .nullable()
    .describe('The network that it is, and who we are there.'),
  health: z.object({ state: z.string(), since: instant, because: z.string().nullable() }).nullable(),
  lastItemAt: instant.nullable(),
  waiting: z.int().describe('Kept, and not understood yet.'),
  endedAt: instant.nullable(),
})

export const listConnections = endpoint({
  method: 'GET',
  path: '/connections',
  summary: 'The ways in that are configured, and how they are.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    connections: z.array(
      ConnectionView.extend({
        stuck: z
          .object({
            count: z.int(),
            since: instant.describe('When the oldest of them was written.'),
            because: z.string().nullable(),
          })
          .nullable()
          .describe('Replies that should have left by now and have not.'),
      }),
    ),
    /** Where mail is taken by SMTP. */
    smtp: z.object({ host: z.string(), port: z.int() }),
    /** Whether replies leave that have no relay of their own. */
    hasRelay: z.boolean(),
  }),
})

const mailbox = {
  name: words(200),
  address: z.email().max(320),
  team: z.string().min(1).max(200).nullable().default(null),
}

export const addMailbox = endpoint({
  method: 'POST',
  path: '/connections',
  summary: 'Read an IMAP mailbox, and answer from its address.',
  who: ['admin'],
  input: z.object({
    ...mailbox,
    imap: imap.optional().describe('None: only mail that arrives by SMTP for this address.'),
    relay: relay.optional().describe('None: replies leave by the relay of the desk.'),
    key: key.optional(),
  }),
  output: ConnectionView,
})

export const changeMailbox = endpoint({
  method: 'POST',
  path: '/connections/:connectionId',
  summary: 'Change a mailbox. It is read anew from where reading stands.',
  who: ['admin'],
  input: z.object({
    connectionId,
    name: mailbox.name,
    address: mailbox.address.nullable(),
    team: mailbox.team,
    imap: imapChange.nullable(),
    relay: relayChange.nullable(),
    key,
  }),
  output: ConnectionView,
})

export const endConnection = endpoint({
  method: 'POST',
  path: '/connections/:connectionId/end',
  summary: 'End a connection: nothing more comes by it; what came stays. Its passwords are forgotten.',
  who: ['admin'],
  input: z.object({ connectionId, key }),
  output: ConnectionView,
})

export const makeDefault = endpoint({
  method: 'POST',
  path: '/connections/:connectionId/default',
  summary: 'Take whatever no other connection of its channel claims.',
  who: ['admin'],
  input: z.object({ connectionId, key }),
  output: ConnectionView,
})

export const testConnection = endpoint({
  method: 'POST',
  path: '/connections/test',
  summary: 'Try a mailbox and a relay before they are saved: each step, and what came of it in words.',
  who: ['admin'],
  input: z.object({
    connectionId: connectionId.optional().describe('Whose kept passwords are meant where none is given.'),
    imap: imapChange.nullable(),
    relay: relayChange.nullable(),
  }),
  output: z.object({
    steps: z.array(
      z.object({
        step: z.enum(['imap-server', 'imap-sign-in', 'imap-folder', 'relay-server', 'relay-sign-in']),
        state: z.enum(['works', 'fails', 'not-tried']),
        says: z.string(),
      }),
    ),
    works: z.boolean(),
  }),
})
