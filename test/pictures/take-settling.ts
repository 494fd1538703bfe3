import type { Page } from 'playwright-core'
import { openCase, resolve } from '#contract/cases.ts'
import { noteWord, writeDeed } from '#contract/settling.ts'
import type { Seat } from '../browser/front.ts'
import { calledCase, longestStory, openCases } from './find-cases.ts'
import type { Studio } from './studio.ts'
import { openOn } from './take-case.ts'

/** The sheets by which a case comes to its end, and the case when it has. */
export async function takeSettling(studio: Studio, sol: Seat): Promise<void> {
  const { front, take, anyWanted } = studio
  if (!anyWanted('settle')) return
  const cases = await openCases(studio, sol)
  const long = await longestStory(studio, sol, cases)
  const undone = long?.id ?? ''
  await take('settle-deed', sol, (page) => strikeOn(page, undone, 'D'), { isSheet: true })
  await take('settle-refused', sol, async (page) => {
    await strikeOn(page, undone, 's')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('The complaint is').selectOption('upheld')
    await dialog.getByLabel('It may be closed').selectOption('silence')
  })
  await take('settle-no', sol, async (page) => {
    await strikeOn(page, undone, 'N')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('In plain words').fill('We do not pay for a new kettle.')
    await dialog
      .getByLabel('The reason')
      .fill('The warranty ends after two years (section 7). Yours is three years old.')
  })
  const called = await calledCase(
    studio,
    sol,
    cases.filter(({ id }) => id !== undone),
  )
  if (!called) throw new Error('Nobody has called.')
  const on = async () => {
    const { seq } = await front.does(sol, openCase, { caseId: called.id })
    return { caseId: called.id, seq, key: `settle ${called.id} ${seq}` }
  }
  await front.does(sol, writeDeed, { ...(await on()), what: 'The pump was exchanged, and the floor is dry.' })
  await take('settle-ask', sol, (page) => strikeOn(page, called.id, 'Q'), { isSheet: true })
  await take('settle-attempt', sol, (page) => strikeOn(page, called.id, 'T'), { isSheet: true })
  await take('settle-word', sol, async (page) => {
    await strikeOn(page, called.id, 'H')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'On the phone' }).click()
    await dialog.getByLabel('Their words').fill('It has run dry for a week now. Thank you.')
  })
  const feelings = { listened: true, respected: true }
  const word = { says: 'settled', way: 'call', words: 'It runs dry. Thank you.', feelings } as const
  await front.does(sol, noteWord, { ...(await on()), ...word })
  await take('settle-close', sol, async (page) => {
    await strikeOn(page, called.id, 's')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('The complaint is').selectOption('upheld')
    await dialog.getByLabel('Reason').fill('The pump is new, and she says that it runs dry.')
  })
  await front.does(sol, resolve, {
    ...(await on()),
    decision: 'upheld',
    restsOn: 'word',
    reason: 'The pump is new, and she says that it runs dry.',
  })
  await take('settle-closed', sol, (page) => openOn(page, called.id))
  await take('settle-look', sol, (page) => strikeOn(page, called.id, 'V'), { isSheet: true })
  await take('settle-again', sol, (page) => strikeOn(page, called.id, 'O'), { isSheet: true })
}

/** Opens a case, and the sheet that a key opens. */
async function strikeOn(page: Page, caseId: string, key: string) {
  await openOn(page, caseId)
  await page.locator('#facts').waitFor({ state: 'attached' })
  await page.keyboard.press(key)
  await page.getByRole('dialog').waitFor()
}
