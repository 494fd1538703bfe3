import { describe, expect, onTestFinished, test } from 'vitest'
import type { Role } from '#domain/role.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import { accountsOf } from '#server/store/people.ts'
import { noteReach, wantedReach } from '#server/store/reach.ts'
import { alderasDesk } from '#test/aldera.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { closeSettled } from '#test/settle-case.ts'
import { forgetByRule } from '#server/work/forget-by-rule.ts'
import { setHomeCountry } from './home-country.ts'
import { lookUp } from './look-up.ts'
import { makeClaim } from './make-claim.ts'
import { panelPassName } from './panel-pass.ts'
import { makePass } from './passes.ts'
import { openReach } from './open-reach.ts'
import { enterOwnHandle } from './own-handles.ts'
import { promise } from './promise.ts'
import { shareAccount } from './share-account.ts'
import { showLookups } from './show-lookups.ts'

const look = async (desk: TestDesk, q: string, agent = desk.admin) =>
  (await lookUp(desk, agent, { q })).people

const bill = { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' }
const noise = { subject: 'A rude technician', body: 'He shouted and slammed a door.' }

/** The first account of whoever complains in a case. */
async function accountIn(desk: TestDesk, caseId: string) {
  const { person } = await desk.see(caseId)
  const [account] = await desk.db.withOrg(desk.org, (tx) => accountsOf(tx, person?.id ?? ''))
  return account?.id ?? ''
}

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

describe('an account that several share', () => {
  test('is proposed as shared when two people write from it, and then says only perhaps', async () => {
    const desk = await aDesk()
    await desk.take({ from: { name: 'Ada Lovelace', email: 'home@example.org' } })
    await desk.take({ from: { name: 'Byron Lovelace', email: 'home@example.org' }, ...bill })

    expect(await look(desk, 'home@example.org')).toMatchObject([
      {
        sure: 'perhaps',
        foundBy: 'several-names',
        accounts: [{ isSharedPerhaps: true, names: ['Byron Lovelace'] }],
      },
    ])
  })

  test('identifies nobody once somebody has said so: what comes by it is somebody’s who is not known yet', async () => {
    const desk = await aDesk()
    const { caseId: adas } = await desk.take({
      from: { name: 'Ada', email: 'office@example.org' },
      externalId: 'adas',
    })
    const before = await desk.see(adas)
    await shareAccount(desk, desk.admin, {
      accountId: await accountIn(desk, adas),
      sharing: 'office',
      key: 'office',
    })

    const { caseId: bobs } = await desk.take({ from: { name: 'Bob', email: 'office@example.org' }, ...bill })
    const { caseId: again } = await desk.take({
      from: { name: 'Bob', email: 'office@example.org' },
      inReplyTo: 'adas',
      ...noise,
    })

    expect(again).toBe(adas)
    expect((await desk.see(adas)).person).toEqual(before.person)
    const bob = await desk.see(bobs)
    expect(bob.person).toMatchObject({ name: 'Bob' })
    expect(bob.person?.id).not.toBe(before.person?.id)
    expect(bob.links).toEqual([])
    // The answer goes where it came from all the same.
    expect(bob.replyTo).toMatchObject({ address: 'office@example.org' })
    expect(bob.accounts).toMatchObject([{ address: 'office@example.org', sharing: 'office' }])
    const found = await look(desk, 'office@example.org')
    expect(found.map(({ person, sure }) => `${person.name} ${sure}`).toSorted()).toEqual([
      'Ada shared',
      'Bob shared',
    ])
  })
})

describe('a handle that can be taken for another', () => {
  test('is told with the one it looks like, also when it is ours', async () => {
    const desk = await aDesk()
    const own = { network: 'bluesky', handle: 'aldera.example', whose: 'ours', member: null } as const
    await enterOwnHandle(desk, desk.admin, own)
    const social = (handle: string, words: typeof bill) =>
      desk.take({ channel: 'social', from: { handle, network: 'bluesky' }, ...words })
    await social('famous.example', bill)
    const { caseId: fake } = await social('famοus.example', noise)
    await social('aldera-help.example', {
      subject: 'Refunds',
      body: 'Send me your card number for a refund.',
    })

    expect((await look(desk, '@famοus.example'))[0]).toMatchObject({
      accounts: [{ looksLike: { address: 'famous.example', whose: 'customer' } }],
    })
    expect((await look(desk, '@aldera-help.example'))[0]).toMatchObject({
      accounts: [{ looksLike: { address: 'aldera.example', whose: 'ours' } }],
    })
    expect((await desk.see(fake)).accounts).toMatchObject([{ looksLike: { address: 'famous.example' } }])
  })

  test('finds whom it looks like, and calls that perhaps', async () => {
    const desk = await aDesk()
    await desk.take({ channel: 'social', from: { handle: 'famous.example', network: 'bluesky' } })

    expect(await look(desk, '@famοus.example')).toMatchObject([{ sure: 'perhaps', foundBy: 'look-alike' }])
  })
})

/** Somebody who posts, with their account. */
async function radia(desk: TestDesk) {
  const { caseId } = await desk.take({
    channel: 'social',
    from: { handle: 'radia.example', network: 'bluesky', name: 'Radia' },
  })
  return { caseId, account: await accountIn(desk, caseId) }
}

describe('how far a voice carries', () => {
  const counted = { followers: 14_000, following: 300, posts: 900, createdAt: '2021-05-01T00:00:00Z' }

  const note = (desk: TestDesk, account: string, figures: typeof counted | null) =>
    desk.db.withOrg(desk.org, (tx) =>
      noteReach(tx, { account, network: 'bluesky', at: desk.now().toString(), figures }),
    )

  test('is seen by an act that the case records, after which one grants no gesture there', async () => {
    const desk = await aDesk()
    const kim = await desk.colleague('kim')
    const { caseId, account } = await radia(desk)
    await note(desk, account, counted)
    const [before] = await look(desk, '@radia.example', kim)
    expect(before).toMatchObject({ reach: { sight: 'to-open', caseId }, policy: { mayGrantGesture: true } })
    expect(JSON.stringify(before)).not.toContain('14000')

    const { reach } = await openReach(desk, kim, { caseId, key: 'open' })
    await openReach(desk, kim, { caseId, key: 'open' })
    await openReach(desk, kim, { caseId, key: 'once more' })

    expect(reach).toMatchObject({
      sight: 'shown',
      estimate: {
        state: 'estimated',
        band: 'medium',
        sources: [{ network: 'bluesky', at: desk.now().toString() }],
      },
    })
    const events = (await desk.see(caseId)).events.filter(({ type }) => type === 'reach-opened')
    expect(events).toMatchObject([{ by: 'member:kim', at: desk.now().toString() }])
    expect((await look(desk, '@radia.example', kim))[0]).toMatchObject({
      reach: { sight: 'shown' },
      policy: { mayGrantGesture: false },
    })
    expect((await look(desk, '@radia.example'))[0]).toMatchObject({
      reach: { sight: 'to-open' },
      policy: { mayGrantGesture: true },
    })
  })

  test('is shown to nobody by the key of a colleague, nor once the case has gone to others', async () => {
    const desk = await aDesk()
    const kim = { ...(await desk.colleague('kim')), sees: ['lines'] }
    const { caseId, account } = await radia(desk)
    await note(desk, account, counted)
    await openReach(desk, kim, { caseId, key: 'open' })

    const replayed = openReach(desk, desk.admin, { caseId, key: 'open' })
    await expect(replayed).rejects.toThrow('This key was used for another command.')
    await desk.db.withOrg(desk.org, async (tx) => {
      tx.write({ name: 'x-secret', text: "update cases set team = 'secret', owner = 'ann' where id = $1" }, [
        caseId,
      ])
    })
    await expect(openReach(desk, kim, { caseId, key: 'open' })).rejects.toThrow('There is no such case.')
  })

  test('is not shown again by an old key once another case is open, on which nobody has looked', async () => {
    const desk = await aDesk()
    const { caseId, account } = await radia(desk)
    await note(desk, account, counted)
    await openReach(desk, desk.admin, { caseId, key: 'open' })
    await desk.take({
      channel: 'social',
      from: { handle: 'radia.example', network: 'bluesky', name: 'Radia' },
      ...bill,
    })

    const again = await openReach(desk, desk.admin, { caseId, key: 'open' })
    expect(again.reach).toEqual({ sight: 'to-open', caseId })
  })

  test('stays hidden while one of many open cases records no look, and a case is found however many hide it', async () => {
    const desk = await aDesk()
    const kim = { ...(await desk.colleague('kim')), sees: ['lines'] }
    const { caseId, account } = await radia(desk)
    await note(desk, account, counted)
    const { person } = await desk.see(caseId)
    for (let nth = 0; nth < 11; nth += 1) {
      const from = { email: `other${nth}@example.org` }
      // oxlint-disable-next-line no-await-in-loop -- one case after the other
      await desk.take({ from, subject: `Meter ${nth}`, body: `Meter ${nth} does not turn.` })
    }
    await openReach(desk, desk.admin, { caseId, key: 'open' })
    await desk.db.withOrg(desk.org, async (tx) => {
      const values = [person?.id, caseId]
      tx.write(
        {
          name: 'x-many',
          text: "update cases set person_id = $1, team = 'secret', owner = 'ann' where id <> $2",
        },
        values,
      )
      tx.write({ name: 'x-mine', text: "update cases set team = 'lines' where id = $1" }, [caseId])
    })

    const [all] = await look(desk, '@radia.example')
    expect(all?.cases).toHaveLength(10)
    expect(all?.reach.sight).toBe('to-open')
    const [mine] = await look(desk, '@radia.example', kim)
    expect(mine).toMatchObject({ cases: [{ id: caseId }], reach: { sight: 'to-open', caseId } })
  })

  test('is recorded also on a case that is closed, and what somebody claims of it is hidden with it', async () => {
    const desk = await aDesk()
    const { caseId, account } = await radia(desk)
    await note(desk, account, counted)
    await makeClaim(desk, desk.admin, {
      ...(await desk.on(caseId)),
      kind: 'reach',
      said: 'I have a million followers.',
      followers: 1_000_000,
      warns: false,
    })
    const [blind] = await look(desk, '@radia.example')
    expect(blind).toMatchObject({ claims: [{ kind: 'reach', followers: null }] })
    await openReach(desk, desk.admin, { caseId, key: 'admin' })
    const [seeing] = await look(desk, '@radia.example')
    expect(seeing).toMatchObject({ claims: [{ followers: 1_000_000 }] })
    await closeSettled(desk, caseId)

    const kim = await desk.colleague('kim')
    const { reach } = await openReach(desk, kim, { caseId, key: 'kim' })
    expect(reach).toMatchObject({ sight: 'shown' })
    const { events } = await desk.see(caseId)
    expect(events.filter(({ type }) => type === 'reach-opened').map(({ by }) => by)).toContain('member:kim')
  })

  test('is known for every open case of the person, once it was seen on one', async () => {
    const desk = await aDesk()
    const { caseId } = await radia(desk)
    const other = await desk.take({
      channel: 'social',
      from: { handle: 'radia.example', network: 'bluesky', name: 'Radia' },
      ...bill,
    })
    expect(other.caseId).not.toBe(caseId)

    await openReach(desk, desk.admin, { caseId, key: 'open' })

    for (const id of [caseId, other.caseId])
      expect((await desk.see(id)).events.map(({ type }) => type)).toContain('reach-opened')
  })

  test('is unknown of whoever only calls or writes, and unknown since when of a network that is down', async () => {
    const desk = await aDesk()
    const { caseId: mail } = await desk.take({ from: { email: 'ada@example.org' } })
    const { caseId: social, account } = await radia(desk)
    const estimate = async (caseId: string, key: string) =>
      (await openReach(desk, desk.admin, { caseId, key })).reach

    expect(await estimate(mail, 'a')).toMatchObject({ estimate: { state: 'unknown', because: 'no-account' } })
    expect(await estimate(social, 'b')).toMatchObject({
      estimate: { state: 'unknown', because: 'never-asked' },
    })
    const since = desk.now().toString()
    await note(desk, account, null)
    desk.wait('PT1H')
    await note(desk, account, null)
    expect(await estimate(social, 'c')).toMatchObject({
      estimate: { state: 'unknown', because: 'network-down', since },
    })
    await note(desk, account, counted)
    const at = desk.now().toString()
    desk.wait('PT1H')
    await note(desk, account, null)
    expect(await estimate(social, 'd')).toMatchObject({
      estimate: { state: 'estimated', sources: [{ at, notRefreshedSince: desk.now().toString() }] },
    })
  })

  test('is asked for anew behind whoever looks, when it is old, and taken off the list when it came', async () => {
    const desk = await aDesk()
    const { account } = await radia(desk)
    const wanted = () => desk.db.withOrg(desk.org, (tx) => wantedReach(tx, 'bluesky', 10))
    expect(await wanted()).toEqual([])

    await look(desk, '@radia.example')
    expect(await wanted()).toMatchObject([{ account, address: 'radia.example' }])
    await note(desk, account, counted)
    expect(await wanted()).toEqual([])

    await look(desk, '@radia.example')
    expect(await wanted()).toEqual([])
    desk.wait('PT16M')
    await look(desk, '@radia.example')
    expect(await wanted()).toHaveLength(1)
  })
})
