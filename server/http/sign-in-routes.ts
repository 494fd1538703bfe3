import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#domain/refusal.ts'
import { awayFor, beginSignIn } from '#server/desk/sign-in/begin-sign-in.ts'
import type { Desk } from '#server/desk/desk.ts'
import { finishSignIn } from '#server/desk/claims/finish-sign-in.ts'
import { clientDocument, signInDoor, type SignInDoor } from '#server/desk/sign-in/sign-in-door.ts'
import { visitsOf } from '#server/desk/cases/visits-of.ts'
import { cookieName, cookiesOf } from './cookies-of.ts'
import { problemOf, sendProblem } from './problem.ts'
import { oneLineMain } from './room-door-page.ts'
import { sendRoomPage } from './room-frame.ts'
import { roomLanguage, roomVoice } from './room-words.ts'
import { namedAt, signInMain, strayMain, tellings, type Telling } from './sign-in-page.ts'

/** What binds a sign-in to the browser that began it. No script reads it. */
const cookie = 'evenhand-sign-in'

const AtLink = z.object({ token: z.string() })
const AtClient = z.object({ network: z.string().max(40), org: z.uuid() })
const Asked = z.object({ lang: z.string().optional(), told: z.enum(tellings).optional().catch(undefined) })
/** What a network's server sends a browser back with (RFC 6749, 4.1.2; RFC 9207). Where they did not agree there is no code. */
const Brought = z.object({
  state: z.string().min(1).max(200),
  iss: z.string().min(1).max(500),
  code: z.string().min(1).max(4000).optional(),
})

/** The pages of customers who show that an account is theirs by signing in with its network; they need no account of ours. */
export async function serveSignIns(app: FastifyInstance, desk: Desk): Promise<void> {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 10_000 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  app.setErrorHandler((error, request, reply) => {
    // Whoever looks at a page is told on one; what is a fault of ours is told as everywhere.
    const { status } = problemOf(error)
    if (status >= 500) return sendProblem(reply, error)
    if (status === 429) void reply.header('retry-after', 3600)
    const { language, say } = sayTo(request)
    const main = status === 429 ? oneLineMain(say('tooMany')) : strayMain(say)
    return sendRoomPage(reply, status, { ...page(say('signInStrayTitle')), language, main })
  })

  app.get('/c/client/:network/:org', async (request, reply) => {
    const asked = AtClient.safeParse(request.params).data
    const document = asked && (await clientDocument(desk, asked))
    if (!document) throw new Refusal('not-found', 'There is nothing at this address.')
    return reply.header('cache-control', 'public, max-age=300').type('application/json').send(document)
  })
  app.get('/c/back', (request, reply) => comeBack(desk, request, reply))
  app.get('/c/:token', async (request, reply) => sendDoor(request, reply, await doorFor(desk, request)))
  app.post('/c/:token', (request, reply) => leave(desk, request, reply))
}

function sayTo(request: FastifyRequest) {
  const { lang } = Asked.safeParse(request.query).data ?? {}
  const language = roomLanguage(lang, null, request.headers['accept-language'])
  return { language, say: roomVoice(language) }
}

const page = (title: string) => ({ organisation: '', title, here: null })

/** So often somebody at one internet address may come within the hour. */
const mostVisits = 60

async function refuseCrowds(desk: Desk, { ip }: FastifyRequest): Promise<void> {
  if ((await visitsOf(desk, 'sign-in', ip)) > mostVisits)
    throw new Refusal('too-many', 'Too many tries within an hour. Come back later.')
}

async function doorFor(desk: Desk, request: FastifyRequest): Promise<SignInDoor> {
  await refuseCrowds(desk, request)
  const door = await signInDoor(desk, AtLink.parse(request.params).token)
  if (!door) throw new Refusal('not-found', 'There is nothing at this address.')
  return door
}

const titles: Readonly<Record<SignInDoor['stands'], string>> = {
  open: 'signInTitle',
  shown: 'signInShownTitle',
  elsewhere: 'signInEndedTitle',
  over: 'signInOverTitle',
}

/** Looking changes nothing: programs that look at every link in a message use none of them up. */
function sendDoor(request: FastifyRequest, reply: FastifyReply, door: SignInDoor) {
  const { token } = AtLink.parse(request.params)
  const { language, say } = sayTo(request)
  const told = Asked.safeParse(request.query).data?.told ?? null
  const until = door.link.until_at
    .toZonedDateTimeISO('UTC')
    .toLocaleString(language === 'en' ? 'en-GB' : 'de', {
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    })
  return sendRoomPage(reply, door.stands === 'over' ? 410 : 200, {
    language,
    organisation: door.organisation,
    title: say(titles[door.stands], { who: namedAt(door) }),
    here: `/c/${token}`,
    // The form leads on to a server of which nobody knows before whose it is.
    leadsOn: true,
    main: signInMain({ say, door, token, until, told }),
  })
}

async function leave(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const door = await doorFor(desk, request)
  if (door.stands !== 'open') return sendDoor(request, reply, door)
  const left = await beginSignIn(desk, door)
  if ('stays' in left)
    return left.stays === 'over'
      ? sendDoor(request, reply, { ...door, stands: 'over' })
      : goBack(reply, AtLink.parse(request.params).token, left.stays)
  const maxAge = awayFor.total('seconds')
  void reply.setCookie(cookieName(request, cookie), left.cookie, { ...closed(request), maxAge })
  return reply.redirect(left.url, 303)
}

async function comeBack(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  await refuseCrowds(desk, request)
  const brought = Brought.safeParse(request.query).data
  const back =
    brought &&
    (await finishSignIn(desk, {
      state: brought.state,
      issuer: brought.iss,
      code: brought.code ?? null,
      cookie: cookiesOf(request)[cookie],
    }))
  if (!back) throw new Refusal('invalid', 'This was not begun here.')
  void reply.clearCookie(cookieName(request, cookie), closed(request))
  return goBack(reply, back.token, tellings.find((telling) => telling === back.told) ?? null)
}

/** Back to the link's own page: what the network's server put into the address stands nowhere then. */
const goBack = (reply: FastifyReply, token: string, told: Telling | null) =>
  reply.redirect(`/c/${token}${told === null ? '' : `?told=${told}`}`, 303)

/** It comes back with a browser that another site sends here by a link, and with nothing else that another site asks. */
const closed = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const
