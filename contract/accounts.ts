import { z } from 'zod'
import { roles } from '#domain/role.ts'
import { scopes } from '#domain/scope.ts'
import { longestPassword } from '#domain/sign-in/password.ts'
import { command, endpoint, instant, words } from './endpoint.ts'
import { SignedIn } from './me.ts'

const password = z.string().min(1).max(longestPassword)
const code = z.string().trim().min(1).max(60).describe('Of the authenticator, or a recovery code.')
const handle = z.string().min(1).max(100)
const nothing = z.object({})

export const signInByPassword = endpoint({
  method: 'POST',
  path: '/sessions/password',
  summary: 'Sign in by e-mail and password: the cookie of the answer is the session.',
  who: 'anyone',
  input: z.object({ email: z.string().trim().min(1).max(320), password, code: code.optional() }),
  output: SignedIn,
})

export const setPassword = endpoint({
  method: 'POST',
  path: '/me/password',
  summary: 'Choose your password. Your other sessions end.',
  who: 'signed-in',
  input: z.object({
    // How long it may be is said in a sentence, by whoever reads it.
    password: z.string().max(100_000),
    current: password
      .optional()
      .describe('Needed where there is one, unless you have just come in by a link.'),
    email: z.email().max(320).optional().describe('By which you will sign in, where none is known yet.'),
  }),
  output: nothing,
})

export const beginSecondStep = endpoint({
  method: 'POST',
  path: '/me/second-step',
  summary: 'Begin with a second step: the secret for your authenticator.',
  who: 'signed-in',
  input: nothing,
  output: z.object({ secret: z.string(), uri: z.string() }),
})

export const confirmSecondStep = endpoint({
  method: 'POST',
  path: '/me/second-step/confirm',
  summary: 'Turn the second step on by a first code. The recovery codes are shown this once.',
  who: 'signed-in',
  input: z.object({ code }),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
})

export const endSecondStep = endpoint({
  method: 'POST',
  path: '/me/second-step/end',
  summary: 'Turn your second step off.',
  who: 'signed-in',
  input: z.object({ code }),
  output: nothing,
})

const Sessions = z.object({
  sessions: z.array(
    z.object({
      id: z.uuid(),
      isThis: z.boolean(),
      openedAt: instant,
      openedBy: z.enum(['password', 'link']),
      usedAt: instant,
      endsAt: instant,
      address: z.string().nullable(),
      browser: z.string().nullable(),
      system: z.string().nullable(),
    }),
  ),
})

export const listSessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  summary: 'Where you are signed in.',
  who: 'signed-in',
  input: nothing,
  output: Sessions,
})

export const endOneSession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/:sessionId',
  summary: 'End one of your sessions.',
  who: 'signed-in',
  input: z.object({ sessionId: z.uuid() }),
  output: nothing,
})

export const endOtherSessions = endpoint({
  method: 'POST',
  path: '/me/sessions/end-others',
  summary: 'End all of your sessions but this one.',
  who: 'signed-in',
  input: nothing,
  output: nothing,
})

const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  teams: z.array(z.string()),
  /** A program that only ever used tokens. */
  isProgram: z.boolean(),
  hasPassword: z.boolean(),
  hasSecondStep: z.boolean(),
  seenAt: instant.nullable(),
  endedAt: instant.nullable(),
  open: z.int().describe('Open cases that they answer for, exact to 1,000.'),
  rungs: z.array(z.string()).describe('The rungs on whose rota they stand.'),
})

export const listPeople = endpoint({
  method: 'GET',
  path: '/people',
  summary: 'The colleagues with what administering them needs, also those who have left.',
  who: ['admin'],
  input: nothing,
  output: z.object({ people: z.array(Person) }),
})

const name = words(200)
const email = z.email().max(320)
const teams = z.array(z.string().max(100)).max(100)
const Link = z.object({ id: z.string(), link: z.string(), expiresAt: instant })

export const invitePerson = endpoint({
  method: 'POST',
  path: '/people',
  summary: 'Invite a colleague: the one-time link of the answer is for you to hand over.',
  who: ['admin'],
  input: z.object({ name, email, role: z.enum(roles), teams: teams.default([]), key: command.key }),
  output: Link,
})

export const changePerson = endpoint({
  method: 'POST',
  path: '/people/:handle',
  summary: 'Change a colleague’s name, e-mail, role or teams.',
  who: ['admin'],
  input: z.object({
    handle,
    name: name.optional(),
    email: email.optional(),
    role: z.enum(roles).optional(),
    teams: teams.optional(),
  }),
  output: nothing,
})

export const linkPerson = endpoint({
  method: 'POST',
  path: '/people/:handle/links',
  summary: 'Make a one-time link by which a colleague begins, or chooses a new password.',
  who: ['admin'],
  input: z.object({ handle }),
  output: Link,
})

export const endPersonsSecondStep = endpoint({
  method: 'POST',
  path: '/people/:handle/second-step/end',
  summary: 'Turn off the second step of a colleague who has lost it.',
  who: ['admin'],
  input: z.object({ handle }),
  output: nothing,
})

export const listPersonsSessions = endpoint({
  method: 'GET',
  path: '/people/:handle/sessions',
  summary: 'Where a colleague is signed in.',
  who: ['admin'],
  input: z.object({ handle }),
  output: Sessions,
})

export const endPersonsSessions = endpoint({
  method: 'POST',
  path: '/people/:handle/sessions/end',
  summary: 'End all sessions of a colleague whose device is lost; of your own, all but this one.',
  who: ['admin'],
  input: z.object({ handle }),
  output: z.object({ ended: z.int() }),
})

export const casesInHand = endpoint({
  method: 'GET',
  path: '/people/:handle/cases',
  summary:
    'The open cases that a colleague answers for, and what they have promised on any, to be handed over before they leave.',
  who: ['admin'],
  input: z.object({ handle }),
  output: z.object({
    cases: z.array(z.object({ id: z.uuid(), number: z.int(), subject: z.string() })),
    hasMore: z.boolean(),
    promises: z
      .array(
        z.object({
          id: z.string(),
          caseId: z.uuid(),
          number: z.int(),
          subject: z.string(),
          what: z.string(),
          dueAt: instant,
        }),
      )
      .describe('What they have promised and not yet kept, whoever has the case; the first 200.'),
  }),
})

export const endPerson = endpoint({
  method: 'POST',
  path: '/people/:handle/end',
  summary:
    'Let a colleague leave: their open cases and promises go to somebody else, their sessions and tokens end.',
  who: ['admin'],
  input: z.object({
    handle,
    successor: handle.optional().describe('Who gets their open cases, and keeps what they have promised.'),
    key: command.key,
  }),
  output: z.object({ handedOver: z.int().describe('Cases.'), promises: z.int() }),
})

const sees = z.enum(['all', 'own'])
const members = z.array(handle).max(2000).optional().describe('Who is in it; left out, whoever is already.')
const Team = z.object({ id: z.string(), name: z.string(), sees, members: z.int() })

export const listTeams = endpoint({
  method: 'GET',
  path: '/teams',
  summary: 'The teams, and whether they see every case or their own.',
  who: 'signed-in',
  input: nothing,
  output: z.object({ teams: z.array(Team) }),
})

export const makeTeam = endpoint({
  method: 'POST',
  path: '/teams',
  summary: 'Make a team.',
  who: ['admin'],
  input: z.object({ name: words(100), sees, members, key: command.key }),
  output: z.object({ id: z.string() }),
})

export const changeTeam = endpoint({
  method: 'POST',
  path: '/teams/:teamId',
  summary: 'Say anew what a team is called and sees, and who is in it.',
  who: ['admin'],
  input: z.object({ teamId: z.string().min(1).max(100), name: words(100), sees, members }),
  output: nothing,
})

export const endTeam = endpoint({
  method: 'DELETE',
  path: '/teams/:teamId',
  summary:
    'Take away a team that has no colleagues and no connections. Whoever sees all still sees its cases.',
  who: ['admin'],
  input: z.object({ teamId: z.string().min(1).max(100) }),
  output: nothing,
})

export const listTokens = endpoint({
  method: 'GET',
  path: '/tokens',
  summary: 'The tokens by which programs ask.',
  who: ['admin'],
  input: nothing,
  output: z.object({
    tokens: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        holder: z.object({ id: z.string(), name: z.string() }),
        role: z.enum(roles),
        scopes: z.array(z.enum(scopes)).nullable().describe('None: whatever its role may.'),
        madeAt: instant,
        usedAt: instant.nullable(),
        expiresAt: instant.nullable(),
      }),
    ),
  }),
})

export const makeToken = endpoint({
  method: 'POST',
  path: '/tokens',
  summary: 'Make a token for a program. Its text is given this once; asking twice makes two.',
  who: ['admin'],
  input: z.object({
    name,
    role: z.enum(roles),
    scopes: z.array(z.enum(scopes)).min(1).optional().describe('None: whatever its role may.'),
    expiresAt: instant.optional(),
  }),
  output: z.object({ token: z.string() }),
})

export const endToken = endpoint({
  method: 'DELETE',
  path: '/tokens/:tokenId',
  summary: 'End a token: from now on it opens nothing.',
  who: ['admin'],
  input: z.object({ tokenId: z.uuid() }),
  output: nothing,
})
