import { describe, expect, test } from 'vitest'
import { listCases } from '#contract/cases.ts'
import { noteReach, wantedReach } from '#server/store/reach.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { closeSettled } from '#test/settle-case.ts'
import { enterFacts } from '../cases/case-commands.ts'
import type { Agent } from '../command.ts'
import { erasePerson } from '../people/erase-person.ts'
import { explainCase } from '../cases/explain-case.ts'
import { makeClaim } from './make-claim.ts'
import { openReach } from './open-reach.ts'
import { showCase } from '../cases/show-case.ts'
import { showCases } from '../cases/show-cases.ts'
import { showOriginal } from '../cases/show-file.ts'
import { showClaims } from './show-claims.ts'
import { showDossier } from '../people/show-dossier.ts'
import { accountIn, bill, look } from '#test/look-up-desk.ts'

/** Somebody who posts, with their account. */
async function radia(desk: TestDesk) {
  const { caseId } = await desk.take({
    channel: 'social',
    from: { handle: 'radia.example', network: 'bluesky', name: 'Radia' },
  })
  return { caseId, account: await accountIn(desk, caseId) }
}

/** The followers told of below, however they are written: no three digits, which an id may hold by chance. */
const reachTold = /731\D?00[02]/

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
    const lou = await desk.colleague('lou')
    await makeClaim(desk, lou, {
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

  test('is closed on the case to whoever has not looked: in the claim and its words, the facts, the timeline and why', async () => {
    const desk = await aDesk()
    const kim = await desk.colleague('kim')
    const { caseId } = await radia(desk)
    const said = {
      kind: 'reach',
      said: 'I have 731000 followers.',
      followers: 731_000,
      warns: false,
    } as const
    await makeClaim(desk, desk.admin, { ...(await desk.on(caseId)), ...said })
    await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts: { followers: 731_000 } })
    const told = async (agent: Agent) => {
      const [kase, { claims }] = [
        await showCase(desk, agent, { caseId }),
        await showClaims(desk, agent, { caseId }),
      ]
      const others = [await showDossier(desk, agent, { caseId }), await explainCase(desk, agent, { caseId })]
      return { kase, claims, text: JSON.stringify([kase, claims, others]) }
    }

    const blind = await told(kim)
    expect(blind.text).not.toMatch(reachTold)
    expect(blind.kase.facts['followers']).toBe('closed')
    expect(blind.claims).toMatchObject([{ isClosed: true, said: null, followers: null }])
    const writer = await told(desk.admin)
    expect(writer.claims).toMatchObject([{ isClosed: false, said: said.said, followers: 731_000 }])

    await openReach(desk, kim, { caseId, key: 'kim' })
    const seeing = await told(kim)
    expect(seeing.kase.facts['followers']).toBe(731_000)
    expect(seeing.claims).toEqual(writer.claims)
  })

  test('is closed also where a program hands it over with an item: on the case, in the list, the dossier, why, and the item itself', async () => {
    const desk = await aDesk()
    const kim = await desk.colleague('kim')
    const handle = { handle: 'radia.example', network: 'bluesky', name: 'Radia' }
    const facts = { followers: 731_000, topic: 'product' }
    const { caseId, itemId } = await desk.take({ channel: 'social', from: handle, facts })
    // To a case that is there, too.
    await desk.take({ channel: 'social', from: handle, inReplyTo: 'x', facts: { followers: 731_002 } })
    const told = async () =>
      JSON.stringify([
        await showCase(desk, kim, { caseId }),
        await showDossier(desk, kim, { caseId }),
        await explainCase(desk, kim, { caseId }),
        await showClaims(desk, kim, { caseId }),
        await showCases(desk, kim, listCases.input.parse({ state: 'any' })),
        await look(desk, '@radia.example', kim),
        String((await showOriginal(desk, kim, { itemId })).bytes),
      ])
    expect(await told()).not.toMatch(reachTold)
    expect((await showCase(desk, kim, { caseId })).facts).toMatchObject({
      followers: 'closed',
      topic: 'product',
    })
    const [before] = await look(desk, '@radia.example', kim)
    expect(before?.policy?.mayGrantGesture).toBe(true)

    await openReach(desk, kim, { caseId, key: 'kim' })

    expect(await told()).toContain('731000')
    expect(JSON.parse(String((await showOriginal(desk, kim, { itemId })).bytes))).toMatchObject({ facts })
    const [after] = await look(desk, '@radia.example', kim)
    expect(after?.policy?.mayGrantGesture).toBe(false)
  })

  test('is seen on the record also where nobody is known behind the case', async () => {
    const desk = await aDesk()
    const kim = await desk.colleague('kim')
    const { caseId } = await desk.take({ facts: { followers: 300_000 } })
    const { person } = await desk.see(caseId)
    await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'gone' })

    expect((await showCase(desk, kim, { caseId })).facts['followers']).toBe('closed')
    const { reach } = await openReach(desk, kim, { caseId, key: 'kim' })
    expect(reach).toMatchObject({ sight: 'shown', estimate: { state: 'unknown' } })
    expect((await showCase(desk, kim, { caseId })).facts['followers']).toBe(300_000)
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
