import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { makeToken } from '#contract/accounts.ts'
import { writeDown } from '#contract/by-hand.ts'
import { listCases, openCase } from '#contract/cases.ts'
import { issueClaimCode, listClaims, makeClaim } from '#contract/claims.ts'
import { postItem } from '#contract/items.ts'
import { ask } from '#test/ask.ts'
import { barriersInEveryLook } from './barriers.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import type { Seat } from './front.ts'
import { soon } from './focus.ts'
import { untilCaseIsShown } from './queue.ts'

// What somebody says of themselves on the line, written down by keys alone, shown by a code, and gone without a word.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
let boss: Seat
let caseId: string
/** What of a post proves an account comes by a program, and not by a colleague's screen. */
let token: string

beforeAll(async () => {
  boss = await desk.seatBy(await desk.signInLink())
  ;({ token } = await desk.does(boss, makeToken, { name: 'Reads the network', role: 'agent' }))
  await desk.does(boss, writeDown, {
    channel: 'phone',
    at: new Date().toISOString(),
    from: { name: 'Ruth Adeyemi', phone: '+49 30 23125 611' },
    body: 'The drum of the machine squeaks at night.',
    key: 'heard',
  })
  const { cases } = await desk.does(boss, listCases, { q: 'drum', state: 'any' })
  caseId = cases[0]?.id ?? ''
}, 60_000)

async function casePage(): Promise<Page> {
  const page = await desk.openPageOf(boss)
  await page.goto(`/cases/${caseId}`)
  await untilCaseIsShown(page)
  await page.getByRole('heading', { name: 'What they say' }).waitFor()
  return page
}

const posts = (handle: string, body: string) =>
  ask({ url: desk.process.url, token }, postItem, {
    channel: 'social',
    externalId: `${handle} ${body}`,
    at: new Date().toISOString(),
    from: { handle, network: 'bluesky' },
    public: true,
    body,
  })

const claims = async () => (await desk.does(boss, listClaims, { caseId })).claims

test('by keys alone: their words, their number and account, and the code to read out', async () => {
  const page = await casePage()
  await page.keyboard.press('Shift+L')
  const words = page.locator('textarea:focus')
  await words.waitFor()
  // Where one writes the column is as wide as that needs.
  expect((await words.boundingBox())?.width).toBeGreaterThan(280)
  await page.keyboard.type('I have a million followers and I will post this.')
  await page.keyboard.press('Tab')
  await page.keyboard.type('1m')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Bluesky')
  await page.keyboard.press('Tab')
  await page.keyboard.type('@famous')
  await page.keyboard.press('Enter')
  await expect
    .poll(claims, soon)
    .toMatchObject([{ state: 'claimed', followers: 1_000_000, network: 'bluesky', handle: 'famous' }])

  const give = page.getByRole('button', { name: 'Give them a code' })
  await give.focus()
  await page.keyboard.press('Enter')
  const code = page.getByRole('group', { name: 'The code to read out' })
  await code.waitFor()

  const [claim] = await claims()
  expect(await code.textContent()).toContain(claim?.code?.text)
  expect(await code.textContent()).toContain('all that is owed to them stays as it is')
  expect(await barriersInEveryLook(page, 'the case')).toEqual([])
})

test('from a look-alike it is not confirmed, at once and in kind words', async () => {
  const page = await casePage()
  const [claim] = await claims()
  await posts('fam\u03BFus', claim?.code?.text ?? '')
  await page.getByText('not confirmed: another account that looks alike has answered').waitFor()
  expect(await page.getByRole('group', { name: 'The code to read out' }).count()).toBe(0)
  const { duties, offer } = await desk.does(boss, openCase, { caseId })
  expect([duties.rung, offer]).toEqual(['front', null])
})

test('posted from the very account it is shown whose that is, while one looks', async () => {
  const page = await casePage()
  const { seq } = await desk.does(boss, openCase, { caseId })
  const said = { kind: 'reach', said: 'It is another one.', network: 'bluesky', handle: 'ruth' } as const
  const { id } = await desk.does(boss, makeClaim, { caseId, seq, ...said, followers: 900, key: 'said' })
  const { code } = await desk.does(boss, issueClaimCode, { claimId: id, key: 'code' })
  await page.getByText(code, { exact: true }).waitFor()
  await posts('ruth', code)
  await page.getByText('the account is theirs: shown by a code in a post', { exact: true }).waitFor()
  expect((await claims()).at(-1)).toMatchObject({ handle: 'ruth', state: 'verified', method: 'post' })
})
