import { enterOwnHandle } from '#contract/lookup.ts'
import type { Page } from 'playwright-core'
import type { Seat } from '../browser/front.ts'
import { untilLoaded } from '../browser/loading.ts'
import type { Studio } from './studio.ts'

const parts = [
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
export async function takePolicy({ take }: Studio, boss: Seat): Promise<void> {
  await take('policy', boss, (page) => openPolicy(page, '/policy'))
  await take('policy-tables', boss, (page) => openPolicy(page, '/policy/2'))
  for (const part of ['ladder', 'try', 'changes', 'text'])
    await take(`policy-${part}`, boss, (page) => openPolicy(page, `/policy/2?part=${part}`))
  await take('policy-rehearsal', boss, async (page) => {
    await openPolicy(page, '/policy/2?part=rehearsal')
    const unrehearsed = page.getByText('It has not been rehearsed yet.')
    if (!(await unrehearsed.isVisible())) return
    await page.getByRole('main').getByRole('button', { name: 'Rehearse', exact: true }).last().click()
    await page.getByRole('progressbar').waitFor({ state: 'detached' })
    await unrehearsed.waitFor({ state: 'detached' })
  })
}

async function openPart(page: Page, part: string) {
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
