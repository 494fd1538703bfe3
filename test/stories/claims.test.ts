import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openCase, promise } from '#contract/cases.ts'
import {
  checkClaim,
  decideClaim,
  issueClaimCode,
  listClaims,
  makeClaim,
  withdrawClaim,
} from '#contract/claims.ts'
import { endpoints } from '#contract/endpoints.ts'
import { postItem } from '#contract/items.ts'
import { makeToken } from '#server/desk/colleagues/tokens.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import { checkClaims } from '#server/work/check-claims.ts'
import { answerToPost } from '#test/answer-to.ts'
import { ask, type Caller } from '#test/ask.ts'
import { testDesk, type TestDesk } from '#test/desk.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { sources } from '#test/sources.ts'
import { wordsOfScreens } from '#test/said-words.ts'

// What the customer says that can be verified, over HTTP: the warning on the line, and the false claim.

describe('at a desk whose clock is given', () => {
  let desk: TestDesk
  let app: Awaited<ReturnType<typeof buildApp>>
  let agent: Caller
  const ending = new AbortController()

  beforeAll(async () => {
    desk = await testDesk()
    app = await buildApp({
      desk,
      feeds: openFeeds(),
      onlookers: openOnlookers(desk),
      version: 'test',
      ending: ending.signal,
      failed: (name, fault) => {
        throw new Error(name, { cause: fault })
      },
    })
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    const { token } = await makeToken(desk, desk.org, { name: 'The agent', role: 'agent' })
    agent = { url, token }
  }, 60_000)

  afterAll(async () => {
    ending.abort()
    await app.close()
    await desk.close()
  }, 30_000)

  /** Somebody calls about their washing machine; the same person again, where they are given. */
  async function calls(phone: string) {
    const { caseId = '' } = await ask(agent, postItem, {
      channel: 'phone',
      externalId: randomUUID(),
      at: desk.now().toString(),
      from: { phone, name: 'Heather' },
      subject: 'My washing machine does not spin',
      body: 'The washing machine does not spin and nobody comes to repair it.',
      facts: { harm: 'loss', loss: 480, topic: 'product' },
    })
    return caseId
  }

  async function callsThrice(phone: string) {
    await calls(phone)
    await desk.pass('PT40M')
    await calls(phone)
    await desk.pass('PT40M')
    return calls(phone)
  }

  async function says(caseId: string) {
    const { seq } = await ask(agent, openCase, { caseId })
    const { id } = await ask(agent, makeClaim, {
      caseId,
      seq,
      key: randomUUID(),
      kind: 'reach',
      said: 'I have a million followers, and I will post this.',
      network: 'bluesky',
      handle: '@famous',
      followers: 1_000_000,
      warns: true,
    })
    return id
  }

  const owed = async (caseId: string) => {
    const { duties, deadlines } = await ask(agent, openCase, { caseId })
    const dates = deadlines
      .filter(({ kind }) => kind === 'acknowledge-by' || kind === 'act-by')
      .map(({ kind, dueAt }) => `${kind} ${dueAt}`)
    return JSON.stringify([duties.severity, duties.clocks, duties.entitlement, dates])
  }

  const claimOn = async (caseId: string) => (await ask(agent, listClaims, { caseId })).claims[0]

  async function posts(handle: string, body: string) {
    const post = await ask(agent, postItem, {
      channel: 'social',
      externalId: randomUUID(),
      at: desk.now().toString(),
      from: { handle, network: 'bluesky' },
      public: true,
      body,
    })
    while ((await checkClaims(desk)) > 0);
    return post
  }

  test('the warning on the line: three failures bring it to the top, and what she says of her reach changes neither who has it nor what she gets', async () => {
    const caseId = await callsThrice('+49 30 4')
    const before = await ask(agent, openCase, { caseId })
    expect(before).toMatchObject({ failures: 3, duties: { rung: 'executive' } })
    expect(before.duties.why).toContainEqual(
      expect.objectContaining({ table: 'attention', row: 'third-failure' }),
    )
    const owedBefore = await owed(caseId)

    const claimId = await says(caseId)
    const { code, until } = await ask(agent, issueClaimCode, { claimId, key: randomUUID() })
    const { seq } = await ask(agent, openCase, { caseId })
    await ask(agent, promise, {
      caseId,
      seq,
      key: randomUUID(),
      what: 'The head of service calls you back.',
      by: 'administrator',
      dueAt: desk.now().add({ hours: 2 }).toString(),
    })

    expect(await claimOn(caseId)).toMatchObject({
      state: 'claimed',
      warns: true,
      code: { text: code, until },
    })
    const claimed = await ask(agent, openCase, { caseId })
    expect(claimed.duties.rung).toBe('executive')
    expect(claimed.offer?.rung).toEqual(before.offer?.rung)
    expect(claimed.deadlines).toContainEqual(expect.objectContaining({ kind: 'promise', state: 'running' }))
    expect(await owed(caseId)).toBe(owedBefore)

    await ask(agent, withdrawClaim, { claimId, key: randomUUID() })
    expect((await ask(agent, openCase, { caseId })).duties.rung).toBe('executive')
    expect(await owed(caseId)).toBe(owedBefore)
  })

  test('the false claim, not posted in fifteen minutes: attention ends, and nothing that is owed changes', async () => {
    const caseId = await calls('+49 30 1')
    const before = await ask(agent, openCase, { caseId })
    const owedBefore = await owed(caseId)
    const claimId = await says(caseId)
    const { code } = await ask(agent, issueClaimCode, { claimId, key: randomUUID() })
    expect((await ask(agent, openCase, { caseId })).duties.rung).toBe('lead')

    await desk.pass('PT16M')
    await posts('famous', code)

    expect(await claimOn(caseId)).toMatchObject({ state: 'expired', because: 'silent', code: null })
    const after = await ask(agent, openCase, { caseId })
    expect(after.duties).toEqual(before.duties)
    expect(after.duties.rung).toBe('front')
    expect(after.offer).toBeNull()
    expect(await owed(caseId)).toBe(owedBefore)
    expect(after.failures).toBe(before.failures)
  })

  test('the false claim, posted from a handle with a Greek letter: not gone by, and nothing that is owed changes', async () => {
    const caseId = await calls('+49 30 2')
    const before = await ask(agent, openCase, { caseId })
    const owedBefore = await owed(caseId)
    const { code } = await ask(agent, issueClaimCode, { claimId: await says(caseId), key: randomUUID() })

    const post = await posts('fam\u03BFus', `My code: ${code}`)

    expect(post).toMatchObject({ outcome: 'set-aside', because: 'claim-code' })
    expect(await claimOn(caseId)).toMatchObject({ state: 'refuted', because: 'look-alike' })
    expect(await ask(agent, openCase, { caseId })).toMatchObject({ duties: before.duties, offer: null })
    expect(await owed(caseId)).toBe(owedBefore)
  })

  test('what cannot be is refused in a sentence that says what to do', async () => {
    const caseId = await calls('+49 30 3')
    const claimId = await says(caseId)
    const by = (path: string, body: object) => answerToPost(agent, path, { key: randomUUID(), ...body })

    expect(await by(`/api/claims/${claimId}/checks`, {})).toContain('400')
    expect(await by(`/api/claims/${randomUUID()}/codes`, {})).toContain('404')
    expect(
      await by(`/api/claims/${claimId}/decisions`, { found: 'refuted', method: 'their-word' }),
    ).toContain('400')
    await ask(agent, decideClaim, { claimId, found: 'refuted', method: 'callback', key: randomUUID() })
    expect(await by(`/api/claims/${claimId}/decisions`, { found: 'verified', method: 'callback' })).toContain(
      '409',
    )
    expect(await by(`/api/claims/${claimId}/withdraw`, {})).toContain('409')
  })
})

describe('on a running desk', () => {
  let desk: DeskProcess
  let agent: Caller

  beforeAll(async () => {
    desk = await deskProcess()
    if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
    agent = { url: desk.url, token: await desk.token('agent') }
  }, 60_000)

  afterAll(async () => {
    await desk.remove()
  }, 60_000)

  async function said(parts: object) {
    const { caseId = '' } = await ask(agent, postItem, {
      channel: 'letter',
      externalId: randomUUID(),
      at: new Date().toISOString(),
      from: { name: 'Ada' },
      body: 'It is bent.',
    })
    const { seq } = await ask(agent, openCase, { caseId })
    const { id: claimId } = await ask(agent, makeClaim, {
      caseId,
      seq,
      key: randomUUID(),
      kind: 'reach',
      said: 'Many people follow me.',
      followers: 300_000,
      ...parts,
    })
    const { code } = await ask(agent, issueClaimCode, { claimId, key: randomUUID() })
    return { caseId, claimId, code }
  }

  const claimOn = async (caseId: string) => (await ask(agent, listClaims, { caseId })).claims[0]
  const soon = { timeout: 10_000 }

  test('a code that comes in from the very account shows whose it is without anybody', async () => {
    const { caseId, code } = await said({ network: 'bluesky', handle: 'famous' })
    await ask(agent, postItem, {
      channel: 'social',
      externalId: randomUUID(),
      at: new Date().toISOString(),
      from: { handle: 'famous', network: 'bluesky' },
      public: true,
      body: code.toLowerCase(),
    })
    await expect.poll(() => claimOn(caseId), soon).toMatchObject({ state: 'verified', method: 'post' })
    // Whose the account is, and not how many follow it: that is for the network to say.
    expect((await ask(agent, openCase, { caseId })).duties).toMatchObject({ rung: 'lead', comms: false })
  })

  test('a site is looked at behind whoever asked, and says what it holds', async () => {
    let body = 'Welcome'
    const site = createServer((_, response) => void response.end(body)).listen(0, '127.0.0.1')
    await once(site, 'listening')
    onTestFinished(() => void site.close())
    const address = z.object({ port: z.number() }).parse(site.address())
    const { caseId, claimId, code } = await said({ domain: `localhost:${address.port}` })

    await ask(agent, checkClaim, { claimId, key: randomUUID() })
    await expect
      .poll(async () => (await ask(agent, openCase, { caseId })).events.map(({ type }) => type), {
        timeout: 20_000,
      })
      .toContain('claim-checked')
    body = `<p>${code}</p>`
    await ask(agent, checkClaim, { claimId, key: randomUUID() })

    await expect.poll(() => claimOn(caseId), soon).toMatchObject({ state: 'verified', method: 'site' })
  }, 40_000)
})

test('no word that anybody is told about a claim accuses, in English or in German', () => {
  const inEnglish =
    /\b(?:lie[sd]?|liar|lying|false|falsely|fakes?|faked|fraud\w*|cheat\w*|pretend\w*|impost\w*|alleg\w*|suspic\w*|suspect\w*|dishonest\w*|untrue|deceiv\w*|decept\w*|scam\w*|wrong\w*|so-called|caught|accus\w*|invent\w*|refuted?|disprov\w*)\b/i
  const inGerman =
    /lüg|gelogen|falsch|gefälsch|betrug|betrüg|vorgetäusch|angeblich|behaupt|verdächt|unwahr|täusch|hochstap|schwind|erfunden|erwischt|widerleg/i
  const german = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(new URL('../../web/words/de.json', import.meta.url), 'utf8')))
  const onScreen = wordsOfScreens()
    .said.filter(({ place }) => /claim/i.test(place))
    .map(({ text }) => text)
  const refusals = sources
    .filter(({ path, isTest }) => !isTest && /^server\/desk\/.*claim/.test(path))
    .flatMap(({ lines }) => [...lines.join('\n').matchAll(/Refusal\(\s*'[\w-]+',\s*(['`])(.*?)\1/gs)])
    .map(([, , sentence = '']) => sentence)
  const summaries = endpoints.filter(({ path }) => /claims/.test(path)).map(({ summary }) => summary)

  expect([onScreen.length > 30, refusals.length > 8, summaries.length]).toEqual([true, true, 7])
  const told = [...onScreen, ...refusals, ...summaries].filter((sentence) => inEnglish.test(sentence))
  const toldInGerman = onScreen
    .map((sentence) => german[sentence] ?? '')
    .filter((sentence) => inGerman.test(sentence))
  expect([...told, ...toldInGerman]).toEqual([])
})
