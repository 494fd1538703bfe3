import { chromium } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const sizes = process.argv[2] ? process.argv[2].split(',').map(Number) : [1440, 768, 360]
for (const scheme of ['light', 'dark']) for (const width of sizes) {
  const ctx = await b.newContext({ baseURL: 'http://127.0.0.1:4747', storageState: '/tmp/keep/state.json', viewport: { width, height: width < 500 ? 760 : 900 }, colorScheme: scheme, hasTouch: width < 500, isMobile: width < 500 })
  const page = await ctx.newPage()
  page.on('pageerror', (e) => console.log('fault', e))
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()))
  const axe = async (name) => { const { violations } = await new AxeBuilder({ page }).analyze(); for (const v of violations) console.log(name, width, scheme, v.id, v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3)) }
  const shot = async (name) => { await page.screenshot({ path: `/tmp/keep/${name}-${width}-${scheme}.png` }); await axe(name) }
  await page.goto('/items/quarantined'); await page.getByRole('list', { name: 'Quarantine' }).waitFor()
  if (width > 500) { await page.keyboard.press('j'); await page.keyboard.press('j'); await page.keyboard.press('Enter'); await page.keyboard.press('x') }
  await page.waitForTimeout(300); await shot('quarantine')
  await page.goto('/items/set-aside'); await page.getByRole('list', { name: 'Today’s sample' }).waitFor(); await page.waitForTimeout(300); await shot('set-aside')
  await page.goto('/in-doubt'); await page.getByRole('list', { name: 'Replies in doubt' }).waitFor(); await page.waitForTimeout(300); await shot('in-doubt')
  await page.goto('/settings/keeping'); await page.getByLabel('Find a person').waitFor()
  await page.getByLabel('Months that the words of a closed case are kept').fill('24')
  await page.getByLabel('Find a person').fill('ru'); await page.getByRole('list', { name: 'People found' }).waitFor(); await page.waitForTimeout(300); await shot('keeping')
  await page.getByRole('button', { name: /Ruth/ }).click(); await page.waitForTimeout(200); await page.getByLabel(/^Type “Ruth/).scrollIntoViewIfNeeded(); await shot('erase')
  await ctx.close()
}
await b.close()
