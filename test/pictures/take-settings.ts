import type { Page } from 'playwright-core'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { enterOwnHandle } from '#contract/lookup.ts'
import { readPolicyVersion, savePolicyDraft } from '#contract/policy.ts'
import type { Seat } from '../browser/front.ts'
import { untilLoaded } from '../browser/loading.ts'
import type { Studio } from './studio.ts'

const parts = [
  'account',
  'notices',
  'desk',
  'people',
  'rota',
  'promises',
  'connections',
  'forms',
  'templates',
  'guard',
  'handles',
  'keeping',
  'looks',
  'tokens',
]

/** Everything that an administrator sets, and the ledger of remedies. */
export async function takeSettings({ front, take, isWanted }: Studio, boss: Seat): Promise<void> {
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
  for (const part of parts) await take(`settings-${part}`, boss, (page) => openPart(page, part))
  await take('settings-network', boss, async (page) => {
    await openPart(page, 'connections')
    await page.getByRole('button', { name: 'Connect Bluesky' }).click()
    await page.getByRole('form', { name: 'Connect Bluesky' }).scrollIntoViewIfNeeded()
  })
  await take('settings-invite', boss, async (page) => {
    await openPart(page, 'people')
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await page.getByLabel('Name', { exact: true }).waitFor()
  })
}

/** The policy, in each of its parts. */
export async function takePolicy({ front, take, isWanted }: Studio, boss: Seat): Promise<void> {
  await take('policy', boss, (page) => openPolicy(page, '/policy'))
  await take('policy-tables', boss, (page) => openPolicy(page, '/policy/2'))
  for (const part of ['ladder', 'try', 'changes', 'text'])
    await take(`policy-${part}`, boss, (page) => openPolicy(page, `/policy/2?part=${part}`))
  await take('policy-rehearsal', boss, async (page) => {
    await openPolicy(page, '/policy/2?part=rehearsal')
    const rehearse = page.getByRole('main').getByRole('button', { name: 'Rehearse', exact: true }).last()
    await rehearse.waitFor()
    await untilLoaded(page)
    if (await page.getByText('It has not been rehearsed yet.').isVisible()) await rehearse.click()
    await page.getByText('would have been treated differently').waitFor()
  })
  if (!isWanted('policy-draft')) return
  const { text } = await front.does(boss, readPolicyVersion, { version: 2 })
  const draft = {
    text: priceListIn(text),
    purpose: 'More for the well-known.',
    basedOn: 2,
    key: 'price list',
  }
  const { version } = await front.does(boss, savePolicyDraft, draft)
  await take('policy-draft', boss, async (page) => {
    await page.goto(`/policy/${version}?table=entitlement`)
    const proofs = page.getByRole('region', { name: 'Proofs', exact: true })
    await proofs.getByRole('listitem').filter({ hasText: 'When followers is' }).first().waitFor()
    await untilLoaded(page)
  })
}

/** The policy in which whoever has more followers is given more: it is found, and can not be published. */
function priceListIn(text: string): string {
  const Table = z.looseObject({ id: z.string(), reads: z.array(z.string()), rows: z.array(z.unknown()) })
  const policy = z.looseObject({ tables: z.array(Table) }).parse(parse(text))
  const famous = {
    id: 'famous',
    when: { followers: '>= 500000' },
    then: { remedy: 'refund', upTo: 2000 },
    because: 'same-for-all',
  }
  const withPrices = (table: z.output<typeof Table>) =>
    table.id === 'entitlement'
      ? { ...table, reads: [...table.reads, 'followers'], rows: [famous, ...table.rows] }
      : table
  return stringify({ ...policy, tables: policy.tables.map(withPrices) })
}

async function openPart(page: Page, part: string) {
  // A browser without windows refuses what it has not been asked yet.
  if (part === 'notices')
    await page.addInitScript("Object.defineProperty(Notification, 'permission', { get: () => 'default' })")
  await page.goto(`/settings/${part}`)
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
}

async function openPolicy(page: Page, address: string) {
  await page.goto(address)
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  if (address !== '/policy') await page.getByText(/^Proved in/).waitFor()
  await untilLoaded(page)
}
