import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { listCases, openCase } from '#contract/cases.ts'
import { listForms, saveForm } from '#contract/forms.ts'
import { saveTemplate } from '#contract/writing.ts'
import { deskAtScreens } from '#test/browser/desk-at-screens.ts'
import type { Seat } from '#test/browser/front.ts'
import { untilCaseIsShown } from '#test/browser/queue.ts'

// Whatever a customer can fill in holds a script. A colleague opens every screen; nothing runs, nothing is fetched from
// elsewhere, and no screen of ours breaks the policy that it runs under.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
let boss: Seat
let slug: string
let statusLink: string

/** Says that it ran, whichever way it gets to run. */
const scripts = [
  `<script>window.ran=1</script>`,
  `"><img src=x onerror="window.ran=1">`,
  `'><svg/onload=window.ran=1>`,
  `</textarea><script>window.ran=1</script>`,
  `</title><script>window.ran=1</script>`,
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<a href="javascript:window.ran=1" autofocus onfocus=window.ran=1>here</a>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=window.ran=1>`,
  `\${window.ran=1}{{constructor.constructor('window.ran=1')()}}`,
  `<style>@import '//evil.example/a.css'</style><link rel=stylesheet href=//evil.example/b.css>`,
]
const all = scripts.join(' ')
/** Several to a mail: what shows one shows them all. */
const loads = [0, 3, 6, 8].map((first, n, firsts) => scripts.slice(first, firsts[n + 1]).join(' '))

beforeAll(async () => {
  boss = await desk.seatBy(await desk.signInLink())
  await desk.does(boss, saveForm, {
    slug: 'attack',
    title: `Form ${scripts[0]}`,
    intro: scripts[1] ?? '',
    language: 'en',
    asksOrder: true,
    asksPhone: true,
    topics: ['Product'],
    origins: [],
    difficulty: 0,
    team: null,
    isActive: true,
    key: 'a form',
  })
  slug = (await desk.does(boss, listForms, {})).forms[0]?.slug ?? ''
  await desk.does(boss, saveTemplate, {
    name: scripts[1] ?? '',
    language: null,
    body: scripts.slice(0, 8).join(' '),
    key: 'a template',
  })
  await sendMails()
  await fillForm()
}, 120_000)

/** The script in each part of a mail that is shown somewhere. */
async function sendMails() {
  for (const [n, script] of loads.entries())
    await desk.sendToDesk({
      from: { address: `attack${n}@evil.example`, name: script.slice(0, 200) },
      subject: `${n} ${script}`,
      text: `Words ${script}`,
      html: `<p>Words</p>${script}<div style="background:url(//evil.example/c.png)" onclick="window.ran=1">x</div>`,
      attachments: [
        { filename: `${script}.html`, content: '<script>window.ran=1</script>', contentType: 'text/html' },
        { filename: 'a.svg', content: '<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran=1"/>' },
      ],
    })
  await vi.waitFor(allAreCases, { timeout: 20_000 })
}

async function allAreCases() {
  const { cases } = await desk.does(boss, listCases, { state: 'any', limit: 50 })
  expect(cases.length).toBeGreaterThanOrEqual(loads.length)
}

async function fillForm() {
  const page = await desk.openPage()
  await page.goto(`/f/${slug}`)
  await page.locator('#words').fill(all)
  await page.locator('#order').fill(scripts[1] ?? '')
  await page.locator('#name').fill(scripts[2] ?? '')
  await page.locator('#email').fill('ada@evil.example')
  // So fast that it is kept for a person to look at: one more screen that shows it.
  await page.getByRole('button', { name: 'Send' }).click()
  statusLink = (await page.locator('a.button').getAttribute('href')) ?? ''
}

/** What went wrong on a page: a script that ran, something asked of elsewhere, a policy that was broken. */
function watch(page: Page): () => Promise<string[]> {
  const wrong: string[] = []
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url())
    if (host !== new URL(desk.process.url).host && protocol !== 'data:' && protocol !== 'blob:')
      wrong.push(`asks ${request.url()}`)
  })
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) wrong.push(`${page.url()}: ${message.text()}`)
  })
  page.on('dialog', (dialog) => {
    wrong.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  return async () => {
    if ((await page.evaluate(() => Reflect.get(window, 'ran'))) !== undefined)
      wrong.push(`ran at ${page.url()}`)
    return wrong
  }
}

const screens = [
  '/',
  `/?q=${encodeURIComponent(scripts[1] ?? '')}`,
  `/?owner=${encodeURIComponent(scripts[0] ?? '')}&q=washer`,
  '/write-down',
  '/items/quarantined',
  '/items/set-aside',
  '/in-doubt',
  '/mentions',
  '/help',
  '/policy',
  '/policy/1',
  '/welcome',
  ...['account', 'people', 'rota', 'connections', 'forms', 'templates', 'keeping', 'tokens'].map(
    (part) => `/settings/${part}`,
  ),
]

test('no screen runs what a customer wrote, asks anything of elsewhere, or breaks its policy', async () => {
  const page = await desk.openPageOf(boss)
  const wrong = watch(page)
  for (const screen of screens) {
    await page.goto(screen)
    await page.locator('h1, a[data-row]').first().waitFor()
    expect([screen, await wrong()]).toEqual([screen, []])
  }
})

test('no case runs what its customer wrote, in its head, its timeline, its files or a reply to it', async () => {
  const { cases } = await desk.does(boss, listCases, { state: 'any', limit: 50 })
  const page = await desk.openPageOf(boss)
  const wrong = watch(page)
  for (const { id, subject } of cases) {
    await page.goto(`/cases/${id}`)
    await untilCaseIsShown(page)
    const links = await page
      .getByRole('link')
      .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
    for (const href of links) expect(href).not.toMatch(/^\s*(?:javascript|data|vbscript):/i)
    await page.keyboard.press('r')
    expect([subject, await wrong()]).toEqual([subject, []])
  }
})

test('a file that came along is not shown as a page of ours', async () => {
  const { cases } = await desk.does(boss, listCases, { state: 'any', limit: 50 })
  const page = await desk.openPageOf(boss)
  const caseId = cases.find(({ channel }) => channel === 'email')?.id ?? ''
  const { messages } = await desk.does(boss, openCase, { caseId })
  const [message] = messages
  expect(message?.attachments.length).toBeGreaterThan(1)
  for (const { part } of message?.attachments ?? []) {
    const headers = (await page.request.get(`/api/messages/${message?.id}/files/${part}`)).headers()
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[^\s"<>]*$/)
    expect(headers['content-security-policy']).toContain('sandbox')
    expect(headers['x-content-type-options']).toBe('nosniff')
  }
})

test('the pages that customers see give back what was filled in as words', async () => {
  const page = await desk.openPage()
  const wrong = watch(page)
  for (const path of [
    `/f/${slug}?lang=${encodeURIComponent(scripts[1] ?? '')}`,
    statusLink,
    '/f/none',
    '/s/none',
  ]) {
    await page.goto(path)
    expect([path, await wrong()]).toEqual([path, []])
  }
  // Not complete: all of it comes back.
  await page.goto(`/f/${slug}`)
  await page.locator('#words').fill(all)
  await page.locator('#name').fill(all.slice(0, 200))
  await page.evaluate(() => document.querySelector('form')?.submit())
  await page.getByRole('alert').waitFor()
  expect(await page.locator('#words').inputValue()).toBe(all)
  expect(await wrong()).toEqual([])
})

test('what looks like a copy of a page that somebody left lying about is not there', async () => {
  const page = await desk.openPage()
  const statusOf = async (path: string) => (await page.request.get(path)).status()
  const copies = ['/sign-in.old', '/sign-in~', '/index.html.bak', '/assets/none.js', '/.env']
  for (const copy of copies) expect([copy, await statusOf(copy)]).toEqual([copy, 404])
  expect(await statusOf('/sign-in')).toBe(200)
})
