import { z } from 'zod'
import { command, endpoint, instant, words } from './endpoint.ts'

/** The languages in which the pages that customers see can speak. */
export const formLanguages = ['en', 'de', 'es', 'fr', 'it', 'nl'] as const

const origin = z
  .string()
  .trim()
  .max(200)
  // Who names a site by its name alone means the one behind https.
  .transform((text) =>
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/?$/i.test(text)
      ? `https://${text.toLowerCase().replace(/\/$/, '')}`
      : text,
  )
  .refine(
    (text) => /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text,
    'has to be the origin of a site, such as https://www.example.org',
  )

const FormView = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  language: z.enum(formLanguages),
  intro: z.string(),
  asksOrder: z.boolean(),
  asksPhone: z.boolean(),
  topics: z.array(z.string()).describe('What one may choose that it is about.'),
  origins: z.array(z.string()).describe('The sites that may show it inside a page of theirs.'),
  difficulty: z.int().describe('Leading zero bits of the proof of work that a browser does meanwhile.'),
  sendsReceipt: z.boolean().describe('Whoever fills it in is told once by mail that it has arrived.'),
  team: z.string().nullable().describe('The team whose cases these are.'),
  isActive: z.boolean(),
  createdAt: instant,
})

export const listForms = endpoint({
  method: 'GET',
  path: '/forms',
  summary: 'The web forms that customers complain by.',
  who: ['admin'],
  input: z.object({}),
  output: z.object({ forms: z.array(FormView) }),
})

export const saveForm = endpoint({
  method: 'POST',
  path: '/forms',
  summary: 'Keep a web form: a new one, or the one of this id as it is now. Its page is at /f/:slug.',
  who: ['admin'],
  input: z.object({
    id: z.uuid().optional(),
    slug: z
      .string()
      .regex(
        /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
        'has to be small letters, digits and hyphens, 60 at most, such as `complaints`',
      ),
    title: words(120),
    language: z.enum(formLanguages),
    intro: z.string().trim().max(2000).default(''),
    asksOrder: z.boolean().default(false),
    asksPhone: z.boolean().default(false),
    topics: z.array(words(80)).max(20).default([]),
    origins: z.array(origin).max(20).default([]),
    difficulty: z.int().min(0).max(22).default(15),
    sendsReceipt: z.boolean().default(true),
    team: z.string().max(100).nullable().default(null),
    isActive: z.boolean().default(true),
    key: command.key,
  }),
  output: FormView,
})
