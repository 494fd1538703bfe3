import { isIP } from 'node:net'
import { z } from 'zod'
import { Refusal } from '#domain/refusal.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => protocols.includes(URL.parse(text)?.protocol ?? ''),
      `has to begin with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )

/** Whether every part between commas is an address, or one with the length of its network. */
const areRanges = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .every((part) => {
      const [address = '', length = '0', more] = part.split('/')
      const most = isIP(address) === 6 ? 128 : 32
      return isIP(address) > 0 && /^\d{1,3}$/.test(length) && Number(length) <= most && more === undefined
    })

/** What the environment says, and what holds where it says nothing. */
const Environment = z.object({
  PORT: port.default(4600),
  HOST: z.string().min(1).default('127.0.0.1'),
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
  /** Names, with commas between them. */
  EVENHAND_TRUSTED_MAIL_HOSTS: z.string().default(''),
  /** Addresses, or ranges such as 10.0.0.0/8, with commas between them. */
  EVENHAND_TRUSTED_PROXIES: z.string().refine(areRanges, 'holds what is no address and no range').default(''),
  EVENHAND_MASTER_KEY: z.string().optional(),
  /** Loads the sample company without asking. */
  EVENHAND_SAMPLE: z.stringbool().default(false),
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
