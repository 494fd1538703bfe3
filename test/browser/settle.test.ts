import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { listCases, openCase, promise, sendReply } from '#contract/cases.ts'
import { writeDown } from '#contract/by-hand.ts'
import { writeDeed } from '#contract/settling.ts'
import { barriersInEveryLook } from './barriers.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import type { Seat } from './front.ts'
import { soon, untilFocused } from './focus.ts'
import { untilCaseIsShown } from './queue.ts'

// Story 7 on the screen: sorry is no action, closing is refused with what is missing, and each way to it is taken by keys.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
let boss: Seat
let caseId: string

beforeAll(async () => {
  boss = await desk.seatBy(await desk.signInLink())
  await desk.does(boss, writeDown, {
    channel: 'phone',
    at: new Date().toISOString(),
    from: { name: 'Ruth Adeyemi', phone: '+49 30 23125 611' },
    body: 'The drum of the machine squeaks at night.',
    key: 'heard',
  })
  const { cases } = await desk.does(boss, listCases, { q: 'drum', state: 'any' })
  caseId = cases[0]?.id ?? ''
}, 60_000)

const kase = () => desk.does(boss, openCase, { caseId })

async function casePage(): Promise<Page> {
  const page = await desk.openPageOf(boss)
  await page.goto(`/cases/${caseId}`)
  await untilCaseIsShown(page)
  await page.getByRole('heading', { name: 'How far it is' }).waitFor()
  return page
}

test('whoever asks too soon whether it is settled is led to what was done by the next key', async () => {
  const page = await casePage()
  await page.keyboard.press('Shift+Q')
  await page.getByRole('alert').getByText('Nothing has been done yet').waitFor()
  await untilFocused(page.getByRole('button', { name: 'Write down what was done' }))
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'What was done' }).waitFor()
  await expect.poll(() => page.getByRole('alert').count(), soon).toBe(0)
})

test('what does not fit a field is kept whole, told with its number, and not sent', async () => {
  const page = await casePage()
  const dialog = page.getByRole('dialog')
  await page.keyboard.press('Shift+D')
  const field = dialog.getByLabel('What was done about it')
  const story = 'The bearing was exchanged. '.repeat(100).trim()
  await field.fill(story)
  await dialog.getByText('This is 699 characters too long').waitFor()
  await page.keyboard.press('Control+Enter')
  await untilFocused(field)
  expect(await field.inputValue()).toBe(story)
  expect(await dialog.getByRole('alert').count()).toBe(0)
  expect((await kase()).events.some(({ type }) => type === 'action-done')).toBe(false)
  await field.fill('')
  await dialog.getByRole('button', { name: 'Not now' }).press('Enter')
})

test('sorry is no action: what is missing to close is told, and each way to it is taken by keys alone', async () => {
  const { seq } = await kase()
  const sorry = { caseId, body: 'So sorry, please DM us', visibility: 'private', seq, key: 'sorry' } as const
  await desk.does(boss, sendReply, sorry)
  const page = await casePage()
  const dialog = page.getByRole('dialog')

  await page.keyboard.press('s')
  await dialog.getByText('The customer has not said that it is settled').waitFor()
  await dialog.getByLabel('The complaint is').selectOption('upheld')
  await dialog.getByLabel('Reason').fill('We have said that we are sorry.')
  expect(await dialog.getByRole('button', { name: 'Close it' }).isDisabled()).toBe(true)
  await dialog.getByLabel('It may be closed').selectOption('silence')
  await dialog.getByText('regret alone settles nothing').waitFor()
  expect(await barriersInEveryLook(page, 'closing refused')).toEqual([])
  expect((await kase()).deadlines.find(({ kind }) => kind === 'act-by')?.state).toBe('running')

  await dialog.getByRole('button', { name: 'Write down what was done' }).press('Enter')
  await untilFocused(dialog.getByLabel('What was done about it'))
  await page.keyboard.type('The bearing was exchanged.')
  await page.keyboard.press('Control+Enter')
  await dialog.getByRole('button', { name: 'Write down what they say' }).press('Enter')
  await dialog.getByRole('button', { name: 'On the phone' }).press('Enter')
  await dialog.getByLabel('Their words').fill('Quiet as a mouse. Thank you.')
  await dialog
    .getByRole('group', { name: 'Did somebody with the power to help listen?' })
    .getByRole('button', { name: 'Yes' })
    .press('Enter')
  await page.keyboard.press('Control+Enter')

  await dialog.locator('p').filter({ hasText: 'The customer says that it is settled' }).waitFor()
  // What was filled in before is still there.
  expect(await dialog.getByLabel('Reason').inputValue()).toBe('We have said that we are sorry.')
  await dialog.getByLabel('Reason').fill('The bearing is new, and she says so.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('is closed.').first().waitFor()
  await expect.poll(async () => (await kase()).stage, soon).toBe('customer-confirmed')
  expect((await kase()).closing.felt).toEqual({ listened: { is: true, by: 'colleague' } })
  await page.getByText('listened to by somebody with the power to help').first().waitFor()
})

test('a no names what it still lacks, and is not told before it is whole', async () => {
  await desk.does(boss, writeDown, {
    channel: 'counter',
    at: new Date().toISOString(),
    from: { name: 'Ada Quill', phone: '+49 30 23125 655' },
    body: 'The kettle is three years old and has stopped.',
    key: 'kettle',
  })
  const { cases } = await desk.does(boss, listCases, { q: 'kettle', state: 'any' })
  caseId = cases[0]?.id ?? ''
  const page = await casePage()
  const dialog = page.getByRole('dialog')

  await page.keyboard.press('Shift+N')
  await dialog.getByText('Still missing: the reason').waitFor()
  const write = (label: string, words: string) => dialog.getByLabel(label).fill(words)
  await write('In plain words', 'We do not pay for a new kettle.')
  await write('The reason', 'Section 7 ends the warranty after two years.')
  await write('What we looked at', 'The invoice, and the kettle itself.')
  await write('What we can do all the same', 'A new base at cost.')
  expect(await dialog.getByRole('button', { name: 'Tell them' }).isDisabled()).toBe(true)
  await dialog.getByText('Still missing: where else they can go.').waitFor()
  expect(await barriersInEveryLook(page, 'a no')).toEqual([])
  await write('Where else they can go', 'The conciliation board, free of charge.')
  await page.keyboard.press('Control+Enter')

  // It can be taken back for ten seconds, as any reply, and its words stand where they were written.
  await page.getByText('The no is written down in a moment.').first().waitFor()
  await page.keyboard.press('z')
  await expect
    .poll(
      async () => (await kase()).messages.find(({ direction }) => direction === 'out')?.delivery?.state,
      soon,
    )
    .toBe('withdrawn')
  await page.keyboard.press('Shift+N')
  await expect.poll(() => dialog.getByLabel('The reason').inputValue(), soon).toContain('Section 7')
  await page.keyboard.press('Control+Enter')

  await page.getByText('They were told no, with all that a no needs.').first().waitFor({ timeout: 30_000 })
  expect((await kase()).closing.toldNo).toMatchObject({ decision: 'not-upheld', isDisputed: false })
})

test('the question whether it is settled can be taken back as any reply, and its words stand where they were written', async () => {
  await desk.does(boss, writeDown, {
    channel: 'phone',
    at: new Date().toISOString(),
    from: { name: 'Nora Feld', phone: '+49 30 23125 677' },
    body: 'The lamp flickers.',
    key: 'lamp',
  })
  const { cases } = await desk.does(boss, listCases, { q: 'flickers', state: 'any' })
  caseId = cases[0]?.id ?? ''
  const { seq } = await kase()
  await desk.does(boss, writeDeed, { caseId, what: 'A new lamp was sent.', seq, key: 'deed' })
  const page = await casePage()
  const question = page.getByRole('dialog').getByLabel('To Nora Feld')
  const asking = page.getByRole('dialog').getByRole('button', { name: 'Write down what was said' })

  await page.keyboard.press('Shift+Q')
  await question.fill('Does the new lamp burn?')
  await asking.click()
  await page.getByText('The question to Nora is written down in a moment.').first().waitFor()
  await page.keyboard.press('z')

  await expect.poll(() => question.inputValue(), soon).toBe('Does the new lamp burn?')
  expect((await kase()).messages.find(({ direction }) => direction === 'out')?.delivery?.state).toBe(
    'withdrawn',
  )
  await asking.click()
  await page.getByRole('button', { name: 'Take it back' }).first().click()
  await expect.poll(() => question.inputValue(), soon).toBe('Does the new lamp burn?')
})

test('that a promise was kept is said by its key, pressed twice: nothing takes it back', async () => {
  const { seq } = await kase()
  const tonight = Temporal.Now.zonedDateTimeISO().with({ hour: 23, minute: 59, second: 59 })
  const dueAt = tonight.toInstant().toString()
  await desk.does(boss, promise, { caseId, what: 'We ring her tonight.', dueAt, seq, key: 'tonight' })
  const page = await casePage()
  await page.getByRole('button', { name: 'Kept' }).waitFor()

  const promised = async () => (await kase()).deadlines.find(({ kind }) => kind === 'promise')?.state
  await page.keyboard.press('Shift+P')
  await page.getByText('Was it done already? That cannot be taken back.').waitFor()
  expect(await promised()).toBe('running')
  await page.keyboard.press('Shift+P')
  await expect.poll(promised, soon).toBe('met')
})

test('of a promise for another day it is asked first whether it is kept already', async () => {
  const { seq } = await kase()
  const dueAt = Temporal.Now.instant().add({ hours: 72 }).toString()
  await desk.does(boss, promise, { caseId, what: 'A technician comes.', dueAt, seq, key: 'another day' })
  const page = await casePage()
  await page.getByRole('button', { name: 'Kept' }).waitFor()
  const stands = async () =>
    (await kase()).deadlines.filter(({ kind }) => kind === 'promise').map(({ state }) => state)

  await page.keyboard.press('Shift+P')
  await page.getByText('Was it done already?').waitFor()
  expect(await stands()).toContain('running')
  await page.keyboard.press('Shift+P')
  await expect.poll(stands, soon).not.toContain('running')
})
