import { z } from 'zod'
import { ConnectionView } from './connections.ts'
import { command, endpoint, words } from './endpoint.ts'

const key = command.key
const said = z.object({ en: z.string(), de: z.string() })

const NetworkView = z.object({
  name: z.string(),
  title: z.string(),
  /** What one is asked for to connect it; exactly one of them is secret. */
  asks: z.array(
    z.object({
      name: z.string(),
      label: said,
      help: said.nullable(),
      preset: z.string().nullable(),
      isSecret: z.boolean(),
    }),
  ),
})

export const listNetworks = endpoint({
  method: 'GET',
  path: '/networks',
  summary: 'The networks that this desk can be connected to, and what it needs to know for it.',
  who: ['admin'],
  input: z.object({}),
  output: z.object({ networks: z.array(NetworkView) }),
})

/** By their names, without the secret one. */
const settings = z.record(z.string().max(50), z.string().trim().max(500))
const secret = z.string().min(1).max(1000)

export const testNetwork = endpoint({
  method: 'POST',
  path: '/networks/test',
  summary: 'Sign in to a network, change nothing, and say who we are there or why we are not let in.',
  who: ['admin'],
  input: z.object({
    network: z.string().max(50),
    settings,
    secret: secret
      .optional()
      .describe('Left out: the one that is kept, as long as the settings stay as they are.'),
    connectionId: z.uuid().optional(),
  }),
  output: z.object({ works: z.boolean(), says: z.string(), handle: z.string().nullable() }),
})

const named = { name: words(200), team: z.string().min(1).max(200).nullable().default(null) }

export const addNetwork = endpoint({
  method: 'POST',
  path: '/networks',
  summary:
    'Connect an account of ours on a network: what people write to it becomes cases, and is answered there.',
  who: ['admin'],
  input: z.object({ network: z.string().max(50), ...named, settings, secret, key }),
  output: ConnectionView,
})

export const changeNetwork = endpoint({
  method: 'POST',
  path: '/networks/:connectionId',
  summary: 'Change how a network is connected. It is read on from where reading stands.',
  who: ['admin'],
  input: z.object({ connectionId: z.uuid(), ...named, settings, secret: secret.optional(), key }),
  output: ConnectionView,
})
