import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#domain/refusal.ts'
import { clientOf } from '#domain/sign-in/address-block.ts'
import type { Desk } from '#server/desk/desk.ts'
import { isFresh, readStamp, stampFor } from '#server/desk/forms/form-stamp.ts'
import { roomCode } from '#server/desk/rooms/room-code.ts'
import { aroundCode, enterByCode } from '#server/desk/rooms/room-door.ts'
import { feelInRoom, leaveRoom, settleInRoom, wishInRoom } from '#server/desk/rooms/room-answers.ts'
import { visitOf, type Visit } from '#server/desk/rooms/room-visit.ts'
import { roomPlace, sayInRoom, type Heard, type Said } from '#server/desk/rooms/say-in-room.ts'
import { roomFile, showRoom } from '#server/desk/rooms/show-room.ts'
import { mostFileBytes, mostFiles } from '#server/desk/replies/waiting-files.ts'
import { asDownload } from './files.ts'
import { problemOf, sendProblem } from './problem.ts'
import { codeMain, codeOverMain } from './room-door-page.ts'
import { refuseManyKnocks, serveDoors, whoOf } from './room-door-routes.ts'
import { sendRoomPage } from './room-frame.ts'
import { roomMain, titleOf, type Told } from './room-page.ts'
import { browserOf, forgetRoom, inLanguage, sayOf, sendLine, sendOut, turn } from './room-reply.ts'
import { openUploadRoom, readUpload, type Upload } from './upload-room.ts'

const AtFile = z.object({ messageId: z.uuid(), part: z.coerce.number().int().min(0).max(10_000) })
const Stamped = z.object({ stamp: z.string().max(200) })

/** The private pages of customers: who holds a link stands at a door, and who has shown whose it is comes in. */
export async function serveRooms(app: FastifyInstance, desk: Desk): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: mostFileBytes + 1,
      files: mostFiles + 1,
      fields: 10,
      // More than is taken, so that what is too long comes back whole, to be shortened.
      fieldSize: 2_000_000,
      parts: mostFiles + 10,
    },
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 50_000 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  app.setErrorHandler((error, request, reply) => {
    // Whoever looks at a page is told on one; what is a fault of ours is told as everywhere.
    const { status, page } = problemOf(error)
    if (status >= 500) return sendProblem(reply, error)
    if (status !== 429) return sendLine(request, reply, status, lineOf(status))
    const { retryAfterSeconds = 3600 } = page
    void reply.header('retry-after', Number(retryAfterSeconds))
    return sendLine(request, reply, 429, 'tooMany')
  })

  serveDoors(app, desk)

  app.get('/room', (request, reply) =>
    inside(desk, request, reply, (visit) => showInside(desk, request, reply, visit, null)),
  )
  app.get('/room/files/:messageId/:part', (request, reply) =>
    inside(desk, request, reply, async (visit) => {
      const asked = AtFile.safeParse(request.params).data
      const file = asked && visit.row.entered_at && (await roomFile(desk, visit, asked))
      if (!file) throw new Refusal('not-found', 'There is nothing at this address.')
      return reply.headers(asDownload(file.name)).send(file.bytes)
    }),
  )
  app.post('/room/prove', (request, reply) => prove(desk, request, reply))
  const uploads = openUploadRoom()
  app.post('/room/say', (request, reply) =>
    inside(desk, request, reply, async (visit) => {
      if (!visit.row.entered_at) return showInside(desk, request, reply, visit, null)
      if (!request.isMultipart()) throw new Refusal('invalid', 'A message comes as multipart/form-data.')
      const upload = uploads.begin(clientOf(request.ip), mostFileBytes)
      reply.raw.once('close', () => upload.end())
      const said = await readSaid(request, upload)
      await app.doorkeeper.visit(request)
      const heard = await sayInRoom(desk, visit, said, request.ip)
      return heard.kind === 'taken'
        ? goBack(request, reply, 'sent')
        : showInside(desk, request, reply, visit, faultOf(heard, said.words))
    }),
  )
  for (const [path, act] of Object.entries(answers))
    app.post(`/room/${path}`, (request, reply) => answer(desk, request, reply, act))
  app.post('/room/leave', (request, reply) =>
    inside(desk, request, reply, async (visit) => {
      if (!isStamped(desk, request, visit)) return showInside(desk, request, reply, visit, oldPage)
      await leaveRoom(desk, visit)
      forgetRoom(request, reply)
      return sendLine(request, reply, 200, 'left')
    }),
  )
}

const lineOf = (status: number) => (status === 404 ? 'notHere' : status === 413 ? 'too-large' : 'notTaken')

/** Does it for whoever this browser's cookie says; for nobody else. */
async function inside(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (visit: Visit) => Promise<unknown>,
): Promise<unknown> {
  const browser = browserOf(request)
  if (browser.cookie === undefined) return sendOut(request, reply, 403)
  const visit = await visitOf(desk, browser)
  if (!visit) {
    await refuseManyKnocks(desk, request)
    forgetRoom(request, reply)
    return sendOut(request, reply, 403)
  }
  turn(request, reply, visit.turned)
  return act(visit)
}

const isStamped = (desk: Desk, { body }: FastifyRequest, visit: Visit): boolean => {
  const stamp = readStamp(desk, roomPlace(visit), Stamped.safeParse(body).data?.stamp ?? '')
  return stamp !== null && isFresh(desk, stamp)
}

const oldPage: Told = { kind: 'fault', word: 'old' }

async function showInside(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  told: Told | null,
  isEarly = false,
) {
  const stamp = stampFor(desk, roomPlace(visit))
  if (!visit.row.entered_at) return showCode(desk, request, reply, visit, { stamp, isEarly })
  const inRoom = await showRoom(desk, visit)
  if (!inRoom) return sendOut(request, reply, 403)
  const { language, say } = sayOf(request, inRoom.language)
  const done = Done.safeParse(request.query).data?.done
  const shown = {
    say,
    language,
    to: (path: string) => inLanguage(request, path),
    inRoom,
    stamp,
    told: told ?? (done ? { kind: done } : null),
  }
  return sendRoomPage(reply, told?.kind === 'fault' ? 422 : 200, {
    language,
    organisation: inRoom.organisation,
    title: titleOf(shown),
    isLarge: inRoom.isLarge,
    here: '/room',
    main: roomMain(shown),
  })
}

const Done = z.object({ done: z.enum(['sent', 'said', 'felt', 'kept']).optional() })

async function showCode(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  { stamp, isEarly }: { stamp: string; isEarly: boolean },
) {
  const { language, say } = sayOf(request, null)
  const { organisation, zone, again } = await aroundCode(desk, visit)
  const until = visit.row.code_until ?? desk.now()
  const date = until.toZonedDateTimeISO(zone).toLocaleString(language === 'en' ? 'en-GB' : 'de', {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  const who = whoOf(desk, visit)
  const main =
    again === null
      ? codeMain({
          say,
          who,
          code: roomCode(desk, visit.id),
          until: date,
          stamp,
          isEarly,
          provesAt: inLanguage(request, '/room/prove'),
        })
      : codeOverMain(say, who, inLanguage(request, again))
  const page = { language, organisation, title: say('codeTitle', { who }), here: '/room', main }
  return sendRoomPage(reply, 200, page)
}

const prove = (desk: Desk, request: FastifyRequest, reply: FastifyReply) =>
  inside(desk, request, reply, async (visit) => {
    if (visit.row.entered_at) return reply.redirect(inLanguage(request, '/room'), 303)
    if (!isStamped(desk, request, visit)) return showInside(desk, request, reply, visit, null)
    const knocked = await enterByCode(desk, visit)
    if (!('cookie' in knocked))
      return knocked.shut === 'not-yet'
        ? showInside(desk, request, reply, visit, null, true)
        : sendOut(request, reply, 410)
    turn(request, reply, knocked.cookie)
    return reply.redirect(inLanguage(request, '/room'), 303)
  })

type Answer = (
  desk: Desk,
  visit: Visit,
  given: { body: unknown; nonce: string },
) => Promise<'said' | 'felt' | 'kept'>

/** What is answered by one press of a button, by the end of its path. */
const answers: Readonly<Record<'settled' | 'felt' | 'wishes', Answer>> = {
  settled: async (desk, visit, given) => {
    await settleInRoom(desk, visit, given)
    return 'said'
  },
  felt: async (desk, visit, given) => {
    await feelInRoom(desk, visit, given)
    return 'felt'
  },
  wishes: async (desk, visit, given) => {
    await wishInRoom(desk, visit, given)
    return 'kept'
  },
}

const answer = (desk: Desk, request: FastifyRequest, reply: FastifyReply, act: Answer) =>
  inside(desk, request, reply, async (visit) => {
    const text = Stamped.safeParse(request.body).data?.stamp ?? ''
    const stamp = readStamp(desk, roomPlace(visit), text)
    if (!visit.row.entered_at || !stamp || !isFresh(desk, stamp))
      return showInside(desk, request, reply, visit, oldPage)
    return goBack(request, reply, await act(desk, visit, { body: request.body, nonce: stamp.nonce }))
  })

/** Back to the page, so that loading it anew sends nothing a second time. */
const goBack = (request: FastifyRequest, reply: FastifyReply, done: string) =>
  reply.redirect(inLanguage(request, `/room?done=${done}`), 303)

function faultOf(heard: Exclude<Heard, { kind: 'taken' }>, typed: string): Told {
  const word = heard.kind === 'too-long' ? 'tooLong' : heard.kind === 'too-many' ? 'tooMany' : heard.kind
  return {
    kind: 'fault',
    word,
    typed,
    ...('file' in heard && { file: heard.file }),
    ...('over' in heard && { counts: { over: heard.over, most: heard.most } }),
  }
}

/** What was typed, free of what cannot be stored, and the files that were chosen. */
async function readSaid(request: FastifyRequest, upload: Upload): Promise<Said> {
  const fields = new Map<string, string>()
  const files: { name: string; bytes: Uint8Array }[] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const value = typeof part.value === 'string' ? part.value : ''
      if (upload.take(Buffer.byteLength(value))) fields.set(part.fieldname, value)
    } else {
      const bytes = await readUpload(part.file, upload)
      // A browser sends an empty file where none was chosen.
      if (part.filename && bytes.byteLength > 0) files.push({ name: part.filename, bytes })
    }
  }
  const words = (fields.get('words') ?? '').toWellFormed().replaceAll('\0', '\uFFFD').replaceAll('\r\n', '\n')
  return { words: words.trim(), files, stamp: fields.get('stamp') ?? '' }
}
