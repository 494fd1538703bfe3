import { expect, test } from 'vitest'
import { isAtThisMachine } from '#server/http/visitor-of.ts'
import { markSample } from '#server/store/organisations.ts'
import { aMail, deliver } from '#test/mail.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { exploreSample, seeAs } from '../sample/explore-sample.ts'
import type { Visitor } from './first-visit.ts'
import { organisationNamed } from './found-organisation.ts'
import { addMailbox } from '../connections/add-mailbox.ts'
import { holderOfPass, makePass } from '../sign-in/passes.ts'
import { setUp } from './set-up.ts'
import { showMe } from './show-me.ts'
import { showRemedyRules } from '../remedies/remedy-rules.ts'
import { showStaffing } from '../colleagues/show-staffing.ts'
import { signInByPassword } from '../sign-in/sign-in.ts'
import { showWelcome, skipStep } from './welcome.ts'

const client = { address: '127.0.0.1', browser: null, system: null }
const here: Visitor = { isHere: true, agent: null, link: undefined, client }
const elsewhere: Visitor = { ...here, isHere: false }

const mine = {
  organisation: 'Lindenhof Furniture',
  name: 'Ruth Adeyemi',
  email: 'ruth@lindenhof.example',
  password: 'a table with four legs',
  zone: 'Europe/Berlin',
  hours: [{ days: ['mon' as const, 'tue' as const], from: '09:00', to: '17:00' }],
}

const linkOf = (desk: TestDesk) =>
  makePass(desk, desk.org, { kind: 'link', member: 'administrator', role: 'admin' })

/** A sample company that is ready, without its three weeks. */
async function aSample(desk: TestDesk) {
  const { id } = await organisationNamed(desk.db, desk.masterKey, 'The sample', desk.now())
  const { saveMember } = await import('#server/store/members.ts')
  await desk.db.withOrg(id, async (tx) => {
    for (const [handle, role] of [
      ['mara', 'agent'],
      ['ines', 'lead'],
    ] as const)
      await saveMember(tx, { handle, name: handle, role, createdAt: desk.now().toString() })
  })
  await desk.db.asOwner((tx) => markSample(tx, id, 'mara'))
  return id
}

test('the first visit is open to this machine, and to whoever holds the printed link', async () => {
  const desk = await aDeskAlone()
  expect(await showWelcome(desk, here)).toMatchObject({ isFirst: true, mayBegin: true, maySetUp: true })
  expect(await showWelcome(desk, elsewhere)).toMatchObject({
    isFirst: true,
    mayBegin: false,
    maySetUp: false,
  })
  await expect(setUp(desk, elsewhere, mine)).rejects.toThrow('whoever holds the link')
  await expect(setUp(desk, { ...elsewhere, link: 'eh_nonsense' }, mine)).rejects.toThrow('holds the link')
  const session = await setUp(desk, { ...elsewhere, link: await linkOf(desk) }, mine)
  expect(await showMe(desk, await holderOfPass(desk, session, ['session']))).toMatchObject({
    name: 'Ruth Adeyemi',
    role: 'admin',
    hasPassword: true,
    organisation: { name: 'Lindenhof Furniture', isSample: false },
  })
})

test('whoever set the desk up signs in by their password from then on, and their hours are every rung’s', async () => {
  const desk = await aDeskAlone()
  await setUp(desk, here, mine)
  const came = await signInByPassword(desk, mine, { client, cookies: {} })
  expect(came).toMatchObject({ needs: null, org: desk.org, handle: 'administrator' })
  const { rungs } = await showStaffing(desk, desk.admin)
  expect(rungs.map(({ zone, hours, holes }) => ({ zone, hours, holes }))).toEqual(
    rungs.map(() => ({ zone: mine.zone, hours: mine.hours, holes: [] })),
  )
})

test('a house counts what it gives in the currency of where it stands, or in the one that it says', async () => {
  const desk = await aDeskAlone()
  await setUp(desk, here, { ...mine, zone: 'Europe/London' })
  expect(await showRemedyRules(desk, desk.admin)).toMatchObject({ currency: 'GBP', gestureCase: 5_000 })
  const other = await aDeskAlone()
  await setUp(other, here, { ...mine, currency: 'SEK' })
  expect(await showRemedyRules(other, other.admin)).toMatchObject({ currency: 'SEK', gestureCase: 50_000 })
})

test('setting up twice is refused, also at the same moment', async () => {
  const desk = await aDeskAlone()
  const both = await Promise.allSettled([setUp(desk, here, mine), setUp(desk, here, mine)])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(setUp(desk, here, mine)).rejects.toThrow('already')
})

test('once somebody has signed in, only an administrator who came in may finish setting up', async () => {
  const desk = await aDeskAlone()
  const session = await makePass(desk, desk.org, {
    kind: 'session',
    member: 'administrator',
    role: 'admin',
    openedBy: 'sign-in',
    client: null,
  })
  expect(await showWelcome(desk, here)).toMatchObject({ isFirst: false, mayBegin: false, maySetUp: false })
  await expect(exploreSample(desk, here)).rejects.toThrow('first visit')
  const agent = await holderOfPass(desk, session, ['session'])
  expect(await showWelcome(desk, { ...elsewhere, agent })).toMatchObject({ maySetUp: true })
  await setUp(desk, { ...elsewhere, agent }, mine)
})

test('a weak password, a zone that is none and a name that is taken leave everything as it was', async () => {
  const desk = await aDeskAlone()
  await aSample(desk)
  await expect(setUp(desk, here, { ...mine, password: 'short' })).rejects.toThrow('12 characters')
  await expect(setUp(desk, here, { ...mine, zone: 'Nowhere' })).rejects.toThrow('Europe/Berlin')
  await expect(setUp(desk, here, { ...mine, organisation: 'The sample' })).rejects.toThrow(
    'another organisation',
  )
  expect(await showWelcome(desk, here)).toMatchObject({ isFirst: true, maySetUp: true })
})

test('from within the sample one sees it as others, and sets up one’s own; elsewhere nobody becomes somebody else', async () => {
  const desk = await aDeskAlone()
  const org = await aSample(desk)
  const { session } = await exploreSample(desk, here)
  const mara = await holderOfPass(desk, session ?? '', ['session'])
  expect(mara).toMatchObject({ org, handle: 'mara', role: 'agent' })
  const ines = await holderOfPass(desk, await seeAs(desk, mara, 'lead', client), ['session'])
  expect(ines).toMatchObject({ org, handle: 'ines', role: 'lead' })
  await expect(seeAs(desk, mara, 'executive', client)).rejects.toThrow('Nobody in the sample')

  const owner = await holderOfPass(desk, await setUp(desk, { ...elsewhere, agent: ines }, mine), ['session'])
  expect(owner.org).toBe(desk.org)
  await expect(seeAs(desk, owner, 'lead', client)).rejects.toThrow('Only the sample company')
  expect(await showWelcome(desk, { ...elsewhere, agent: ines })).toMatchObject({
    maySetUp: false,
    guide: null,
  })
})

test('the guide knows what is done, what was left out, and the mail that came', async () => {
  const desk = await aDeskAlone()
  const agent = await holderOfPass(desk, await setUp(desk, here, mine), ['session'])
  const guide = async () => (await showWelcome(desk, { ...elsewhere, agent })).guide
  expect(await guide()).toMatchObject({ done: 1, isOver: false, firstMail: null })
  await skipStep(desk, agent, { step: 'colleagues', skip: true })
  await addMailbox(desk, desk.admin, { name: 'Help', address: 'help@lindenhof.example' })
  expect(await guide()).toMatchObject({
    done: 2,
    steps: [
      { step: 'mail', state: 'done' },
      { step: 'colleagues', state: 'skipped' },
      { step: 'first-mail', state: 'open' },
    ],
  })
  desk.wait('PT1M')
  await deliver(desk, aMail({ subject: 'Hello, does this arrive?' }))
  expect(await guide()).toMatchObject({
    done: 3,
    isOver: true,
    firstMail: { subject: 'Hello, does this arrive?' },
  })
  expect(await skipStep(desk, agent, { step: 'colleagues', skip: false })).toMatchObject({ isOver: false })
})

test.each([
  ['127.0.0.1', { host: 'localhost:4600' }, true],
  ['::ffff:127.0.0.1', { host: '127.0.0.1:4600' }, true],
  ['::1', { host: '[::1]:4600' }, true],
  ['192.168.1.7', { host: 'localhost:4600' }, false],
  ['127.0.0.1', { host: 'desk.attacker.example' }, false],
  ['127.0.0.1', { host: '127.0.0.1.attacker.example:4600' }, false],
  ['127.0.0.1', { host: 'localhost:4600', 'x-forwarded-for': '127.0.0.1' }, false],
  ['127.0.0.1', {}, false],
])('a visitor from %s who asks for %o is at this machine: %s', (ip, headers, isHere) => {
  expect(isAtThisMachine({ ip, headers })).toBe(isHere)
})
