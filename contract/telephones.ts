import { z } from 'zod'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, words } from './endpoint.ts'

const connectionId = z.uuid()
const key = command.key

const address = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .describe('Where its REST interface answers, such as http://pbx.example:8088.')
const user = z.string().trim().min(1).max(200)
const password = z.string().min(1).max(1000)

/** Asterisk, or what is built on it, asked by its REST interface (ARI). */
const asterisk = z.object({ address, user, password })
const asteriskChange = asterisk.extend({
  password: password
    .optional()
    .describe('Left out: the one that is kept, as long as address and user stay as they are.'),
})

const TelephoneView = z.object({
  id: z.uuid(),
  name: z.string(),
  asterisk: z
    .object({ address: z.string(), user: z.string() })
    .nullable()
    .describe('Null where it tells us by signed messages.'),
  path: z.string().describe('Where it tells us of its calls.'),
  health: z.object({ state: z.string(), since: instant, because: z.string().nullable() }).nullable(),
  lastCallAt: instant.nullable(),
  endedAt: instant.nullable(),
})

export const listTelephones = endpoint({
  method: 'GET',
  path: '/telephones',
  summary: 'The telephone systems that are connected, and how they are.',
  who: ['admin'],
  input: z.object({}),
  output: z.object({ telephones: z.array(TelephoneView) }),
})

export const addTelephone = endpoint({
  method: 'POST',
  path: '/telephones',
  summary: 'Connect a telephone system: Asterisk, which we ask, or any that tells us by signed messages.',
  who: ['admin'],
  input: z.object({
    name: words(200),
    asterisk: asterisk.optional().describe('None: it tells us by signed messages.'),
  }),
  output: z.object({
    telephone: TelephoneView,
    secret: z.string().nullable().describe('What it signs with. It is shown this once.'),
  }),
})

export const changeTelephone = endpoint({
  method: 'POST',
  path: '/telephones/:connectionId',
  summary: 'Change a telephone system.',
  who: ['admin'],
  input: z.object({ connectionId, name: words(200), asterisk: asteriskChange.nullable(), key }),
  output: TelephoneView,
})

export const renewTelephoneSecret = endpoint({
  method: 'POST',
  path: '/telephones/:connectionId/secret',
  summary: 'Make a new secret for a telephone system to sign with. The old one ends at once.',
  who: ['admin'],
  input: z.object({ connectionId }),
  output: z.object({ secret: z.string() }),
})

export const testTelephone = endpoint({
  method: 'POST',
  path: '/telephones/test',
  summary: 'Try an Asterisk before it is saved: each step, and what came of it in words.',
  who: ['admin'],
  input: z.object({ connectionId: connectionId.optional(), asterisk: asteriskChange }),
  output: z.object({
    steps: z.array(
      z.object({
        step: z.enum(['server', 'sign-in', 'events']),
        state: z.enum(['works', 'fails', 'not-tried']),
        says: z.string(),
      }),
    ),
    works: z.boolean(),
  }),
})

/** A name or an address of one host: what stands in a policy of frames may neither end it nor mean every host. */
const oneHost = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])$/

/** The origin of a page: scheme, host and port, and nothing behind them. */
const origin = z
  .url({ protocol: /^https?$/, hostname: oneHost })
  .max(300)
  .refine((text) => URL.parse(text)?.origin === text, 'an origin, such as https://crm.example')

const PanelView = z.object({
  origins: z.array(z.string()),
  path: z.string().describe('Where the panel is, to be completed by who it is for and a signature.'),
  isOn: z.boolean(),
})

export const showPanel = endpoint({
  method: 'GET',
  path: '/line-panel',
  summary: 'In which pages of other systems the call screen may stand.',
  who: ['admin'],
  input: z.object({}),
  output: PanelView,
})

export const setPanel = endpoint({
  method: 'POST',
  path: '/line-panel',
  summary: 'Say in which pages of other systems the call screen may stand; in none where the list is empty.',
  who: ['admin'],
  input: z.object({
    origins: z.array(origin).max(20),
    renew: z.boolean().default(false).describe('A new secret; the first one is made when there is none.'),
  }),
  output: z.object({
    panel: PanelView,
    secret: z.string().nullable().describe('What links are signed with. It is shown this once.'),
  }),
})

export const openPanel = endpoint({
  method: 'POST',
  path: '/line-panel/passes',
  summary:
    'Come in by a signed link: a pass for the call screen in a frame, for an hour. Signed is hex HMAC-SHA256 of "org.agent.until".',
  who: 'anyone',
  input: z.object({
    org: z.uuid(),
    agent: z.string().min(1).max(100).describe('The colleague’s handle.'),
    until: z.coerce.number().int().min(0).describe('Unix seconds; five minutes from now at most.'),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  output: z.object({ token: z.string(), expiresAt: instant }),
})

export const renewPanel = endpoint({
  method: 'POST',
  path: '/line-panel/renewals',
  summary: 'Go on in a panel that stands open: its pass lasts another hour, twelve hours in all at most.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({}),
  output: z.object({ expiresAt: instant }),
})
