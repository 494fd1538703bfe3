import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { listCases, openCase, sendReply } from '#contract/cases.ts'
import { issueClaimCode, makeClaim } from '#contract/claims.ts'
import { listForms } from '#contract/forms.ts'
import { enterOwnHandle } from '#contract/lookup.ts'
import { handInMail } from './hand-in-mail.ts'
import { prepareFront, type Seat } from './browser/front.ts'
import { makeDoubts } from './browser/make-doubts.ts'
import { smallPng } from './small-png.ts'

// The reference pictures of every screen in docs/screens: `npm run screens`, or `npm run screens desk case` for some.

const folder = fileURLToPath(new URL('../docs/screens/', import.meta.url))
const wanted = process.argv.slice(2)
const sizes = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
] as const

/** Brings a page to what the picture is to show. */
type Scene = (page: Page) => Promise<unknown>

const front = prepareFront()
await front.start()
await mkdir(folder, { recursive: true })
try {
  await takeFirstVisit()
  const sol = await front.exploreSample('agent')
  const boss = await front.exploreSample('admin')
  await takeDesk(sol, boss)
  await takeLists(sol)
  await takeLine(sol)
  await takeSettings(boss)
  await takePolicy(boss)
  await takeForCustomers(boss)
  const first = await front.seatBy(await front.signInLink())
  await take('sign-in', null, async (page) => {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').waitFor()
  })
  await takeUndecided(first)
} finally {
  await front.close()
}

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.some((word) => name === word || name.startsWith(`${word}-`))
}

/** Takes a screen at each width, in light and in dark; whole pages where the page itself scrolls. */
async function take(name: string, seat: Seat | null, scene: Scene, { isWhole = false } = {}): Promise<void> {
  if (!isWanted(name)) return
  for (const size of sizes) {
    const options: BrowserContextOptions = {
      viewport: size,
      reducedMotion: 'reduce',
      hasTouch: size.width === 360,
      ...(seat && { storageState: seat.session }),
    }
    const page = await front.openPage(options)
    page.setDefaultTimeout(30_000)
    await scene(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.evaluate(() => document.fonts.ready)
      const path = `${folder}${name}-${size.width}${colorScheme === 'dark' ? '-dark' : ''}.png`
      const taken = await page.screenshot({ fullPage: isWhole, animations: 'disabled', caret: 'initial' })
      await writeFile(path, smallPng(taken))
    }
    await front.leave()
  }
  process.stdout.write(`${name}\n`)
}

async function takeFirstVisit() {
  await take('welcome', null, async (page) => {
    await page.goto('/welcome')
    await page.getByRole('button', { name: 'Set up mine' }).waitFor()
  })
  await take('set-up', null, async (page) => {
    await page.goto('/welcome')
    await page.getByRole('button', { name: 'Set up mine' }).click()
    await page.getByLabel('Organisation').waitFor()
  })
}

async function takeDesk(sol: Seat, boss: Seat) {
  const { cases } = await front.does(sol, listCases, { limit: 200 })
  const long = await longestStory(sol, cases)
  const caseAt = async (page: Page, id = long?.id ?? '') => {
    await page.goto(`/cases/${id}`)
    await page.getByRole('article').first().waitFor()
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  await take('desk', sol, openDesk)
  await take('desk-selection', sol, async (page) => {
    await openDesk(page)
    for (const key of ['j', 'j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByText('3 marked').first().waitFor()
    await untilPeeked(page)
  })
  await take('desk-search', sol, async (page) => {
    await page.goto('/?q=washer')
    await page.locator('mark').first().waitFor()
  })
  await take('case', sol, (page) => caseAt(page))
  await take('case-reply', sol, async (page) => {
    await caseAt(page)
    await page.keyboard.press('r')
    await writeReply(page)
  })
  await take('case-tone', sol, async (page) => {
    await caseAt(page)
    await page.keyboard.press('r')
    await page
      .getByRole('textbox', { name: /reply to/ })
      .fill('We are sorry if you were upset. As per our policy we have sent the part again.')
    await page.getByRole('region', { name: 'How it reads' }).getByText('is a rule').waitFor()
  })
  await take('case-person', sol, async (page) => {
    await caseAt(page)
    const part = page.getByRole('button', { name: 'Person', exact: true })
    if (await part.isVisible()) await part.click()
    await page.getByText('Reach them by').scrollIntoViewIfNeeded()
  })
  const others = cases.filter(({ id }) => id !== long?.id)
  await take('case-merge', boss, async (page) => {
    const kase = others.pop()
    if (!kase) throw new Error('There are too few cases.')
    await caseAt(page, kase.id)
    await page.keyboard.press('r')
    await page
      .getByRole('textbox', { name: /reply to/ })
      .fill('A technician comes tomorrow. Is eight o’clock too early?')
    const { seq } = await front.does(sol, openCase, { caseId: kase.id })
    const body = 'A technician rings you today before noon. The part is here.'
    await front.does(sol, sendReply, { caseId: kase.id, body, visibility: 'private', seq, key: kase.id })
    await page.getByText('Nothing of yours is sent before you have looked.').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Your reply' }).waitFor()
  })
  await take('palette', sol, async (page) => {
    await openDesk(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'What to do, or whom to find' }).fill('kettle')
    await page.getByRole('option', { name: /·/ }).first().waitFor()
  })
  await take('keys', sol, async (page) => {
    await openDesk(page)
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
  })
  if (isWanted('printing')) {
    const page = await front.openPage({ storageState: sol.session, viewport: { width: 794, height: 1123 } })
    await caseAt(page)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    await writeFile(`${folder}printing.png`, smallPng(await page.screenshot({ fullPage: true })))
    await front.leave()
  }
}

/** The case in which most was said, of those in which something failed. */
async function longestStory(sol: Seat, cases: readonly { id: string; failures: number }[]) {
  const failed = cases.filter(({ failures }) => failures > 0 && failures < 5).slice(0, 40)
  const views = await Promise.all(failed.map(({ id }) => front.does(sol, openCase, { caseId: id })))
  return views.toSorted((a, b) => b.messages.length - a.messages.length)[0]
}

async function openDesk(page: Page) {
  await page.goto('/')
  await page.locator('a[data-row]').first().waitFor()
  await untilPeeked(page)
}

/** What stands beside the list follows the list. */
async function untilPeeked(page: Page) {
  if ((page.viewportSize()?.width ?? 0) > 1200) await page.getByText('Why it is here').waitFor()
}

async function writeReply(page: Page) {
  const field = page.getByRole('textbox', { name: /reply to/ })
  await field.waitFor()
  if ((await field.inputValue()) !== '') return
  await field.pressSequentially('/')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('Files to attach').setInputFiles({
    name: 'repair-report.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('The pump was replaced.'),
  })
  await page.getByRole('list', { name: 'Files that go with it' }).getByText('1 kB', { exact: true }).waitFor()
}

async function takeLists(sol: Seat) {
  await take('write-down', sol, async (page) => {
    await page.goto('/write-down')
    await page.getByLabel('Number or e-mail').fill('+44 20 7946 0018')
    await page.getByRole('combobox', { name: 'Name' }).fill('Ruth Adeyemi')
    await page.getByLabel('What they said').fill('The washer floods the kitchen whenever it spins.')
    await page.keyboard.press('Alt+p')
    await page.getByLabel('What was promised').waitFor()
  })
  await take('mentions', sol, async (page) => {
    await page.goto('/mentions')
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
  })
  await take('set-aside', sol, async (page) => {
    await page.goto('/items/set-aside')
    await page.getByRole('listitem').nth(3).waitFor()
    await page.keyboard.press('j')
  })
}

/** What the sample company has none of, because nothing reaches it and nothing leaves it. */
async function takeUndecided(first: Seat) {
  if (isWanted('quarantine')) await leaveUnsigned()
  await take('quarantine', first, async (page) => {
    await page.goto('/items/quarantined')
    await page.getByRole('list', { name: 'Quarantine' }).getByRole('listitem').nth(1).waitFor()
    await page.keyboard.press('j')
  })
  if (isWanted('in-doubt')) await makeDoubts(front, first)
  await take('in-doubt', first, async (page) => {
    await page.goto('/in-doubt')
    await page.getByRole('list', { name: 'Replies in doubt' }).getByRole('listitem').nth(1).waitFor()
    await page.keyboard.press('j')
  })
}

/** Mail that says nowhere whom it is from: it cannot be answered, so nobody but a person can decide about it. */
async function leaveUnsigned() {
  for (const [subject, words] of [
    ['The fridge is warm again', 'Since Tuesday. The milk is off, and the second technician did not ring.'],
    ['Scan from the third floor copier', 'Please find the scanned document attached.'],
  ]) {
    const mail = `To: help@aldera.example\r\nSubject: ${subject}\r\n\r\n${words}\r\n`
    await handInMail(front.process, Buffer.from(mail))
  }
}

/** The call screen with a claim on it, the dossier of that case, and the entry that a line of the dossier leads to. */
async function takeLine(sol: Seat) {
  if (!['line', 'dossier', 'case-entry', 'case-claim'].some(isWanted)) return
  const kase = await calledCase(sol)
  const phone = kase?.accounts.find(({ kind }) => kind === 'phone')?.address ?? ''
  const caseId = kase?.id ?? ''
  const onLine = async (page: Page) => {
    await page.goto(`/line?phone=${encodeURIComponent(phone)}`)
    await page.getByRole('heading', { name: 'You may, now' }).waitFor()
    await page.waitForLoadState('networkidle')
  }
  await take('line', sol, onLine)
  await take('line-warned', sol, async (page) => {
    await onLine(page)
    await page.keyboard.press('l')
    await page
      .getByLabel('In their words')
      .pressSequentially('I have a million followers and will post this.')
  })
  const { seq } = await front.does(sol, openCase, { caseId })
  const { id: claimId } = await front.does(sol, makeClaim, {
    caseId,
    seq,
    kind: 'reach',
    said: 'I have a million followers and will post this.',
    followers: 1_000_000,
    network: 'bluesky',
    handle: 'kitchen.example',
    warns: true,
    key: `screens ${caseId}`,
  })
  await front.does(sol, issueClaimCode, { claimId, key: `screens ${claimId}` })
  const claimed = async (page: Page) => {
    await onLine(page)
    await page.getByRole('group', { name: 'The code to read out' }).scrollIntoViewIfNeeded()
  }
  await take('line-claim', sol, claimed)
  await take('case-claim', sol, async (page) => {
    await page.goto(`/cases/${caseId}`)
    const part = page.getByRole('button', { name: 'Person', exact: true })
    await page.getByRole('heading', { level: 1 }).waitFor()
    if (await part.isVisible()) await part.click()
    await page.getByRole('group', { name: 'The code to read out' }).scrollIntoViewIfNeeded()
  })
  const dossier = async (page: Page) => {
    await page.goto(`/cases/${caseId}/dossier`)
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
  }
  await take('dossier', sol, dossier, { isWhole: true })
  await take('case-entry', sol, async (page) => {
    await dossier(page)
    await page.getByRole('region', { name: 'What we failed at' }).getByRole('link').first().click()
    await page.locator('[data-meant=true]').waitFor()
  })
}

/** An open case of somebody whose number is known, with the most failures. */
async function calledCase(sol: Seat) {
  const { cases } = await front.does(sol, listCases, { limit: 200 })
  const failed = cases.toSorted((a, b) => b.failures - a.failures).slice(0, 40)
  const views = await Promise.all(failed.map(({ id }) => front.does(sol, openCase, { caseId: id })))
  return views.find(({ accounts }) => accounts.some(({ kind }) => kind === 'phone'))
}

async function takeSettings(boss: Seat) {
  await take('remedies', boss, async (page) => {
    await page.goto('/remedies')
    await page.getByRole('heading', { name: 'Authority, used and unused' }).waitFor()
  })
  if (isWanted('settings-handles'))
    for (const own of [
      { network: 'bluesky', handle: 'aldera.example', whose: 'ours', member: null },
      { network: 'instagram', handle: 'aldera.home', whose: 'ours', member: null },
      { network: 'mastodon', handle: 'sol@aldera.example', whose: 'staff', member: 'sol' },
    ] as const)
      await front.does(boss, enterOwnHandle, own)
  await take('settings-network', boss, async (page) => {
    await page.goto('/settings/connections')
    await page.getByRole('button', { name: 'Connect Bluesky' }).click()
    await page.getByRole('form', { name: 'Connect Bluesky' }).scrollIntoViewIfNeeded()
  })
  for (const part of [
    'account',
    'notices',
    'desk',
    'people',
    'rota',
    'connections',
    'forms',
    'templates',
    'guard',
    'handles',
    'keeping',
    'looks',
    'tokens',
  ])
    await take(`settings-${part}`, boss, async (page) => {
      await page.goto(`/settings/${part}`)
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
    })
}

async function takePolicy(boss: Seat) {
  await take('policy', boss, async (page) => {
    await page.goto('/policy')
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
  })
  for (const part of ['tables', 'ladder', 'try'])
    await take(`policy-${part}`, boss, async (page) => {
      await page.goto(part === 'tables' ? '/policy/1' : `/policy/1?part=${part}`)
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
    })
}

async function takeForCustomers(boss: Seat) {
  if (!isWanted('public')) return
  const { forms } = await front.does(boss, listForms, {})
  const open = async (page: Page) => {
    await page.goto(`/f/${forms[0]?.slug ?? ''}`)
    await page.getByLabel('Your name').waitFor()
  }
  await take('public-form', null, open, { isWhole: true })
  const page = await front.openPage()
  await open(page)
  await page
    .getByLabel('What happened?')
    .pressSequentially('The washer floods the kitchen whenever it spins.')
  await page.getByLabel('Your name').pressSequentially('Ruth Adeyemi')
  await page.getByLabel('Your e-mail address').pressSequentially('ruth@customers.example')
  await page.getByRole('button', { name: 'Send' }).click()
  const status = await page.getByRole('link', { name: 'See how it stands' }).getAttribute('href')
  await front.leave()
  await take(
    'public-status',
    null,
    async (shown) => {
      await shown.goto(status ?? '')
      await shown.getByRole('heading', { level: 1 }).waitFor()
    },
    { isWhole: true },
  )
}
