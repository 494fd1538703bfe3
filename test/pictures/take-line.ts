import type { Page } from 'playwright-core'
import { setExtensions } from '#contract/calls.ts'
import { openCase } from '#contract/cases.ts'
import { issueClaimCode, makeClaim } from '#contract/claims.ts'
import { addTelephone } from '#contract/telephones.ts'
import { tellDesk } from '#test/peers/tell-desk.ts'
import type { Seat } from '../browser/front.ts'
import { calledCase, openCases } from './find-cases.ts'
import { asPanel, type Studio } from './studio.ts'
import { turnTo } from './take-case.ts'
import { openDesk } from './take-desk.ts'
import { takePanel } from './take-panel.ts'

/** The call screen with what is done on it, a claim on the case, and the dossier with the entry that a line of it leads to. */
export async function takeLine(studio: Studio, sol: Seat, boss: Seat): Promise<void> {
  const { front, take, anyWanted } = studio
  if (!anyWanted('line', 'dossier', 'case-entry', 'case-claim', 'desk-ringing')) return
  await take('line-nobody', sol, async (page) => {
    await page.goto('/line')
    await page.getByText('Nobody calls you.').waitFor()
    await page.waitForLoadState('networkidle')
  })
  const kase = await calledCase(studio, sol, await openCases(studio, sol))
  const phone = kase?.accounts.find(({ kind }) => kind === 'phone')?.address ?? ''
  const caseId = kase?.id ?? ''
  const onLine = async (page: Page) => {
    await page.goto(`/line?phone=${encodeURIComponent(phone)}`)
    await untilCard(page)
  }
  await take('line', sol, onLine)
  await take('line-warned', sol, async (page) => {
    await onLine(page)
    await page.keyboard.press('l')
    await page
      .getByLabel('In their words')
      .pressSequentially('I have a million followers and will post this.')
  })
  await take('line-call-back', sol, async (page) => {
    await onLine(page)
    await page.keyboard.press('p')
    await page.getByRole('combobox', { name: 'Who calls' }).waitFor()
    await page.waitForLoadState('networkidle')
  })
  await take('line-help', sol, async (page) => {
    await onLine(page)
    await page.keyboard.press('h')
    await page.waitForLoadState('networkidle')
  })
  await takeRinging(studio, sol, boss, phone)
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
    key: `screens ${caseId} ${seq}`,
  })
  await front.does(sol, issueClaimCode, { claimId, key: `screens ${claimId}` })
  await take('line-claim', sol, async (page) => {
    await onLine(page)
    await toCode(page)
  })
  await take('case-claim', sol, async (page) => {
    await page.goto(`/cases/${caseId}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await turnTo(page, 'Person')
    await toCode(page)
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

/** A call while it rings, on its own screen, in another system’s page, and wherever one is at the desk. */
async function takeRinging(studio: Studio, sol: Seat, boss: Seat, phone: string) {
  const { front, take, anyWanted } = studio
  if (!anyWanted('line-ringing', 'line-panel', 'desk-ringing')) return
  const { telephone, secret } = await front.does(boss, addTelephone, { name: 'The house’s exchange' })
  await front.does(sol, setExtensions, { extensions: ['4000'] })
  const tell = tellDesk({ url: front.process.url, path: telephone.path, secret: secret ?? '' })
  const call = { id: 'screens', from: phone, name: '', to: '4000' }
  await tell({ ...call, state: 'ringing' })
  await take(
    'line-ringing',
    sol,
    async (page) => {
      await page.goto('/line')
      await untilCard(page)
    },
    { sizes: asPanel },
  )
  await take('desk-ringing', sol, async (page) => {
    await openDesk(page)
    await page.getByRole('complementary', { name: 'A call' }).waitFor()
  })
  await takePanel(studio, sol, boss)
  await tell({ ...call, state: 'answered' })
  await tell({ ...call, state: 'ended' })
}

async function untilCard(page: Page) {
  await page.getByRole('heading', { name: 'You may, now' }).waitFor()
  await page.waitForLoadState('networkidle')
}

const toCode = (page: Page) =>
  page.getByRole('group', { name: 'The code to read out' }).scrollIntoViewIfNeeded()
