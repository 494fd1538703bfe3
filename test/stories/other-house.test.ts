import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCases, openCase, promise, sendReply } from '#contract/cases.ts'
import { invitePerson, listPeople, listTeams, listTokens, makeTeam, makeToken } from '#contract/accounts.ts'
import { listConnections } from '#contract/connections.ts'
import { audit } from '#contract/desk.ts'
import { endpoints } from '#contract/endpoints.ts'
import { listItems, postItem } from '#contract/items.ts'
import { listMembers } from '#contract/people.ts'
import { keepView, listViews } from '#contract/queue.ts'
import { enterAbsence, showStaffing } from '#contract/staffing.ts'
import { listTemplates, saveTemplate } from '#contract/writing.ts'
import { readConfig } from '#server/config.ts'
import { openHouse } from '#server/open-house.ts'
import { sql } from '#server/store/statement.ts'
import { ask, type Caller } from '#test/ask.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { handInMail } from '#test/hand-in-mail.ts'
import { untilSettled } from '#test/until-settled.ts'
import { watchLive } from '#test/watch-live.ts'
import { aNo } from '#test/settle-case.ts'

// Two organisations at one desk, and passes that are none: nobody sees or moves what is another's.

let desk: DeskProcess
let ours: Caller
let theirs: Caller
let known: Record<string, string>

beforeAll(async () => {
  desk = await deskProcess()
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
  ours = { url: desk.url, token: await desk.token('admin') }
  theirs = { url: desk.url, token: await desk.token('admin', 'Second') }
  known = await fillOurs()
}, 60_000)

afterAll(async () => {
  await desk.remove()
}, 60_000)

/** Something of everything in our organisation, by the names that the contract gives to ids. */
async function fillOurs(): Promise<Record<string, string>> {
  const at = '2026-11-23T09:00:00Z'
  const from = { phone: '+49 30 1234', email: 'ada@customers.example' }
  const given = { channel: 'web' as const, at, from, body: 'The lid is bent.' }
  const { itemId, caseId = '' } = await ask(ours, postItem, { ...given, externalId: 'one' })
  const { caseId: takes = '' } = await ask(ours, postItem, {
    ...given,
    externalId: 'two',
    body: 'A bill for nothing.',
  })
  const { itemId: asideId } = await ask(ours, postItem, { ...given, externalId: 'three', from: {} })
  const { seq, owner } = await ask(ours, openCase, { caseId })
  const reply = await ask(ours, sendReply, {
    caseId,
    body: 'We come.',
    visibility: 'private',
    seq,
    key: 'reply',
  })
  const dueAt = Temporal.Now.instant().add({ hours: 24 }).toString()
  const promised = await ask(ours, promise, {
    caseId,
    what: 'A call.',
    by: owner.id,
    dueAt,
    seq: reply.seq,
    key: 'promise',
  })
  const { accounts, person, links, offer } = await ask(ours, openCase, { caseId })
  return {
    ...(await furnishOurs()),
    itemId,
    asideId,
    caseId,
    takes,
    gives: takes,
    messageId: reply.id,
    promiseId: promised.id,
    escalationId: offer?.id ?? `${caseId}.1`,
    accountId: accounts[0]?.id ?? '',
    personId: person?.id ?? '',
    linkId: links[0]?.id ?? randomUUID(),
  }
}

/** Asks something as their administrator, and tells how that was answered. */
async function postAsThem(path: string, body: object): Promise<number> {
  const headers = { authorization: `Bearer ${theirs.token}`, 'content-type': 'application/json' }
  const text = JSON.stringify({ ...body, key: randomUUID() })
  return (await fetch(desk.url + path, { method: 'POST', headers, body: text })).status
}

/** What an administrator has in our organisation. */
async function furnishOurs(): Promise<Record<string, string>> {
  const key = 'furnish ours'
  const ben = { name: 'Ben Osei', email: 'ben@people.example', role: 'agent' as const }
  const { id: handle } = await ask(ours, invitePerson, { ...ben, key: `${key} ben` })
  const { id: teamId } = await ask(ours, makeTeam, { name: 'Our bills', sees: 'own', key: `${key} team` })
  const { connections } = await ask(ours, listConnections, {})
  const away = { from: '2027-01-04T00:00:00Z', until: '2027-01-08T00:00:00Z' }
  const { id: absenceId } = await ask(ours, enterAbsence, { who: handle, ...away, key: `${key} away` })
  const view = { name: 'Late ones', filter: { due: 'late' as const }, key: `${key} view` }
  const { id: viewId } = await ask(ours, keepView, view)
  const template = { name: 'Sorry', body: 'We are sorry.', key: `${key} template` }
  const { id: templateId } = await ask(ours, saveTemplate, template)
  await ask(ours, makeToken, { name: 'A program', role: 'agent' })
  const { tokens } = await ask(ours, listTokens, {})
  return {
    handle,
    teamId,
    absenceId,
    viewId,
    templateId,
    connectionId: connections[0]?.id ?? '',
    tokenId: tokens.find(({ name }) => name === 'A program')?.id ?? '',
  }
}

/** Bodies that would be done, were it one's own. */
const bodies: Record<string, Record<string, unknown>> = {
  replies: { body: 'Well.', visibility: 'private' },
  notes: { body: 'Well.' },
  signings: { signer: 'administrator', body: 'Well.', visibility: 'private', remark: 'Please.' },
  escalations: { reason: 'Help.' },
  promises: { what: 'A call.', dueAt: '2027-01-01T00:00:00Z' },
  assignments: { owner: 'administrator' },
  resolutions: { decision: 'upheld', restsOn: 'word', reason: 'Well.' },
  deeds: { what: 'A new seal.' },
  words: { says: 'settled', way: 'message' },
  attempts: {
    account: '00000000-0000-7000-8000-000000000000',
    triedAt: '2026-01-01T00:00:00Z',
    what: 'It rang out.',
  },
  refusals: { ...aNo },
  '/absences/:absenceId': { from: '2027-01-04T00:00:00Z', until: '2027-01-08T00:00:00Z' },
  verifications: { what: 'The books.' },
  facts: { facts: { harm: 'loss' } },
  withdraw: { about: 'x' },
  decline: { reason: 'No.' },
  return: { reason: 'No.' },
  snoozes: { until: '2027-01-01T00:00:00Z', reason: 'Later.' },
  draft: { mode: 'private', body: 'Well.', asks: false, version: 0 },
  presence: { doing: 'looking' },
  looked: { right: true },
  'set-aside': { because: 'spam' },
  ':teamId': { name: 'Theirs', sees: 'all' },
  ':connectionId': { name: 'Theirs', address: 'us@theirs.example', team: null, imap: null, relay: null },
  ':handle': { name: 'Theirs', role: 'admin' },
  move: { to: 'up' },
  claims: { kind: 'other', said: 'I am a nurse.' },
  '/cases/:caseId/remedies': { sort: 'gesture', what: 'refund', amount: 500, reason: 'Well.' },
  '/cases/:caseId/room': { body: 'Come in: {link}', visibility: 'private' },
  'closing-note': { body: 'It is settled.' },
  evidence: { messageId: '00000000-0000-7000-8000-000000000000' },
  '/networks/:connectionId': { name: 'Theirs', settings: {} },
  '/telephones/:connectionId': { name: 'Theirs', asterisk: null },
}

/** The same of what is asked for by a question. */
const questions: Record<string, string> = {
  '/cases/:caseId/remedies/signature': '?sort=gesture&what=refund&amount=500',
  '/cases/:caseId/earlier': `?before=${Buffer.from('{"messages":null,"events":null}').toString('base64url')}`,
}

/** What is about a case and what belongs to it, and what administrators name. A rung has the same name everywhere. */
const idsOfOurs = new Set([
  'handle',
  'teamId',
  'connectionId',
  'absenceId',
  'viewId',
  'templateId',
  'tokenId',
  'caseId',
  'itemId',
  'messageId',
  'escalationId',
  'promiseId',
  'linkId',
  'personId',
])

const walked = endpoints.filter(({ path }) => {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  // Whether an item waits for such a decision is answered alike where there is none.
  if (/^\/items\/.*(?:looked|set-aside)$/.test(path)) return false
  // It asks nobody who they are: what is not signed is turned away, whoever sends it.
  if (path.startsWith('/calls/from/')) return false
  return names.length > 0 && names.every((name) => idsOfOurs.has(name))
})

test.each(walked.map(({ method, path }) => [method, path] as const))(
  'another organisation that names our ids in %s %s is told that there is no such thing',
  async (method, path) => {
    const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => known[name] ?? 'missing')
    const verb = path.split('/').at(-1) ?? ''
    const body = {
      ...(bodies[path] ?? bodies[verb]),
      seq: 1,
      key: randomUUID(),
      takes: known['takes'],
      gives: known['gives'],
      items: [known['itemId']],
    }
    const response = await fetch(`${desk.url}/api${filled}${questions[path] ?? ''}`, {
      method,
      headers: {
        authorization: `Bearer ${theirs.token}`,
        ...(method === 'POST' && { 'content-type': 'application/json' }),
      },
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    })
    const page: unknown = await response.json()
    expect({ status: response.status, page }).toMatchObject({ status: 404, page: { title: 'not-found' } })
  },
)

test('another organisation sees none of our cases, items, colleagues, connections, files or changes', async () => {
  await ask(ours, openCase, { caseId: known['caseId'] ?? '' })
  expect((await ask(theirs, listCases, { state: 'any' })).cases).toEqual([])
  expect((await ask(theirs, listCases, { q: 'lid' })).cases).toEqual([])
  expect((await ask(theirs, listItems, { outcome: 'quarantined' })).items).toEqual([])
  expect((await ask(theirs, listConnections, {})).connections).toHaveLength(1)
  expect((await ask(theirs, listMembers, {})).members.map(({ id }) => id)).toEqual(['administrator', 'admin'])
  expect(await ask(theirs, audit, {})).toMatchObject({ items: 0, cases: 0, sent: 0 })
  for (const path of [
    `/api/items/${known['itemId']}/original`,
    `/api/messages/${known['messageId']}/files/0`,
  ]) {
    const response = await fetch(desk.url + path, { headers: { authorization: `Bearer ${theirs.token}` } })
    expect(response.status).toBe(404)
  }
  const live = await watchLive(theirs, 0)
  await ask(theirs, postItem, {
    channel: 'web',
    externalId: 'one',
    at: '2026-11-23T09:00:00Z',
    from: { email: 'ada@customers.example' },
    body: 'Mine.',
  })
  await expect.poll(() => live.changed.length).toBe(1)
  expect(live.changed).not.toContain(known['caseId'])
  live.close()
})

test('their case cannot take over ours, be linked to our account, or be split by our items', async () => {
  const { cases } = await ask(theirs, listCases, {})
  const caseId = cases[0]?.id ?? ''
  const { seq } = await ask(theirs, openCase, { caseId })
  expect(await postAsThem(`/api/cases/${caseId}/merges`, { takes: known['caseId'], seq })).toBe(404)
  expect(await postAsThem(`/api/cases/${caseId}/splits`, { items: [known['itemId']], seq })).toBeOneOf([
    400, 404,
  ])
  expect(await postAsThem('/api/links', { accountId: known['accountId'], caseId, evidence: 'said-so' })).toBe(
    404,
  )
})

test('a template of ours that they keep as theirs is refused, and a team or colleague of ours cannot be named by them', async () => {
  const { templateId: id, teamId: team, handle: who } = known
  expect(await postAsThem('/api/templates', { id, name: 'Theirs', body: 'Ha.' })).toBe(404)
  const zoe = { name: 'Zoe', email: 'zoe@theirs.example', role: 'agent', teams: [team] }
  expect(await postAsThem('/api/people', zoe)).toBeOneOf([400, 404])
  const away = { from: '2027-01-04T00:00:00Z', until: '2027-01-08T00:00:00Z' }
  expect(await postAsThem('/api/absences', { who, ...away })).toBeOneOf([400, 404])
})

test('nothing of ours has moved by any of it', async () => {
  const { people } = await ask(ours, listPeople, {})
  const ben = people.find(({ id }) => id === known['handle'])
  expect(ben).toMatchObject({ name: 'Ben Osei', role: 'agent', endedAt: null })
  expect((await ask(ours, listTeams, {})).teams).toMatchObject([{ name: 'Our bills', sees: 'own' }])
  expect((await ask(ours, listTemplates, {})).templates).toMatchObject([{ body: 'We are sorry.' }])
  expect((await ask(ours, listViews, {})).views).toMatchObject([{ name: 'Late ones' }])
  expect((await ask(ours, showStaffing, {})).absences).toHaveLength(1)
  // Without a relay the reply stays queued.
  const found = await ask(ours, audit, {})
  expect(found).toMatchObject({
    items: 3,
    opened: 2,
    quarantined: 1,
    cases: 2,
    open: 2,
    ownerless: 0,
    chainBroken: 0,
  })
  const kase = await ask(ours, openCase, { caseId: known['caseId'] ?? '' })
  expect(kase.events.map(({ by }) => by)).not.toContain('member:admin-second')
  expect(kase.messages).toHaveLength(2)
})

test('mail for nobody in particular goes to the older organisation', async () => {
  await handInMail(desk, Buffer.from('From: eve@customers.example\r\nSubject: Whose?\r\n\r\nMine.\r\n'))
  await expect.poll(async () => (await ask(ours, listCases, { state: 'any' })).cases.length).toBe(3)
  expect((await ask(theirs, audit, {})).items).toBe(1)
})

test('a pass that is none opens nothing', async () => {
  const [, org = '', secret = ''] = /^eh_([0-9a-f]{32})_(.*)$/.exec(ours.token) ?? []
  const [, otherOrg = ''] = /^eh_([0-9a-f]{32})_/.exec(theirs.token) ?? []
  const ended = await desk.token('lead')
  const expired = await desk.token('agent')
  await spoilPasses()
  const none = [
    '',
    'x',
    `eh_${org}_`,
    `eh_${otherOrg}_${secret}`,
    `eh_${org}_${secret.slice(0, -1)}~`,
    `${ours.token}\u00a0`,
    ended,
    expired,
  ]
  for (const token of none) {
    const response = await fetch(`${desk.url}/api/cases`, { headers: { authorization: `Bearer ${token}` } })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ title: 'not-signed-in' })
  }
  expect((await fetch(`${desk.url}/api/cases`, { headers: { authorization: 'Basic YTpi' } })).status).toBe(
    401,
  )
  expect((await fetch(`${desk.url}/api/cases`)).status).toBe(401)
  expect((await fetch(`${desk.url}/api/live`)).status).toBe(401)
})

/** Ends the passes of leads and lets those of agents expire, as people and time do. */
async function spoilPasses() {
  const house = await openHouse(readConfig(desk.env), () => undefined)
  await house.db.asOwner(async (tx) => {
    await tx.rows(sql`update passes set ended_at = now() where role = 'lead'`)
    await tx.rows(sql`update passes set expires_at = now() - interval '1 second' where role = 'agent'`)
  })
  await house.close()
}

test('what the contract does not let an analyst ask is refused with who may', async () => {
  const analyst = await desk.token('analyst')
  const closed = endpoints.filter(({ who }) => typeof who !== 'string' && !who.includes('analyst'))
  for (const { method, path } of closed) {
    const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => known[name] ?? 'missing')
    const headers = { authorization: `Bearer ${analyst}` }
    const response = await fetch(`${desk.url}/api${filled}`, { method, headers })
    expect(await response.json()).toMatchObject({
      status: 403,
      detail: expect.stringMatching(/^This is for (?:Administrator|Executive).*\. You are Analyst\.$/),
    })
  }
  expect(closed.length).toBeGreaterThan(20)
})

test('the desk has not once complained of itself', async () => {
  expect(desk.said.filter((line) => line.includes('fault'))).toEqual([])
  expect(await untilSettled(theirs)).toMatchObject({ ownerless: 0, clockless: 0, chainBroken: 0 })
})
