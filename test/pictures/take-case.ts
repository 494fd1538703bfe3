import { writeFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { openCase, sendReply } from '#contract/cases.ts'
import type { Seat } from '../browser/front.ts'
import { untilLoaded } from '../browser/loading.ts'
import { smallPng } from '../small-png.ts'
import { answeredInPublic, calledCase, longestStory, openCases, untouchedCase } from './find-cases.ts'
import { folder, type Scene, type Studio } from './studio.ts'

/** A case, what is written on it, and the sheets in which something short is done to it. */
export async function takeCase(studio: Studio, sol: Seat, boss: Seat): Promise<void> {
  const { front, take, isWanted, anyWanted } = studio
  if (!anyWanted('case', 'printing')) return
  const cases = await openCases(studio, sol)
  const long = await longestStory(studio, sol, cases)
  const caseId = long?.id ?? ''
  /** The case, after some keys. */
  const struck =
    (keys: string, then: Scene): Scene =>
    async (page) => {
      await openOn(page, caseId)
      await page.keyboard.press(keys)
      await then(page)
    }
  // Where most has gone wrong, one sees most of what a case holds.
  const worst = await calledCase(studio, sol, cases)
  await take('case', sol, (page) => openOn(page, worst?.id ?? ''))
  await take('case-reply', sol, struck('r', writeReply))
  await take(
    'case-tone',
    sol,
    struck('r', async (page) => {
      await page
        .getByRole('textbox', { name: /reply to/ })
        .fill('We are sorry if you were upset. As per our policy we have sent the part again.')
      await page.getByRole('region', { name: 'How it reads' }).getByText('is a rule').waitFor()
    }),
  )
  await take('case-person', sol, async (page) => {
    await openOn(page, caseId)
    await turnTo(page, 'Person')
    await page.getByText('Reach them by').scrollIntoViewIfNeeded()
  })
  const inPublic = await answeredInPublic(studio, sol, cases)
  await take('case-guard', sol, async (page) => {
    await openOn(page, inPublic?.id ?? '')
    await page.keyboard.press('r')
    const box = page.getByRole('textbox', { name: /^(Private|Public) reply to/ })
    await box.waitFor()
    if ((await box.getAttribute('aria-label'))?.startsWith('Private'))
      await page.keyboard.press('Control+Shift+P')
    await page
      .getByRole('textbox', { name: /^Public reply to/ })
      .fill('We pay it back to your card 4111 1111 1111 1111 today, and Ines rings you before noon.')
    await page.getByRole('alert').filter({ hasText: 'a card number' }).waitFor()
  })
  await take(
    'case-under-name',
    sol,
    struck('r', async (page) => {
      await page
        .getByRole('textbox', { name: /reply to/ })
        .fill(
          'Nobody came on Friday, and nobody rang. That was our failure. A technician comes on Monday at nine.',
        )
      await page.getByRole('button', { name: 'Under another name' }).click()
      await page.getByRole('region', { name: 'Under another name' }).getByLabel('Whose name').waitFor()
    }),
  )
  await take(
    'case-note',
    sol,
    struck('n', async (page) => {
      await page
        .getByRole('textbox', { name: 'Note for colleagues' })
        .fill('The part lies at the depot since Tuesday.')
    }),
  )
  for (const [name, key] of [
    ['promise', 'p'],
    ['escalate', 'e'],
    ['assign', 'a'],
    ['rest', 'b'],
    ['join', 'M'],
    ['split', 'S'],
    ['describe', 'i'],
  ] as const)
    await take(
      `case-${name}`,
      sol,
      struck(key, (page) => page.getByRole('dialog').waitFor()),
      { isSheet: true },
    )
  const untouched = await untouchedCase(studio, sol, cases)
  await take(
    'case-set-aside',
    sol,
    async (page) => {
      await openOn(page, untouched?.id ?? '')
      await page.keyboard.press('X')
      await page.getByRole('dialog').waitFor()
    },
    { isSheet: true },
  )
  await take('case-remedy', sol, async (page) => {
    await openOn(page, caseId)
    await turnTo(page, 'Owed and why')
    await page.getByRole('button', { name: 'Give something' }).click()
    await page.getByLabel(/^Amount/).fill('15')
    await page.getByLabel(/^Amount/).scrollIntoViewIfNeeded()
    await untilLoaded(page)
  })
  const others = cases.filter(({ id }) => id !== caseId)
  await take('case-merge', boss, async (page) => {
    const kase = others.pop()
    if (!kase) throw new Error('There are too few cases.')
    await openOn(page, kase.id)
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
  if (isWanted('printing')) {
    const page = await front.openPage({ storageState: sol.session, viewport: { width: 794, height: 1123 } })
    await openOn(page, caseId)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    await writeFile(`${folder}printing.png`, smallPng(await page.screenshot({ fullPage: true })))
    await front.leave()
  }
}

/** Opens a case and waits until it stands there. */
export async function openOn(page: Page, caseId: string): Promise<void> {
  await page.goto(`/cases/${caseId}`)
  await page.getByRole('article').first().waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await untilLoaded(page)
}

/** On a narrow screen a case has parts, one at a time. */
export async function turnTo(page: Page, name: string): Promise<void> {
  const part = page.getByRole('button', { name, exact: true })
  if (await part.isVisible()) await part.click()
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
