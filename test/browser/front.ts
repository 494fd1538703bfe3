import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { invitePerson } from '#contract/accounts.ts'
import { signIn, whoAmI } from '#contract/people.ts'
import { exploreSample, seeAs } from '#contract/welcome.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Role } from '#domain/role.ts'
import { buildScreens } from '#server/build-screens.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { startReceivingServer, type ReceivingServer } from '#test/peers/receiving-server.ts'
import type { z } from 'zod'
import { watchLoading } from './loading.ts'
import { startChromium } from './start-chromium.ts'

// A desk as it runs anywhere, and browsers in front of it: a process, a database of its own, a relay that counts.

const program = fileURLToPath(new URL('../../bin/evenhand', import.meta.url))

/** What lets a browser in without signing in again. */
type Session = NonNullable<BrowserContextOptions['storageState']>

/** A colleague at a browser of their own. */
export type Seat = { name: string; handle: string; session: Session }

/** Prepares a desk, a relay and Chromium; nothing runs before `start`. What a page itself throws is kept in `faults`. */
export function prepareFront(settings: Readonly<Record<string, string>> = {}, startBrowser = startChromium) {
  let relay: ReceivingServer | undefined
  let desk: DeskProcess | undefined
  let browser: Browser | undefined
  const faults: string[] = []
  const staying = new Set<BrowserContext>()

  const at = () => begun(desk)

  /** A page in a browser of its own; what it does not find in ten seconds is not there. */
  async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await begun(browser).newContext({ baseURL: at().url, ...options })
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    watchLoading(page)
    page.on('pageerror', (fault) => faults.push(`${page.url()}: ${fault.message}`))
    return page
  }

  /** A page of somebody who is signed in. */
  const openPageOf = ({ session }: Pick<Seat, 'session'>, options: BrowserContextOptions = {}) =>
    openPage({ ...options, storageState: session })

  async function seatBy(link: string): Promise<Seat> {
    const { context, close } = await request()
    await tell(context, signIn, { link: link.replace(/^.*#/, '') })
    const seat = await seatOf(context)
    await close()
    return seat
  }

  async function request(seat?: Seat) {
    const context = await begun(browser).newContext({
      baseURL: at().url,
      ...(seat && { storageState: seat.session }),
    })
    return { context, close: () => context.close() }
  }

  return {
    async start() {
      await buildScreens(() => undefined)
      relay = await startReceivingServer()
      desk = await deskProcess({ SMTP_URL: relay.url, EVENHAND_MAIL_DOMAIN: 'aldera.example', ...settings })
      ;[browser] = await Promise.all([startBrowser(), begin(desk)])
    },
    /** Closes every page but those that stay, and keeps what they showed where that is asked for. */
    async leave(pictures?: string) {
      const contexts = browser?.contexts() ?? []
      if (pictures !== undefined) await keepPictures(contexts, pictures)
      for (const context of contexts) if (!staying.has(context)) await context.close()
    },
    async close() {
      await browser?.close()
      await desk?.remove()
      await relay?.close()
    },
    get relay() {
      return begun(relay)
    },
    get process() {
      return at()
    },
    faults,
    openPage,
    openPageOf,
    /** A page that stays open from test to test: what the browser has loaded for one, it need not load for the next. */
    async stayingPageOf(seat: Pick<Seat, 'session'>): Promise<Page> {
      const page = await openPageOf(seat)
      staying.add(page.context())
      return page
    },
    /** The one-time link that the program prints. */
    async signInLink(...more: string[]): Promise<string> {
      const env = { ...process.env, ...at().env }
      const { stdout } = await promisify(execFile)(program, ['sign-in', ...more], { env })
      return stdout.trim()
    },
    seatBy,
    /** Does something that a colleague may do, as their screen would ask it. */
    async does<In extends z.ZodType, Out extends z.ZodType>(
      seat: Seat,
      endpoint: Endpoint<In, Out>,
      input: z.input<In> & Readonly<Record<string, unknown>>,
    ): Promise<z.output<Out>> {
      const { context, close } = await request(seat)
      const answer = await tell(context, endpoint, input)
      await close()
      return answer
    },
    /** A colleague who was invited and has come by the link. */
    async colleague(boss: Seat, name: string, role: Role): Promise<Seat> {
      const { context, close } = await request(boss)
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@aldera.example`
      const invited = { name, email, role, teams: [], key: `invite ${email}` }
      const { link } = await tell(context, invitePerson, invited)
      await close()
      return seatBy(link)
    },
    /** Sits down in the sample company, which is loaded first where it is not there yet, as somebody with this role. */
    async exploreSample(role: 'agent' | 'lead' | 'executive' | 'admin'): Promise<Seat> {
      const { context, close } = await request()
      while ((await tell(context, exploreSample, {})).state !== 'ready') await sleep(300)
      await tell(context, seeAs, { role })
      const seat = await seatOf(context)
      await close()
      return seat
    },
    /** A customer's mail program, handing mail straight to the desk; it has its 250 when this ends. */
    sendToDesk: (mail: SendMailOptions) =>
      createTransport({ host: '127.0.0.1', port: at().smtpPort, ignoreTLS: true }).sendMail({
        to: 'help@aldera.example',
        ...mail,
      }),
  }
}

async function begin(desk: DeskProcess) {
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
}

function begun<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('It is started before the first test.')
  return thing
}

/** Whoever is signed in in this browser. */
async function seatOf(context: BrowserContext): Promise<Seat> {
  const { name, handle } = await tell(context, whoAmI, {})
  return { name, handle, session: await context.storageState() }
}

async function tell<In extends z.ZodType, Out extends z.ZodType>(
  { request }: BrowserContext,
  { method, path, output }: Endpoint<In, Out>,
  input: z.input<In> & Readonly<Record<string, unknown>>,
): Promise<z.output<Out>> {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(input[name])))
  const response = await request.fetch(`/api${filled}`, {
    method,
    ...(method === 'GET' ? { params: textsOf(input) } : { data: input }),
  })
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`)
  return output.parse(await response.json())
}

/** Keeps what the pages show, for whoever looks into what went wrong. */
async function keepPictures(contexts: readonly BrowserContext[], name: string) {
  const folder = process.env['EVENHAND_TEST_PICTURES'] ?? join(tmpdir(), 'evenhand-screens')
  for (const [place, page] of contexts.flatMap((context) => context.pages()).entries()) {
    const path = join(folder, `${name.replaceAll(/\W+/g, '-').slice(0, 60)}-${place + 1}.png`)
    await page.screenshot({ path }).catch(() => undefined)
  }
  process.stderr.write(`What the pages showed lies in ${folder}\n`)
}

const textsOf = (input: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]))
