import pg from 'pg'
import { sql } from '#server/store/statement.ts'
import { messagesOf } from '#server/store/messages.ts'
import { offerRoom } from '#server/desk/rooms/offer-room.ts'
import { withRoomLink } from '#server/desk/rooms/room-link.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import { afterFile } from './after-file.ts'
import { aDesk, type TestDesk } from './desk.ts'

// A desk with private rooms, and customers' browsers that have no script, over real HTTP.

const places = new WeakMap<TestDesk, string>()

/** A running desk that says where it is reached. */
export async function aRoomDesk(given?: TestDesk) {
  const made = given ?? (await aDesk())
  const desk: TestDesk = { ...made, place: { ...made.place, publicUrl: 'https://desk.example' } }
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
  places.set(desk, url)
  return { desk, url }
}

/** A public post by somebody, and the room that they are asked into. */
export async function aRoomInPublic(
  desk: TestDesk,
  handle = 'ruth.example',
  body = 'Nobody came for the washer. Call me on 0170 5550123',
) {
  const from = { handle, network: 'bluesky', name: 'Ruth Weber' }
  const { caseId } = await desk.take({ channel: 'social', public: true, from, subject: '', body })
  return { caseId, path: await askIn(desk, caseId, 'public') }
}

/** A mail by somebody, and the room that they are asked into by mail. */
export async function aRoomByMail(desk: TestDesk, email = 'ada@example.org') {
  const { caseId } = await desk.take({ from: { email, name: 'Ada' } })
  return { caseId, path: await askIn(desk, caseId, 'private') }
}

/** Asks them in, and answers where the link leads, as it is read in the thread or in the mail. */
export async function askIn(
  desk: TestDesk,
  caseId: string,
  visibility: 'public' | 'private',
): Promise<string> {
  const body = 'We settle this with you alone: {link}'
  const { id } = await offerRoom(desk, desk.admin, { ...(await desk.on(caseId)), visibility, body })
  const said = await desk.db.withOrg(desk.org, (tx) => messagesOf(tx, [caseId], 50))
  const message = said.find((one) => one.id === id)
  const text = await withRoomLink(desk, desk.org, { id, body: message?.body ?? '' })
  const [, path = ''] = /https:\/\/desk\.example(\/r\/[\w-]{43})/.exec(text) ?? []
  return path
}

/** What somebody posts where we read it; answers what became of it. */
export const post = (desk: TestDesk, handle: string, body: string) =>
  desk.take({ channel: 'social', public: true, from: { handle, network: 'bluesky' }, subject: '', body })

let counted = 0

type Given = { body?: URLSearchParams | FormData; headers?: Record<string, string> }

/** A browser at an address of its own: it keeps its cookie, follows nothing by itself, and says where its pages are from. */
export function aBrowser(desk: TestDesk, agent = 'Firefox') {
  const url = places.get(desk) ?? ''
  counted += 1
  const address = `198.51.100.${counted}`
  const browser = {
    cookie: '',
    async ask(path: string, { body, headers = {} }: Given = {}) {
      const response = await fetch(`${url}${path}`, {
        redirect: 'manual',
        method: body ? 'POST' : 'GET',
        headers: {
          'x-forwarded-for': address,
          'user-agent': agent,
          ...(body && { origin: url, 'sec-fetch-site': 'same-origin' }),
          ...(browser.cookie && { cookie: browser.cookie }),
          ...headers,
        },
        ...(body && { body }),
      })
      for (const given of response.headers.getSetCookie()) browser.cookie = given.split(';')[0] ?? ''
      const text = await response.text()
      return {
        status: response.status,
        text,
        headers: response.headers,
        to: response.headers.get('location'),
      }
    },
    send: (path: string, fields: Record<string, string>, headers?: Record<string, string>) =>
      browser.ask(path, { body: new URLSearchParams(fields), ...(headers && { headers }) }),
    /** Sends a form of the page that is open, with its stamp. */
    async press(path: string, fields: Record<string, string> = {}) {
      const { text } = await browser.ask('/room')
      return browser.send(path, { stamp: stampIn(text), ...fields })
    },
    /** Writes in the room, with files. */
    async say(words: string, files: File[] = [], stamp?: string) {
      const body = new FormData()
      body.set('stamp', stamp ?? stampIn((await browser.ask('/room')).text))
      body.set('words', words)
      for (const file of files) body.append('files', file)
      return browser.ask('/room/say', { body })
    },
  }
  return browser
}

export type Browser = ReturnType<typeof aBrowser>

/** The stamp of a page. */
export const stampIn = (page: string) => /name="stamp" value="([^"]*)"/.exec(page)?.[1] ?? ''

/** The code that a page shows. */
export const codeIn = (page: string) => /translate="no">([^<]+)</.exec(page)?.[1] ?? ''

/** Comes in by a public link, as whoever has the account does: posts the code that the page shows. */
export async function comeInByCode(desk: TestDesk, path: string, handle = 'ruth.example'): Promise<Browser> {
  const browser = aBrowser(desk)
  await browser.send(path, {})
  const { text } = await browser.ask('/room')
  await post(desk, handle, codeIn(text))
  await browser.press('/room/prove')
  return browser
}

/** Comes in by a link that was mailed. */
export async function comeInByMail(
  desk: TestDesk,
  path: string,
  address = 'ada@example.org',
): Promise<Browser> {
  const browser = aBrowser(desk)
  await browser.send(path, { address })
  return browser
}

/** Every row of every table, as somebody reads them who has got hold of the whole database and of no key. */
export async function everything(from: TestDesk): Promise<string> {
  const tables = await from.db.asOwner((tx) =>
    tx.rows<{ name: string }>(
      sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    ),
  )
  const client = new pg.Client(from.database.address.owner)
  await client.connect()
  const rows: string[] = []
  for (const { name } of tables) {
    const { rows: found } = await client.query<{ row: string }>(`select t::text as row from "${name}" t`)
    rows.push(...found.map(({ row }) => row))
  }
  await client.end()
  // What is stored as bytes is written in hex: as text, what stands in it can be read.
  const hex = rows.flatMap((row) => row.match(/\\x[0-9a-f]+/g) ?? [])
  return [...rows, ...hex.map((text) => Buffer.from(text.slice(2), 'hex').toString('latin1'))].join('\n')
}
