import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { listForms } from '#contract/forms.ts'
import german from '#web/words/de.json' with { type: 'json' }
import { barriersInEveryLook } from './barriers.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import type { Seat } from './front.ts'
import { pressOn, soon, untilFocused, walkByTab, write } from './focus.ts'
import { untilLoaded } from './loading.ts'
import { untilCaseIsShown } from './queue.ts'

// Every screen of a desk with three weeks behind it, for whoever cannot see it well, has no mouse, or a narrow screen.

vi.setConfig({ testTimeout: 90_000 })

const desk = deskAtScreens()
let boss: Seat
/** One page for all of them: each test begins by loading its own screen. */
let page: Page

beforeAll(async () => {
  boss = await desk.exploreSample('admin')
  page = await desk.stayingPageOf(boss)
}, 120_000)

/** Waits until a page says what it is about. */
const titled = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function openDesk() {
  await page.goto('/')
  await page.getByRole('main').locator('a[data-row]').first().waitFor()
}

async function openCase() {
  await openDesk()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await untilCaseIsShown(page)
}

const settings = [
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

/** Opens a part of the settings: from the part before it by its link, as one does, without loading everything anew. */
async function openSettings(part: string) {
  // The first part is linked by the main places too, which come before.
  const link = page.locator(`nav a[href="/settings/${part}"]`).last()
  if (new URL(page.url()).pathname.startsWith('/settings/') && (await link.isVisible())) await link.click()
  else await page.goto(`/settings/${part}`)
  const title = await link.innerText()
  await page.getByRole('main').getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
  await untilLoaded(page)
}

const screens: Record<string, () => Promise<void>> = {
  desk: openDesk,
  'what is looked for': async () => {
    await page.goto('/?q=washer')
    await page.getByRole('main').locator('a[data-row]').first().waitFor()
  },
  case: openCase,
  reply: async () => {
    await openCase()
    await page.keyboard.press('r')
    await untilFocused(page.getByRole('textbox', { name: /reply to/ }))
  },
  promise: async () => {
    await openCase()
    await page.keyboard.press('p')
    await page.getByRole('dialog').waitFor()
  },
  'write down': async () => {
    await page.goto('/write-down')
    await untilFocused(page.getByLabel('Number or e-mail'))
    await page.keyboard.press('Alt+p')
    await page.getByLabel('What was promised').waitFor()
  },
  quarantine: async () => {
    await page.goto('/items/quarantined')
    await titled('Quarantine')
  },
  'set aside': async () => {
    await page.goto('/items/set-aside')
    await titled('Set aside')
    await page.getByRole('listitem').first().waitFor()
  },
  'in doubt': async () => {
    await page.goto('/in-doubt')
    await titled('In doubt')
  },
  mentions: async () => {
    await page.goto('/mentions')
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await untilLoaded(page)
  },
  help: async () => {
    await openDesk()
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await titled('Help')
    await page.getByText('A place to escalate to').waitFor()
  },
  'any action': async () => {
    await openDesk()
    await page.keyboard.press('Control+k')
    await untilFocused(page.getByRole('combobox', { name: 'What to do, or whom to find' }))
    await page.keyboard.type('go')
    await page.getByRole('option').first().waitFor()
  },
  'all keys': async () => {
    await openDesk()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
  },
  ...Object.fromEntries(settings.map((part) => [`settings: ${part}`, () => openSettings(part)])),
}

test.for(Object.keys(screens))('%s keeps nobody out, at any width and in light and dark', async (name) => {
  await screens[name]?.()
  expect(await barriersInEveryLook(page, name)).toEqual([])
})

test('the form and the status page that customers see keep nobody out', async () => {
  const { forms } = await desk.does(boss, listForms, {})
  const theirs = await desk.openPage()
  await theirs.goto(`/f/${forms[0]?.slug ?? ''}`)
  await theirs.getByRole('heading', { level: 1 }).waitFor()
  expect(await barriersInEveryLook(theirs, 'web form')).toEqual([])
})

test.for(['desk', 'case', 'settings: account', 'settings: rota'])(
  'on the screen “%s” the focus is seen wherever Tab comes to',
  async (name) => {
    // From nothing: Tab begins where the page begins.
    await page.goto('about:blank')
    await screens[name]?.()
    const walked = await walkByTab(page)
    expect(walked.length).toBeGreaterThan(10)
    expect(walked.filter(({ isSeen }) => !isSeen)).toEqual([])
  },
)

const dialogs = {
  'any action': 'Control+k',
  'all keys': '?',
  promise: 'p',
  escalate: 'e',
  'give to a colleague': 'a',
  'decide and close': 's',
  'what was done': 'D',
  'what they say': 'H',
  'say no': 'N',
  'merge with another case': 'M',
}

test.for(Object.entries(dialogs))(
  'the dialog “%s” is no trap: Tab goes round inside it, and Escape gives the focus back',
  async ([, key]) => {
    await stayOnCase()
    const before = await page.evaluate(() => document.activeElement?.textContent)
    await page.keyboard.press(key)
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await expect.poll(() => holdsFocus(), soon).toBe(true)
    for (let steps = 0; steps < 25; steps++) {
      await page.keyboard.press('Tab')
      expect(await holdsFocus()).toBe(true)
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toBe(before)
  },
)

/** Opens a case, unless the dialog before this one was left on it; the focus is where one has gone by Tab. */
async function stayOnCase() {
  const isThere = new URL(page.url()).pathname.startsWith('/cases/')
  if (!isThere || (await page.getByRole('dialog').count()) > 0) await openCase()
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Promise/ })
    .first()
    .focus()
  await page.keyboard.press('Tab')
}

const holdsFocus = () => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)

test('what is missing in a form is said in our words below its field, which has the focus', async () => {
  await page.goto('/settings/people')
  await pressOn(page.getByRole('button', { name: 'Invite somebody' }))
  await untilFocused(page.getByLabel('Name', { exact: true }))
  await page.keyboard.type('Ada Osei')
  const email = page.getByLabel('E-mail', { exact: true })
  await write(email, 'ada')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: 'Write a whole e-mail address' }).waitFor()
  await untilFocused(email)
  await page.keyboard.type('@aldera.example')
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await pressOn(page.getByRole('navigation').getByRole('link', { name: 'Rota and hours' }))
  await titled('Rota and hours')
  await pressOn(page.getByRole('navigation').getByRole('link', { name: 'People and teams' }))
  await pressOn(page.getByRole('button', { name: 'Invite somebody' }))
  expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe('ada@aldera.example')
})

test('any action is found by some of its name, typed in the same breath as its key, and done by Enter', async () => {
  await openDesk()
  await page.keyboard.press('Control+k')
  // What it shows is fetched now, for the first time: no letter is lost to it, and none is a command meanwhile.
  await page.keyboard.type('quaran')
  await page.getByRole('option', { name: /Go to quarantine/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await titled('Quarantine')
  expect(new URL(page.url()).pathname).toBe('/items/quarantined')
})

test('what the bar calls a view is found under that name, before anybody who is called a little like it', async () => {
  await openDesk()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'What to do, or whom to find' })
  await untilFocused(field)
  for (const view of ['Waiting on others', 'Offered to me']) {
    await field.fill(view)
    await page.getByRole('option', { name: view, selected: true }).waitFor()
  }
  // What nothing is called by is looked for on the desk: Enter opens nobody's case for a word that stands somewhere in it.
  await field.fill('the kitchen')
  await page.getByRole('option', { name: 'Look for “the kitchen” in all cases', selected: true }).waitFor()
  await field.fill('My turn')
  await page.getByRole('option', { name: 'My turn', selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('nav a[aria-current]', { hasText: 'My turn' }).waitFor()
  expect(new URL(page.url()).search).toBe('?owner=me&turn=owners')
})

test('bank holidays are found by their name from the desk, in a page of its whole width', async () => {
  await openDesk()
  await page.keyboard.press('Control+k')
  await untilFocused(page.getByRole('combobox', { name: 'What to do, or whom to find' }))
  await page.keyboard.type('holiday')
  await page.getByRole('option', { name: /Bank holidays/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  const heading = page.getByRole('heading', { name: 'Holidays' })
  await untilFocused(heading)
  const { x = 0, width = 0 } = (await page.getByRole('main').boundingBox()) ?? {}
  expect(x + width).toBe(page.viewportSize()?.width)
})

test.for([1440, 360])(
  'every place and every part of the settings is reached from the desk by a click and lies in sight, %d px wide',
  async (width) => {
    await page.setViewportSize({ width, height: 900 })
    await openDesk()
    const isWide = width > 760
    const bar = page.getByRole('navigation', { name: isWide ? 'Main' : 'Main, at the bottom', exact: true })
    const queue = bar.locator('a[href="/?state=open"]').first()
    const goThere = (place: string) =>
      isWide || place.startsWith('/') ? bar.locator(`a[href="${place}"]`).click() : chooseOfMore(place)
    // What is another view of the desk is the desk.
    const places = (await placesOf(bar)).filter((place) => !/^[/]([?]|$)/.test(place))
    for (const place of isWide ? places : [...places, ...ofMore]) {
      await goThere(place)
      expect(await lies(beforeTheDesk()), `${place}, after the desk`).toBe('in sight')
      await queue.click()
      expect(await lies(page.locator('[data-shown="true"] h1')), `the desk, after ${place}`).toBe('in sight')
    }
    await goThere(isWide ? '/settings' : 'Settings')
    const parts = page.getByRole('navigation', { name: 'Settings' })
    await parts.waitFor()
    for (const part of await placesOf(parts)) {
      const link = parts.locator(`a[href="${part}"]`)
      const name = await link.innerText()
      await link.click()
      expect(await lies(beforeTheDesk(name)), `${part} of the settings`).toBe('in sight')
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  },
)

/** The places for which a narrow screen has no tab. */
const ofMore = ['Set aside', 'Mentions', 'Remedies', 'Policy', 'Settings']

async function chooseOfMore(name: string) {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

const placesOf = (bar: Locator) =>
  bar.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

/** The heading of a page that is shown while the desk is kept behind it. */
const beforeTheDesk = (name?: string) =>
  page.locator('[data-shown="false"] ~ * h1, [data-shown="false"] ~ main h1', { hasText: name ?? '' }).first()

/** Whether a heading can be read, and its page has room below it. */
async function lies(heading: Locator): Promise<string> {
  await heading.waitFor()
  const { own, around } = await heading.evaluate((element) => ({
    own: element.getBoundingClientRect(),
    around: (element.closest('main') ?? element).getBoundingClientRect(),
  }))
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  if (own.width < 20 || own.height < 12) return `${own.width} by ${own.height}`
  if (own.left < 0 || own.top < 0 || own.right > width || own.bottom > height)
    return `at ${own.left}, ${own.top}`
  return around.width > width / 2 && around.height > 120
    ? 'in sight'
    : `on a page of ${around.width} by ${around.height}`
}

test('the sheet of keys tells what works here, and turns single letters off and on again', async () => {
  await openCase()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'All keys' })
  await sheet.getByText('Write down a call, a letter or a visit').waitFor()
  await sheet.getByText('Promise something').waitFor()
  await pressOn(sheet.getByRole('checkbox', { name: 'Single letters are commands' }), ' ')
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.keyboard.press('p')
  await page.keyboard.press('Control+k')
  // What is there is the palette: the letter did nothing before it.
  await untilFocused(page.getByRole('combobox', { name: 'What to do, or whom to find' }))
  expect(await page.getByRole('dialog').count()).toBe(1)
  await page.keyboard.type('all keys')
  await page.getByRole('option', { name: /^All keys/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await pressOn(sheet.getByRole('checkbox', { name: 'Single letters are commands' }), ' ')
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.keyboard.press('p')
  await page.getByRole('dialog', { name: 'Promise' }).waitFor()
})

test('where somebody reads German, no screen says in English what it could say in German', async () => {
  await page.goto('/settings/account')
  await pressOn(page.getByRole('button', { name: 'Deutsch' }))
  await titled('Ihr Konto')
  const english = Object.entries(german)
    // What a rung or a fact is called is the policy's own word.
    .filter(([said, translated]) => said !== translated && !said.includes('{') && !ofPolicy.has(said))
    .map(([said]) => said)
  for (const place of [
    '/',
    '/write-down',
    '/items/quarantined',
    '/items/set-aside',
    '/in-doubt',
    '/welcome',
  ]) {
    await page.goto(place)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await englishOn(english)).toEqual([])
  }
  await page.goto('/')
  await page.getByRole('main').locator('a[data-row]').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('article').first().waitFor()
  expect(await englishOn(english)).toEqual([])
  for (const part of settings) {
    await openSettings(part)
    expect(await englishOn(english)).toEqual([])
  }
})

const ofPolicy = new Set(['Team lead', 'Verified'])

/** What of these sentences stands on the page, or is read out on it. */
const englishOn = (english: readonly string[]) =>
  page.evaluate((sentences) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const said = new Set<string>()
    while (walker.nextNode()) {
      const { textContent, parentElement } = walker.currentNode
      // What somebody wrote, or is called, is theirs.
      if (!parentElement?.closest('.voice, option, noscript, script')) said.add((textContent ?? '').trim())
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) said.add(element.getAttribute(name) ?? '')
    return sentences.filter((sentence) => said.has(sentence))
  }, english)

test('no page failed on the way', () => {
  expect(desk.faults).toEqual([])
})
