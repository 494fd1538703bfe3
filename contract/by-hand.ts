import { z } from 'zod'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, Named, words } from './endpoint.ts'

/** Ways in that a colleague writes down. */
export const heardChannels = ['phone', 'letter', 'counter', 'other'] as const

const typed = (max: number) => z.string().trim().max(max).optional()

const SuggestedCase = z.object({
  id: z.uuid(),
  number: z.int(),
  subject: z.string(),
  state: z.enum(['open', 'closed']),
  lastContactAt: instant,
})

export const suggest = endpoint({
  method: 'GET',
  path: '/suggestions',
  summary: 'Who it may be and which case it may belong to, while somebody writes down what they hear.',
  who: deskRoles,
  input: z.object({
    name: typed(100),
    phone: typed(60),
    email: typed(320),
    person: z.uuid().optional().describe('Who was chosen; only their cases are compared then.'),
    words: typed(2000).describe('What is said, or the words of it that say what it is about.'),
  }),
  output: z.object({
    people: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        addresses: z.array(z.object({ kind: z.string(), address: z.string() })),
        by: z
          .enum(['number', 'email', 'given', 'name'])
          .describe(
            'What they were found by; `given`: a number or an address that is nobody’s account, and that they gave in writing.',
          ),
        cases: z.array(SuggestedCase).describe('The newest that are open.'),
      }),
    ),
    same: z
      .array(SuggestedCase.extend({ person: Named }))
      .describe('Cases of these people about the same matter within thirty days, the likeliest first.'),
    phone: z.string().nullable().describe('The number in its international form, where it can be told.'),
  }),
})

export const writeDown = endpoint({
  method: 'POST',
  path: '/write-down',
  summary:
    'Write down a call, a letter or a visit, with what was answered and promised: all of it or nothing.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({
    channel: z.enum(heardChannels),
    at: instant.describe('When it was said, or when the letter came. Dates owed count from here.'),
    writtenOn: z.iso.date().optional().describe('The day on a letter.'),
    from: z.object({ name: typed(300), phone: typed(60), email: typed(320) }),
    personId: z.uuid().optional().describe('Whom you know it to be: the number or address becomes theirs.'),
    joins: z
      .uuid()
      .nullable()
      .optional()
      .describe('The case it belongs to; null opens one. Where it is absent the desk decides by its rules.'),
    subject: words(300).optional(),
    body: words(20_000),
    facts: z
      .record(z.string().max(100), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
      .refine((facts) => Object.keys(facts).length <= 100, 'at most 100 facts at once')
      .optional(),
    answer: words(20_000).optional().describe('What was answered on the spot.'),
    promise: z
      .object({
        what: words(1000),
        by: z.string().max(100).optional().describe('A handle; you where none is given.'),
        dueAt: instant,
      })
      .optional(),
    files: z.array(z.uuid()).max(20).default([]).describe('Files that you added before.'),
    key: command.key,
  }),
  output: z.object({
    caseId: z.uuid(),
    number: z.int(),
    seq: z.int(),
    outcome: z.enum(['opened', 'joined']),
  }),
})

export const dropWaitingFile = endpoint({
  method: 'DELETE',
  path: '/write-down/files/:fileId',
  summary: 'Take away a file that you added to what you are writing down.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({ fileId: z.uuid() }),
  output: z.object({}),
})

const Country = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .describe('ISO 3166-1. Telephone numbers without a country code are read as dialled there.'),
})

export const showHomeCountry = endpoint({
  method: 'GET',
  path: '/home-country',
  summary: 'Where telephone numbers without a country code are dialled.',
  who: 'signed-in',
  input: z.object({}),
  output: Country.extend({ countries: z.array(z.string()).describe('Those that there are to choose from.') }),
})

export const setHomeCountry = endpoint({
  method: 'POST',
  path: '/home-country',
  summary: 'Say where telephone numbers without a country code are dialled.',
  who: ['admin'],
  input: Country,
  output: Country,
})
