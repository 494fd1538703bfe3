import { describe, expect, onTestFinished, test } from 'vitest'
import type { Role } from '#domain/role.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import { alderasDesk } from '#test/aldera.ts'
import { aDesk } from '#test/desk.ts'
import { forgetByRule } from '#server/work/forget-by-rule.ts'
import { setHomeCountry } from './home-country.ts'
import { panelPassName } from '../line/panel-pass.ts'
import { makePass } from '../sign-in/passes.ts'
import { promise } from '../cases/promise.ts'
import { showLookups } from './show-lookups.ts'
import { bill, look, noise } from '#test/look-up-desk.ts'

describe('somebody is looked up', () => {
  test('by number in any spelling, by mailbox, by handle, by name and by case, with what a card tells', async () => {
    const desk = await alderasDesk()
    await setHomeCountry(desk, desk.admin, { country: 'DE' })
    const { caseId } = await desk.take({
      channel: 'phone',
      from: { phone: '030 901820', name: 'Ada Lovelace' },
    })
    await desk.take({ from: { email: 'g.hopper+shop@gmail.com', name: 'Grace Hopper' }, ...bill })
    await desk.take({
      channel: 'social',
      from: { handle: 'radia.example', network: 'bluesky', name: 'Radia' },
      ...noise,
    })
    await promise(desk, desk.admin, {
      ...(await desk.on(caseId)),
      by: 'ann',
      what: 'A technician calls you back.',
      dueAt: desk.now().add({ hours: 2 }).toString(),
    })
    const { number } = await desk.see(caseId)

    for (const q of ['+49 30 901820', '030/90 18 20', '(030) 90-18-20', `#${number}`, 'ada lo', 'Lovelace'])
      expect(await look(desk, q)).toMatchObject([{ person: { name: 'Ada Lovelace' } }])
    for (const q of ['ghopper@googlemail.com', 'Grace'])
      expect(await look(desk, q)).toMatchObject([{ person: { name: 'Grace Hopper' } }])
    for (const q of ['@radia.example', 'https://bsky.app/profile/radia.example', '@radia'])
      expect(await look(desk, q)).toMatchObject([{ person: { name: 'Radia' } }])

    const [card] = await look(desk, '+49 30 901820')
    expect(card).toMatchObject({
      sure: 'known',
      foundBy: 'account',
      why: [{ evidence: 'account', strength: 'strong' }],
      cases: [{ id: caseId, number, state: 'open', failures: 1, owner: { id: expect.any(String) } }],
      failures: [{ caseId, reason: 'not-settled' }],
      promises: [{ caseId, giver: { id: 'ann' }, what: 'A technician calls you back.' }],
      policy: { caseId, mayGrantGesture: true },
      nextRung: { id: expect.any(String) },
      reach: { sight: 'to-open', caseId },
    })
  })

  test('perhaps, by a name that only begins so; and nobody is found by less than a name', async () => {
    const desk = await aDesk()
    await desk.take({ from: { name: 'Ada Lovelace', email: 'ada@example.org' } })
    await desk.take({ from: { name: 'Ada King', email: 'king@example.org' }, ...bill })

    expect((await look(desk, 'ada')).map(({ sure }) => sure)).toEqual(['perhaps', 'perhaps'])
    for (const q of ['', 'a', '%', '__', 'lace', 'example.org', '@']) expect(await look(desk, q)).toEqual([])
  })

  test('by a number that stands below a letter of theirs, before they ever called', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'DE' })
    await desk.take({
      from: { name: 'Ada', email: 'ada@example.org' },
      body: 'It floods.\n\n-- \nAda Lovelace\n+49 30 901820',
    })

    expect(await look(desk, '030 901820')).toMatchObject([
      {
        person: { name: 'Ada' },
        sure: 'likely',
        why: [{ evidence: 'number-in-signature', strength: 'medium', source: { kind: 'message' } }],
      },
    ])
  })

  test('by a number that they gave in a form, before they ever called', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'GB' })
    const form = { name: 'Bert Hollis', email: 'bert@example.org', phone: '+441614960123' }
    await desk.take({ channel: 'web', from: form, body: 'The boiler is cold.\n\n+441614960123' })

    const found = {
      person: { name: 'Bert Hollis' },
      sure: 'likely',
      why: [{ evidence: 'number-in-form', strength: 'medium' }],
    }
    expect(await look(desk, '0161 496 0123')).toMatchObject([found])
  })

  test('with cases that a colleague may not see, only by those that they may', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ from: { name: 'Ada', email: 'ada@example.org' } })
    await desk.db.withOrg(desk.org, async (tx) => {
      tx.write({ name: 'x-team', text: "update cases set team = 'secret' where id = $1" }, [caseId])
    })
    const kim = { ...(await desk.colleague('kim')), sees: ['other'] }

    expect(await look(desk, 'ada@example.org', kim)).toEqual([])
    expect(await look(desk, 'ada@example.org')).toHaveLength(1)
  })

  test('and it is written down who looked, whom they were shown, and not what they typed', async () => {
    const desk = await aDesk()
    const kim = await desk.colleague('kim')
    const { caseId } = await desk.take({ from: { name: 'Ada', email: 'ada@example.org' } })
    const { person } = await desk.see(caseId)

    await look(desk, 'ada@example.org', kim)
    const at = desk.now().toString()
    desk.wait('PT1M')
    await look(desk, 'nobody@example.org', kim)

    const { lookups } = await showLookups(desk, desk.admin, {})
    expect(lookups).toMatchObject([
      { by: { id: 'kim' }, readAs: 'email', persons: [] },
      {
        by: { id: 'kim' },
        readAs: 'email',
        persons: [{ id: person?.id, name: 'Ada' }],
        at,
      },
    ])
    expect(JSON.stringify(lookups)).not.toContain('example.org')
    expect((await showLookups(desk, desk.admin, { person: person?.id })).lookups).toHaveLength(1)

    desk.wait('PT9000H')
    await forgetByRule(desk)
    expect((await showLookups(desk, desk.admin, {})).lookups).toEqual([])
  })
})

describe('over HTTP', () => {
  test('only whoever works on cases looks people up, and nobody walks through everybody', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ from: { name: 'Ada', email: 'ada@example.org' } })
    const app = await buildApp({
      desk,
      feeds: openFeeds(),
      onlookers: openOnlookers(desk),
      version: 'test',
      ending: new AbortController().signal,
      failed: (where, fault) => {
        throw new Error(where, { cause: fault })
      },
    })
    onTestFinished(() => app.close())
    const asking = async (role: Role, name: string) => {
      await desk.colleague(role, role)
      const token = await makePass(desk, desk.org, {
        member: role,
        role,
        kind: 'token',
        name,
        scopes: ['read', 'cases'],
      })
      const headers = { authorization: `Bearer ${token}`, host: 'localhost:4600' }
      return (url: string, more: { method?: 'POST'; payload?: object } = {}) =>
        app.inject({ url: `/api${url}`, headers, ...more })
    }
    const analyst = await asking('analyst', 'A program')
    const agent = await asking('agent', panelPassName)

    expect((await analyst('/lookup?q=ada')).statusCode).toBe(403)
    expect((await agent('/lookups')).statusCode).toBe(403)
    const found = await agent('/lookup?q=ada%40example.org')
    expect(found.json()).toMatchObject({
      readAs: 'email',
      people: [{ sure: 'known', cases: [{ id: caseId }] }],
    })
    // One was looked up above; the desk's clock stands, so that nothing flows off meanwhile.
    const answers = await Promise.all(Array.from({ length: 120 }, () => agent('/lookup?q=%20')))
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(1)
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(119)
    expect((await agent('/lookup?q=ada')).json()).toMatchObject({
      detail: 'You have looked up very many people. Try again in a while.',
    })
    const session = await makePass(desk, desk.org, {
      member: 'agent',
      role: 'agent',
      kind: 'session',
      openedBy: 'password',
      client: null,
    })
    const cookie = { cookie: `evenhand=${session}`, host: 'localhost:4600' }
    expect((await app.inject({ url: '/api/lookup?q=ada', headers: cookie })).statusCode).toBe(429)
    const reach = { method: 'POST', payload: { key: 'reach' } } as const
    expect((await agent(`/cases/${caseId}/reach-openings`, reach)).statusCode).toBe(429)
    // A program that an administrator has let in may ask for everybody who calls.
    const program = await asking('agent', 'A telephone system')
    // Once, so that the door knows its pass and holds nobody up.
    await program('/lookup?q=ada')
    const called = await Promise.all(Array.from({ length: 130 }, () => program('/lookup?q=%20')))
    expect(called.filter(({ statusCode }) => statusCode !== 200).map(({ body }) => body)).toEqual([])
    desk.wait('PT2S')
    expect((await agent('/lookup?q=ada')).statusCode).toBe(200)
  })
})
