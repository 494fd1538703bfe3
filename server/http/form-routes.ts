import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sayings } from '#domain/case/customers-word.ts'
import { Refusal } from '#domain/refusal.ts'
import { clientOf } from '#domain/sign-in/address-block.ts'
import { addToStatus } from '#server/desk/forms/add-to-status.ts'
import type { Desk } from '#server/desk/desk.ts'
import { stampFor } from '#server/desk/forms/form-stamp.ts'
import { languageOf } from '#server/desk/forms/form-view.ts'
import { settleOnStatus } from '#server/desk/forms/settle-on-status.ts'
import { reachStatus, showStatus } from '#server/desk/forms/show-status.ts'
import { publicForm, submitForm, type Filled, type PublicForm } from '#server/desk/forms/submit-form.ts'
import { publicAddressOf } from '#server/desk/replies/public-address.ts'
import { visitsOf } from '#server/desk/cases/visits-of.ts'
import { mostFileBytes, mostFiles } from '#server/desk/replies/waiting-files.ts'
import { agentOf } from './agent-of.ts'
import { formMain, plainMain, takenMain } from './form-page.ts'
import { pageAssets, sendPage } from './form-page-frame.ts'
import { embedScript } from './form-page-script.ts'
import { spokenOn, voiceOf } from '#server/desk/forms/page-words.ts'
import { html } from './html.ts'
import { sendProblem } from './problem.ts'
import { caseName, firstNews, statusMain } from './status-page.ts'
import { openUploadRoom, readUpload, type Upload } from './upload-room.ts'

/** What else stands there is the address of no form, and nothing to ask the database for. */
const AtForm = z.object({ slug: z.string().regex(/^[a-z0-9-]{1,60}$/) })
const AtStatus = z.object({ token: z.string() })
const Asked = z.object({
  lang: z.string().optional(),
  embed: z.string().optional(),
  preview: z.string().optional(),
})

/** The pages that customers open: web forms, their script for a company's site, and status pages. No account, no cookie. */
export async function serveFormPages(app: FastifyInstance, desk: Desk): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: mostFileBytes + 1,
      files: mostFiles,
      fields: 20,
      // More than is taken, so that what is too long comes back whole, to be shortened.
      fieldSize: 2_000_000,
      parts: mostFiles + 20,
    },
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1_000_000 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )

  const room = openUploadRoom()
  app.setErrorHandler((error, request, reply) => {
    // Whoever looks at a page is told on one.
    if (!(error instanceof Refusal) || error.code !== 'too-many') return sendProblem(reply, error)
    const language = spokenOn(Asked.safeParse(request.query).data?.lang, 'en')
    const say = voiceOf(language)
    const { retryAfterSeconds = 3600 } = error.details ?? {}
    void reply.header('retry-after', Number(retryAfterSeconds))
    return sendPage(reply, 429, { language, title: '429', main: html`<p>${say('tooMany')}</p>` })
  })

  app.get('/f/-/:name', (request, reply) => {
    const { name } = z.object({ name: z.string() }).parse(request.params)
    const asset = Object.hasOwn(pageAssets, name) ? pageAssets[name] : undefined
    if (!asset) throw new Refusal('not-found', 'There is nothing at this address.')
    return reply
      .headers({
        'content-type': asset.type,
        'cache-control': 'public, max-age=31536000, immutable',
        // The preview in the settings is of no origin.
        'cross-origin-resource-policy': 'cross-origin',
      })
      .send(asset.text)
  })
  app.get('/f/:slug/form.js', (_, reply) =>
    reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=86400',
        // Loaded by pages of other sites: that is what it is for.
        'cross-origin-resource-policy': 'cross-origin',
        'access-control-allow-origin': '*',
      })
      .send(embedScript),
  )
  app.get('/f/:slug', async (request, reply) => {
    const found = await formAskedFor(desk, request)
    return found ? showForm(desk, request, reply, found) : sendNothing(request, reply)
  })
  app.post('/f/:slug', async (request, reply) => {
    if (!request.isMultipart()) throw new Refusal('invalid', 'A form comes as multipart/form-data.')
    const upload = room.begin(clientOf(request.ip), mostFileBytes)
    reply.raw.once('close', () => upload.end())
    const filled = await readFilled(request, upload)
    await app.doorkeeper.visit(request)
    const found = await formAskedFor(desk, request)
    if (!found) return sendNothing(request, reply)
    return found.form.is_active
      ? takeForm(desk, request, reply, found, filled)
      : showForm(desk, request, reply, found)
  })
  app.get('/s/:token', (request, reply) => showStatusPage(desk, request, reply))
  app.post('/s/:token', (request, reply) => addOnStatusPage(desk, request, reply))
}

const formAskedFor = async (desk: Desk, request: FastifyRequest) => {
  const { data } = AtForm.safeParse(request.params)
  return data && publicForm(desk, data.slug)
}

const sendNothing = (request: FastifyRequest, reply: FastifyReply) => {
  const language = spokenOn(Asked.safeParse(request.query).data?.lang, 'en')
  const say = voiceOf(language)
  const main = plainMain(say('noneTitle'), say('noneText'))
  return sendPage(reply, 404, { language, title: say('noneTitle'), main })
}

/** How a form is to be shown here: in which language, inside another page or not, only to be looked at or not. */
async function setting(desk: Desk, request: FastifyRequest, { org, organisation, form }: PublicForm) {
  const { lang, embed, preview } = Asked.safeParse(request.query).data ?? {}
  const language = spokenOn(lang, languageOf(form.language) ?? 'en')
  const looksOn = preview === undefined ? null : await agentOf(desk, request).catch(() => null)
  // Whose form it is may see it before it is there for everybody.
  const isPreview = looksOn?.org === org
  return { form, organisation, language, say: voiceOf(language), isEmbedded: embed !== undefined, isPreview }
}

async function showForm(desk: Desk, request: FastifyRequest, reply: FastifyReply, found: PublicForm) {
  const shown = await setting(desk, request, found)
  const { form, organisation, language, say, isEmbedded, isPreview } = shown
  const page = { language, organisation, isEmbedded, origins: form.origins }
  if (!form.is_active && !isPreview) {
    const main = plainMain(say('closedTitle'), say('closedText'))
    return sendPage(reply, 410, { ...page, title: say('closedTitle'), main })
  }
  const main = formMain({ ...shown, stamp: stampFor(desk, form.id) })
  return sendPage(reply, 200, { ...page, title: form.title, main })
}

async function takeForm(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  found: PublicForm,
  filled: Filled,
) {
  const shown = await setting(desk, request, found)
  const { form, organisation, language, say, isEmbedded } = shown
  const done = await submitForm(desk, found, filled, { address: request.ip, language })
  const page = { language, organisation, isEmbedded, origins: form.origins }
  if (done.kind === 'again') {
    const { faults, stamp, kept } = done
    const isTooMany = faults.some(({ what }) => what === 'too-many')
    const main = formMain({ ...shown, isPreview: false, stamp, filled, faults, kept })
    return sendPage(reply, isTooMany ? 429 : 422, { ...page, title: `${say('again')} · ${form.title}`, main })
  }
  const base = (await publicAddressOf(desk, found.org)) ?? `${request.protocol}://${request.host}`
  const link = `${base}/s/${done.token}`
  const begun = await reachStatus(desk, done.token)
  const news = begun ? firstNews(say, { ...(await showStatus(desk, begun)), language }) : false
  const main = takenMain({ say, number: done.number, email: filled.email, link, news })
  return sendPage(reply, 200, { ...page, title: say('takenTitle'), main })
}

/** What was filled in, trimmed, and free of what cannot be stored. */
async function readFilled(request: FastifyRequest, upload: Upload): Promise<Filled> {
  const fields = new Map<string, string>()
  const files: { name: string; bytes: Uint8Array }[] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const said = typeof part.value === 'string' ? part.value : ''
      if (upload.take(Buffer.byteLength(said))) fields.set(part.fieldname, said)
    } else {
      const bytes = await readUpload(part.file, upload)
      // A browser sends an empty file where none was chosen.
      if (part.filename && bytes.byteLength > 0) files.push({ name: part.filename, bytes })
    }
  }
  const text = (name: string) => storable(fields.get(name) ?? '').trim()
  return {
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    order: text('order'),
    topic: text('topic'),
    words: text('words'),
    stamp: text('stamp'),
    proof: text('proof'),
    trap: text('website'),
    zone: text('zone'),
    files,
  }
}

const storable = (text: string) => text.toWellFormed().replaceAll('\0', '\uFFFD').replaceAll('\r\n', '\n')

const mostLooks = 60

async function reached(desk: Desk, request: FastifyRequest) {
  const visits = await visitsOf(desk, 'status', request.ip)
  if (visits > mostLooks) throw new Refusal('too-many', 'Too many looks within an hour. Come back later.')
  return reachStatus(desk, AtStatus.parse(request.params).token)
}

async function showStatusPage(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const found = await reached(desk, request)
  if (!found) return sendNothing(request, reply)
  return sendStatus(desk, request, reply, found, {})
}

const SaidThere = z.object({ says: z.enum(sayings), stamp: z.string() })
const Added = z.object({ words: z.string(), stamp: z.string(), website: z.string().default('') })

async function addOnStatusPage(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const found = await reached(desk, request)
  if (!found) return sendNothing(request, reply)
  const word = SaidThere.safeParse(request.body).data
  if (word) {
    const added = await settleOnStatus(desk, found, word)
    const heard = (await reachStatus(desk, AtStatus.parse(request.params).token)) ?? found
    return sendStatus(desk, request, reply, heard, { added })
  }
  const given = Added.safeParse(request.body).data
  if (!given) throw new Refusal('invalid', 'A form is expected.')
  const words = storable(given.words).trim()
  const said = { words, stamp: given.stamp, trap: given.website }
  const added = await addToStatus(desk, found, said, request.ip)
  // As it stands now that something was added.
  const now = (await reachStatus(desk, AtStatus.parse(request.params).token)) ?? found
  return sendStatus(desk, request, reply, now, { added, typed: words })
}

async function sendStatus(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  found: NonNullable<Awaited<ReturnType<typeof reachStatus>>>,
  done: { added?: Awaited<ReturnType<typeof addToStatus>> | 'said'; typed?: string },
) {
  const status = await showStatus(desk, found)
  const language = spokenOn(Asked.safeParse(request.query).data?.lang, status.language)
  const say = voiceOf(language)
  const { token } = AtStatus.parse(request.params)
  const stamp = stampFor(desk, found.link.item_id)
  const main = statusMain({ status: { ...status, language }, say, token, stamp, ...done })
  const title =
    status.known === 'case' ? say('statusTitle', { number: caseName(status.number) }) : say('statusTitleNone')
  const code =
    done.added === undefined || done.added === 'taken' || done.added === 'said'
      ? 200
      : done.added === 'too-many'
        ? 429
        : 422
  return sendPage(reply, code, { language, title, organisation: status.organisation, main })
}
