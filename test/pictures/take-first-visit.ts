import type { Studio } from './studio.ts'

/** What a desk shows before anybody has signed in. */
export async function takeFirstVisit({ take }: Studio): Promise<void> {
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
