import { createHash } from 'node:crypto'
import { saveForm } from '#server/desk/forms/save-form.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import { listCases } from '#contract/cases.ts'
import { showCases } from '#server/desk/cases/show-cases.ts'
import { showItems } from '#server/desk/cases/show-desk.ts'
import { afterFile } from './after-file.ts'
import { aDesk, type TestDesk } from './desk.ts'

// A desk with a web form, and somebody who fills it in over real HTTP, with a browser that has no script.

let counted = 0

type FormParts = Partial<Parameters<typeof saveForm>[2]>

/** A running desk with one form, seen from an address of its own, so that nobody else's visits count. */
export async function aFormDesk(parts: FormParts = {}) {
  const desk = await aDesk()
  counted += 1
  const form = await saveForm(desk, desk.admin, {
    slug: `complaints-${counted}`,
    title: 'Tell us what went wrong',
    language: 'en',
    intro: '',
    asksOrder: true,
    asksPhone: true,
    topics: ['Product', 'Delivery'],
    origins: [],
    difficulty: 8,
    sendsReceipt: true,
    team: null,
    isActive: true,
    key: `form-${counted}`,
    ...parts,
  })
  const app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    ending: new AbortController().signal,
    failed: (name, fault) => {
      throw new Error(name, { cause: fault })
    },
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  afterFile(() => app.close())
  const headers = { 'x-forwarded-for': `198.51.100.${counted}` }
  return { desk, form, url, at: `${url}/f/${form.slug}`, headers }
}

type FormDesk = Awaited<ReturnType<typeof aFormDesk>>

/** What a hidden field of a page holds. */
export const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1] ?? ''

/** The work that the page's script does. */
export function proofOf(nonce: string, bits: number): string {
  for (let n = 0; ; n++)
    if (createHash('sha256').update(`${nonce}:${n}`).digest().readUInt32BE() < 2 ** (32 - bits))
      return String(n)
}

/** A form as somebody fills it in. */
export const filledIn = {
  name: 'Ada Weber',
  email: 'ada@example.org',
  words: 'The washing machine floods the kitchen whenever it spins.',
}

type Sending = Record<string, string>

/** Sends a form, from a page that was opened or from one opened just now. */
export async function send({ at, headers }: FormDesk, fields: Sending, files: File[] = [], page?: string) {
  const stamp = hidden(page ?? (await (await fetch(at, { headers })).text()), 'stamp')
  const body = new FormData()
  for (const [name, value] of Object.entries({ stamp, ...fields })) body.set(name, value)
  for (const file of files) body.append('files', file)
  const response = await fetch(at, { method: 'POST', body, headers })
  const text = await response.text()
  const [, link = ''] = /href="[^"]*(\/s\/[\w-]{43})"/.exec(text) ?? []
  const [, number = ''] = /number EH-(\d+)/.exec(text) ?? []
  return { status: response.status, text, link, number: Number(number), stamp, headers: response.headers }
}

/** Opens the page, takes the time that a person takes, and sends it. */
export async function fillIn(given: FormDesk, fields: Sending = {}, files: File[] = []) {
  const page = await (await fetch(given.at, { headers: given.headers })).text()
  given.desk.wait('PT30S')
  return send(given, { ...filledIn, ...fields }, files, page)
}

/** A case by its number, as the administrator sees it. */
export async function caseNumbered(desk: TestDesk, number: number) {
  const { cases } = await showCases(desk, desk.admin, listCases.input.parse({ state: 'any' }))
  const found = cases.find((kase) => kase.number === number)
  if (!found) throw new Error(`There is no case ${number}.`)
  return desk.see(found.id)
}

/** What waits for a person to look at it. */
export const quarantined = async (desk: TestDesk) =>
  (await showItems(desk, desk.admin, { outcome: 'quarantined', limit: 10 })).items
