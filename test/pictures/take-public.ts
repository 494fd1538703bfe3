import type { Page } from 'playwright-core'
import type { z } from 'zod'
import { listCases, openCase } from '#contract/cases.ts'
import { makeClaim, offerSignIn } from '#contract/claims.ts'
import { listForms, saveForm } from '#contract/forms.ts'
import { setPublicAddress } from '#contract/public-address.ts'
import type { Seat } from '../browser/front.ts'
import type { Studio } from './studio.ts'

/** The web form, the status page, and where somebody shows that an account is theirs, as customers see them. */
export async function takePublic(studio: Studio, boss: Seat): Promise<void> {
  const { front, take, anyWanted } = studio
  if (!anyWanted('public')) return
  const { forms } = await front.does(boss, listForms, {})
  const form = `/f/${forms[0]?.slug ?? ''}`
  const open = async (page: Page) => {
    await page.goto(form)
    await page.getByLabel('Your name').waitFor()
  }
  await take('public-form', null, open, { isWhole: true })
  const { slug } = await front.does(boss, saveForm, germanForm)
  await take('public-form-de', null, (page) => page.goto(`/f/${slug}`), { isWhole: true, isSheet: true })
  await take(
    'public-form-again',
    null,
    async (page) => {
      await open(page)
      await page.getByLabel('Your name').pressSequentially('Ruth Adeyemi')
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByRole('alert').first().waitFor()
    },
    { isWhole: true, isSheet: true },
  )
  const page = await front.openPage()
  await open(page)
  const status = await complain(page)
  await front.leave()
  const sent = async (shown: Page) => {
    await open(shown)
    await complain(shown)
  }
  await take('public-form-taken', null, sent, { isWhole: true, isSheet: true })
  const openStatus = async (shown: Page, language = 'en') => {
    // What was sent is a case a moment later.
    for (let tries = 0; tries < 10 && (await shown.getByRole('textbox').count()) === 0; tries++) {
      await shown.waitForTimeout(300)
      await shown.goto(`${status}?lang=${language}`)
    }
    await shown.getByRole('textbox').first().waitFor()
  }
  await take('public-status', null, (shown) => openStatus(shown), { isWhole: true })
  await take('public-status-de', null, (shown) => openStatus(shown, 'de'), { isWhole: true, isSheet: true })
  await takeSignIn(studio, boss)
}

const germanForm = {
  slug: 'beschwerde',
  title: 'Ist etwas schiefgegangen? Sagen Sie es uns.',
  language: 'de',
  intro: 'Ein Mensch liest das, und Sie hören von ihm mit Namen.',
  asksOrder: true,
  asksPhone: true,
  topics: ['Gerät', 'Lieferung', 'Rechnung'],
  key: 'german form',
} satisfies z.input<typeof saveForm.input>

/** Fills in the form and sends it; where it is heard how the matter stands. */
async function complain(page: Page): Promise<string> {
  await page
    .getByLabel('What happened?')
    // As fast as a person: what is sent sooner waits for one.
    .pressSequentially('The washer floods the kitchen whenever it spins.', { delay: 120 })
  await page.getByLabel('Your name').pressSequentially('Ruth Adeyemi')
  await page.getByLabel('Your e-mail address').pressSequentially('ruth@customers.example')
  await page.getByRole('button', { name: 'Send' }).click()
  return (await page.getByRole('link', { name: 'See how it stands' }).getAttribute('href')) ?? ''
}

/** Where a link leads by which somebody signs in with the network of the account that they named. */
async function takeSignIn({ front, take, isWanted }: Studio, boss: Seat): Promise<void> {
  if (!isWanted('public-account') && !isWanted('public-account-de')) return
  const { cases } = await front.does(boss, listCases, { limit: 1 })
  const caseId = cases[0]?.id ?? ''
  const { seq } = await front.does(boss, openCase, { caseId })
  const { id: claimId } = await front.does(boss, makeClaim, {
    caseId,
    seq,
    kind: 'reach',
    said: 'I have a million followers and will post this.',
    network: 'bluesky',
    handle: 'marnie.example',
    key: `account ${caseId}`,
  })
  // A network lets people sign in only for what is reached by https; it is the same desk.
  await front.does(boss, setPublicAddress, { address: 'https://help.aldera.example' })
  const { url } = await front.does(boss, offerSignIn, { claimId, key: `account ${claimId}` })
  await take('public-account', null, (page) => page.goto(new URL(url).pathname), { isWhole: true })
  await take('public-account-de', null, (page) => page.goto(`${new URL(url).pathname}?lang=de`), {
    isWhole: true,
    isSheet: true,
  })
  await front.does(boss, setPublicAddress, { address: null })
}
