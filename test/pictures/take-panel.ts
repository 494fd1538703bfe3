import { createHmac } from 'node:crypto'
import { setPanel } from '#contract/telephones.ts'
import type { Seat } from '../browser/front.ts'
import { asPanel, type Studio } from './studio.ts'

/** The call screen in another system's page: while it rings, and where the link that opened it is too old. */
export async function takePanel({ front, take, isWanted }: Studio, sol: Seat, boss: Seat): Promise<void> {
  if (!isWanted('line-panel') && !isWanted('line-panel-closed')) return
  const { panel, secret } = await front.does(boss, setPanel, {
    origins: ['https://crm.example'],
    renew: true,
  })
  const org = new URL(panel.path, front.process.url).searchParams.get('org') ?? ''
  const linkUntil = (until: number) => {
    const signature = createHmac('sha256', secret ?? '')
      .update(`${org}.${sol.handle}.${until}`)
      .digest('hex')
    return `${panel.path}&agent=${sol.handle}&until=${until}&signature=${signature}`
  }
  await take(
    'line-panel',
    null,
    async (page) => {
      await page.goto(linkUntil(inSeconds(60)))
      await page.getByRole('heading', { name: 'You may, now' }).waitFor()
      await page.locator('#line-failures').waitFor()
    },
    { sizes: asPanel },
  )
  await take(
    'line-panel-closed',
    null,
    async (page) => {
      await page.goto(linkUntil(inSeconds(-60)))
      await page.getByText('The panel could not be opened.').waitFor()
    },
    { sizes: asPanel },
  )
}

/** So many seconds from now, as a signed link says until when it holds. */
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds
