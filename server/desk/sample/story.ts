import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { sayings } from '#domain/case/customers-word.ts'
import { channels } from '#domain/channel.ts'
import { sorts } from '#domain/remedy/remedy.ts'
import { roles } from '#domain/role.ts'

const folder = new URL('../../../packs/sample/', import.meta.url)

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
const when = { at: z.string() }

const Files = z.array(z.strictObject({ name: z.string(), type: z.string() })).default([])

const CustomerStep = z.strictObject({
  ...when,
  by: z.literal('customer'),
  channel: z.enum(channels),
  subject: z.string().optional(),
  says: z.string(),
  public: z.boolean().default(false),
  facts: Facts.default({}),
  files: Files,
  /** A machine wrote it: an out-of-office note, or a newsletter. */
  automatic: z.union([z.boolean(), z.literal('newsletter')]).default(false),
})

const by = z.string()
const ColleagueStep = z.union([
  z.strictObject({ ...when, by, replies: z.string(), asks: z.boolean().default(false), files: Files }),
  z.strictObject({ ...when, by, notes: z.string() }),
  z.strictObject({ ...when, by, facts: Facts }),
  z.strictObject({ ...when, by, promises: z.string(), due: z.string() }),
  z.strictObject({ ...when, by, keeps: z.literal(true) }),
  z.strictObject({ ...when, by, escalates: z.string(), to: z.string().optional() }),
  z.strictObject({ ...when, by, accepts: z.literal(true) }),
  z.strictObject({ ...when, by, declines: z.string() }),
  z.strictObject({ ...when, by, assigns: z.string() }),
  z.strictObject({
    ...when,
    by,
    settles: z.enum(['upheld', 'partly-upheld', 'not-upheld', 'out-of-scope']),
    /** The customer's word, or that nothing was asked of the company. */
    restsOn: z.enum(['word', 'asks-nothing']).default('word'),
    /** What the customer said on the phone; where it is left out, their newest message says so, or nobody wrote it down. */
    said: z.string().optional(),
    reason: z.string(),
  }),
  z.strictObject({
    ...when,
    by,
    refuses: z.enum(['not-upheld', 'out-of-scope']),
    plain: z.string(),
    reason: z.string(),
    evidence: z.string(),
    can: z.string(),
    elsewhere: z.string(),
  }),
  z.strictObject({ ...when, by, hears: z.enum(sayings) }),
  /** Something that the customer gets, in the currency of the company: given, or asked for where it is above their authority. */
  z.strictObject({
    ...when,
    by,
    gives: z.number().optional(),
    sort: z.enum(sorts).default('entitlement'),
    what: z.string(),
    because: z.string(),
  }),
  /** Signs what waits, and whoever asked for it gives it. */
  z.strictObject({ ...when, by, signs: z.literal(true) }),
])

const Story = z.strictObject({
  story: z.string(),
  person: z.strictObject({
    name: z.string(),
    email: z.string().optional(),
    phone: z.string().optional(),
    handle: z.string().optional(),
    network: z.string().optional(),
    language: z.string().default('en'),
    zone: z.string().optional(),
  }),
  subject: z.string().optional(),
  steps: z.array(z.union([CustomerStep, ColleagueStep])).min(1),
})

export type Story = z.output<typeof Story>
export type CustomerStep = z.output<typeof CustomerStep>
export type ColleagueStep = z.output<typeof ColleagueStep>

/** What one customer of the sample company went through, in the order in which it happened. */
export async function readStories(): Promise<Story[]> {
  const names = await readdir(new URL('stories/', folder))
  const files = names.filter((name) => name.endsWith('.yaml')).toSorted()
  const read = await Promise.all(
    files.map(async (name) => z.array(Story).parse(await readPack(`stories/${name}`))),
  )
  return read.flat()
}

const Company = z.strictObject({
  name: z.string(),
  zone: z.string(),
  address: z.email(),
  members: z.array(z.strictObject({ handle: z.string(), name: z.string(), role: z.enum(roles) })),
  /** Through whose eyes one looks at it, by role. */
  seats: z.strictObject({ agent: z.string(), lead: z.string(), executive: z.string(), admin: z.string() }),
  ladder: z.array(z.unknown()),
  templates: z.array(z.strictObject({ name: z.string(), language: z.string(), body: z.string() })),
})

export type Company = z.output<typeof Company>

/** The sample company: its people, and who stands where. */
export const readCompany = async () => Company.parse(await readPack('company.yaml'))

const readPack = async (name: string): Promise<unknown> =>
  parse(await readFile(new URL(name, folder), 'utf8'))
