import { isIP } from 'node:net'
import { z } from 'zod'
import { readPublicAddress } from '#domain/public-address.ts'
import { Refusal } from '#domain/refusal.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => protocols.includes(URL.parse(text)?.protocol ?? ''),
      `has to begin with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )

/** What stands between commas. */
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

/** Whether each is an address, or one with the length of its network. */
const areRanges = (parts: readonly string[]) =>
  parts.every((part) => {
    const [address = '', length = '0', more] = part.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    return isIP(address) > 0 && /^\d{1,3}$/.test(length) && Number(length) <= most && more === undefined
  })

/** What a process does of a desk's work. Any number of processes may do each, on one database. */
const processRoles = ['web', 'worker', 'listener'] as const

export type ProcessRole = (typeof processRoles)[number]

/** Roles with commas between them, each once. */
const someRoles = list.transform((asked, context): ProcessRole[] => {
  const unknown = asked.filter((name) => !processRoles.some((role) => role === name))
  if (unknown.length > 0 || asked.length === 0)
    context.addIssue({ code: 'custom', message: `has to be some of ${processRoles.join(',')}` })
  return processRoles.filter((role) => asked.includes(role))
})

/** What the environment says, and what holds where it says nothing. */
export const Environment = z.object({
  /** Without a word from anybody a process does everything. */
  EVENHAND_ROLE: someRoles.default([...processRoles]),
  PORT: port.default(4600),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Several processes of one machine take turns at PORT and SMTP_PORT. */
  EVENHAND_SHARE_PORTS: z.stringbool().default(false),
  /** What every link to this desk begins with. */
  EVENHAND_PUBLIC_URL: z
    .string()
    .transform((text, context) => {
      const address = readPublicAddress(text)
      if (address === undefined)
        context.addIssue({
          code: 'custom',
          message: 'has to read like https://desk.example.org, without a path',
        })
      return address ?? z.NEVER
    })
    .optional(),
  EVENHAND_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_APP_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_WORKER_URL: url(['postgres:', 'postgresql:']).optional(),
  SMTP_PORT: port.default(2525),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  EVENHAND_MAIL_DOMAIN: z
    .string()
    .regex(/^[\w.-]+$/, 'is a domain name')
    .default('evenhand.localhost'),
  /** Where clamd listens: `host:port`, or the path of its socket. Without it files are not scanned. */
  EVENHAND_CLAMD: z
    .string()
    .regex(/^(?:\/.+|.+:\d{1,5})$/, 'has to read like 127.0.0.1:3310, or be the path of a socket')
    .optional(),
  /** A folder with further networks, each a folder of its own. */
  EVENHAND_NETWORKS: z.string().min(1).optional(),
  /** Where identities of the AT Protocol are looked up, and whose a handle is, in the place of the world's own servers. */
  EVENHAND_AT_DIRECTORY: url(['http:', 'https:']).optional(),
  EVENHAND_AT_HANDLES: url(['http:', 'https:']).optional(),
  /** Names, with commas between them. */
  EVENHAND_TRUSTED_MAIL_HOSTS: list.default([]),
  /** Addresses, or ranges such as 10.0.0.0/8, with commas between them. */
  EVENHAND_TRUSTED_PROXIES: list.refine(areRanges, 'holds what is no address and no range').default([]),
  EVENHAND_MASTER_KEY: z.string().optional(),
  /** Loads the sample company without asking. */
  EVENHAND_SAMPLE: z.stringbool().default(false),
  /** Lines for a person, or one JSON object a line. */
  EVENHAND_LOG: z.enum(['text', 'json']).default('text'),
  /** Where traces go; the other variables of OpenTelemetry are read by its own library. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url(['http:', 'https:']).optional(),
  /** Which share of the traces that begin here is kept. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
})

export type Config = z.output<typeof Environment>

/** Reads the environment. What is wrong in it is said by name, all of it at once. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  // An empty variable is one that is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(given)
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Refusal('invalid', `The environment cannot be used. ${faults.join('; ')}`)
}
