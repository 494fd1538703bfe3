import type { Page } from 'playwright-core'
import { listForms } from '#contract/forms.ts'
import type { Seat } from '../browser/front.ts'
import type { Studio } from './studio.ts'

/** The web form and the status page, as customers see them. */
export async function takePublic({ front, take, anyWanted }: Studio, boss: Seat): Promise<void> {
  if (!anyWanted('public')) return
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
  const openStatus = async (shown: Page) => {
    await shown.goto(status ?? '')
    await shown.getByRole('heading', { level: 1 }).waitFor()
  }
  await take('public-status', null, openStatus, { isWhole: true })
}
