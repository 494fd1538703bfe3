import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFile, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { audit } from '#contract/desk.ts'
import { postItem } from '#contract/items.ts'
import { ask, Refused, type Caller } from '#test/ask.ts'
import { deskProcess } from '#test/desk-process.ts'
import { handInMail } from '#test/hand-in-mail.ts'

// The database lies on a disk of a few hundred megabytes, which is then filled up to its last block.
const size = '300m'
/** Nothing of it can be compressed: all of it goes into the log of the database, and once more into its tables. */
const long = randomBytes(400_000).toString('base64').replaceAll(/.{76}/g, '$&\r\n')

const mail = (n: number) =>
  Buffer.from(
    `From: Ada <ada-${n}@customers.example>\r\nSubject: Matter ${n}\r\nMessage-ID: <${n}@customers.example>\r\n\r\n` +
      `${n} ${crypto.randomUUID()} ${long}\r\n`,
  )

/** Hands a mail in; null when it was taken, else the code that it was put off with. */
const handIn = (desk: { smtpPort: number }, n: number): Promise<number | null> =>
  handInMail(desk, mail(n)).then(
    () => null,
    (error: unknown) =>
      error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : Promise.reject(error),
  )

const phoneIn = (caller: Caller, n: number): Promise<number> =>
  ask(caller, postItem, {
    channel: 'phone',
    externalId: `call ${n}`,
    at: Temporal.Now.instant().toString(),
    from: { phone: `+49 30 ${1000 + n}` },
    body: `${n} ${long.slice(0, 9000)}`,
  }).then(
    () => 200,
    (error: unknown) => (error instanceof Refused ? error.status : Promise.reject(error)),
  )

/** Fills a disk but for so many bytes, looking again after each piece: the database writes meanwhile. */
async function fillBut(left: number, folder: string, ballast: string): Promise<void> {
  for (;;) {
    const { bavail, bsize } = await statfs(folder)
    const room = bavail * bsize - left
    if (room <= 0) return
    await appendFile(ballast, Buffer.alloc(Math.min(room, 1_000_000)))
  }
}

test('a full disk puts senders off and loses nothing; when there is room again the desk goes on by itself', async (context) => {
  const desk = await deskProcess()
  onTestFinished(async () => {
    await desk.kill({ database: true })
    spawnSync('umount', ['-l', desk.folder])
    await desk.remove()
  })
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', desk.folder]).status !== 0)
    context.skip()
  expect(await desk.start()).toBe(true)
  const caller = { url: desk.url, token: await desk.token('agent') }
  let taken = 0
  expect(await handIn(desk, taken++)).toBeNull()

  const ballast = join(desk.folder, 'ballast')
  await fillBut(6_000_000, desk.folder, ballast)
  let putOff: number | null = null
  for (let n = 0; putOff === null && n < 200; n += 1) {
    putOff = await handIn(desk, taken)
    if (putOff === null) taken += 1
  }
  expect(putOff).toBeGreaterThanOrEqual(400)
  expect(putOff).toBeLessThan(500)
  let calls = 0
  const answers = new Set<number>()
  for (let n = 0; n < 20; n += 1) {
    const status = await phoneIn(caller, n)
    if (status === 200) calls += 1
    answers.add(status)
  }
  expect([...answers].filter((status) => status !== 200 && status !== 503)).toEqual([])

  await rm(ballast)
  await expect
    .poll(async () => (await handIn(desk, taken).catch(() => 0)) === null, { timeout: 30_000, interval: 200 })
    .toBe(true)
  taken += 1
  await expect
    .poll(async () => (await ask(caller, audit, {}).catch(() => ({ waiting: -1 }))).waiting, {
      timeout: 30_000,
    })
    .toBe(0)
  const found = await ask(caller, audit, {})
  expect(found.items).toBe(found.opened + found.joined + found.setAside + found.quarantined)
  // What was put off may have been stored all the same: nobody loses anything by that, as it is the same mail again.
  expect(found.items).toBeGreaterThanOrEqual(taken + calls)
  expect(found.items).toBeLessThanOrEqual(taken + 20 + 1)
  expect(found).toMatchObject({ ownerless: 0, clockless: 0, chainBroken: 0 })
  expect(desk.said.filter((line) => line.includes('Matter'))).toEqual([])
}, 120_000)
