import { describe, expect, test } from 'vitest'
import { says, key, codeFor, posts, claimOf, owedOn, type Said } from '#test/claim-desk.ts'
import { sql } from '#server/store/statement.ts'
import { aDesk } from '#test/desk.ts'
import { decideClaim } from './decide-claim.ts'
import { merge, undoMerge } from '../cases/merge.ts'
import { acceptEscalation } from '../cases/escalate.ts'
import { erasePerson } from '../people/erase-person.ts'
import { showClaims } from './show-claims.ts'
import { withdrawClaim } from './withdraw-claim.ts'

describe('what the customer says', () => {
  test('is looked at by a team lead until it is decided, and changes nothing that is owed', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const before = await owedOn(desk, caseId)

    await says(desk, caseId)

    expect(await claimOf(desk, caseId)).toMatchObject({
      state: 'claimed',
      said: 'I have a million followers, and I will post this.',
      handle: 'famous',
      followers: 1_000_000,
      until: '2026-11-23T09:15:00Z',
      code: null,
    })
    expect((await desk.see(caseId)).duties).toMatchObject({ rung: 'lead', comms: false })
    expect(await owedOn(desk, caseId)).toEqual(before)
  })

  test('is set aside when nobody shows it within a quarter of an hour', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const before = await owedOn(desk, caseId)
    await says(desk, caseId)

    await desk.pass('PT15M')

    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'expired', because: 'silent', code: null })
    expect((await desk.see(caseId)).duties.rung).toBe('front')
    expect(await owedOn(desk, caseId)).toEqual(before)
  })

  test('and was offered upward for it alone, is offered no more when it is over; whoever has taken it keeps it', async () => {
    const desk = await aDesk()
    const [{ caseId: one }, { caseId: other }] = [
      await desk.take(),
      await desk.take({ from: { email: 'bob@example.org' } }),
    ]
    for (const caseId of [one, other]) await says(desk, caseId)
    const { offer } = await desk.see(other)
    expect(offer).toMatchObject({ trigger: 'policy', rung: { id: 'lead' } })
    await acceptEscalation(desk, desk.admin, { escalationId: offer?.id ?? '', key: key() })

    await desk.pass('PT1H')

    expect(await desk.see(one)).toMatchObject({
      offer: null,
      rung: { id: 'front' },
      duties: { rung: 'front' },
    })
    expect(await desk.see(other)).toMatchObject({
      offer: null,
      rung: { id: 'lead' },
      duties: { rung: 'front' },
    })
  })

  test('leaves an offer that stands for another reason', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ facts: { harm: 'health' } })
    const claimId = await says(desk, caseId)

    await withdrawClaim(desk, desk.admin, { claimId, key: key() })

    expect((await desk.see(caseId)).offer).toMatchObject({ trigger: 'policy', rung: { id: 'lead' } })
  })

  test('is believed at once where proving it would cost them dignity, and makes nothing graver by itself', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const before = await owedOn(desk, caseId)
    const parts = { network: undefined, handle: undefined, followers: undefined, warns: false }

    await says(desk, caseId, { ...parts, kind: 'vulnerability', said: 'My father cannot walk.' })

    expect(await claimOf(desk, caseId)).toMatchObject({
      state: 'verified',
      strength: 'believed',
      until: null,
    })
    expect(await owedOn(desk, caseId)).toEqual(before)
  })

  test.each<[string, Said, string]>([
    ['half of an account', { network: undefined }, 'together'],
    ['followers of something else', { kind: 'press' }, 'reach'],
  ])('is refused with %s', async (_, parts, because) => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await expect((async () => says(desk, caseId, parts))()).rejects.toThrow(because)
  })

  test('is gone with the person, and a code that comes in then belongs to nobody', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { code } = await codeFor(desk, await says(desk, caseId))
    const { person } = await desk.see(caseId)

    await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: key() })
    await posts(desk, 'famous', code)

    expect(await desk.db.asOwner((tx) => tx.rows(sql`select id from claim_codes`))).toEqual([])

    expect(await claimOf(desk, caseId)).toMatchObject({
      said: null,
      handle: null,
      code: null,
      state: 'claimed',
    })
  })
})

describe('a colleague', () => {
  test('says what they found by calling back, where policy lets everybody', async () => {
    const desk = await aDesk()
    const ann = await desk.colleague('ann')
    const { caseId } = await desk.take()
    const claimId = await says(desk, caseId)

    await decideClaim(desk, ann, { claimId, found: 'verified', method: 'callback', key: key() })

    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'verified', strength: 'checked' })
  })

  test('below the rung that policy names is told who decides; a lead does', async () => {
    const desk = await aDesk()
    const [ann, lee] = [await desk.colleague('ann'), await desk.colleague('lee', 'lead')]
    const { caseId } = await desk.take()
    const claimId = await says(desk, caseId, { kind: 'press', followers: undefined })
    const finding = { claimId, found: 'refuted', method: 'callback' } as const
    expect(await claimOf(desk, caseId, ann)).toMatchObject({ mayDecide: false })

    await expect(decideClaim(desk, ann, { ...finding, key: key() })).rejects.toThrow('Team lead says')
    await decideClaim(desk, lee, { ...finding, key: key() })

    expect(await claimOf(desk, caseId, lee)).toMatchObject({ state: 'refuted', mayDecide: true })
  })

  test('takes a claim off, and decides none that is decided', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const claimId = await says(desk, caseId)

    await withdrawClaim(desk, desk.admin, { claimId, key: key() })
    await withdrawClaim(desk, desk.admin, { claimId, key: key() })

    expect((await desk.see(caseId)).duties.rung).toBe('front')
    const finding = { claimId, found: 'verified', method: 'callback' } as const
    await expect(decideClaim(desk, desk.admin, { ...finding, key: key() })).rejects.toThrow('decided already')
    await expect(codeFor(desk, claimId)).rejects.toThrow('decided already')
  })

  test('sees no claim of a case that they may not see', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const claimId = await says(desk, caseId)
    const other = await aDesk()
    await expect(showClaims(other, other.admin, { caseId })).rejects.toThrow('no such case')
    await expect(codeFor(other, claimId)).rejects.toThrow('no such claim')
  })
})

test('a claim goes along when its case is merged, and comes back with what has become of it', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const { caseId: takes } = await desk.take({ subject: 'The bill', body: 'You charged me twice for it.' })
  const { code } = await codeFor(desk, await says(desk, takes))

  await merge(desk, desk.admin, { ...(await desk.on(caseId)), takes })
  expect((await desk.see(caseId)).duties.rung).toBe('lead')
  await posts(desk, 'famous', code)
  expect(await claimOf(desk, caseId)).toMatchObject({ state: 'verified' })
  await undoMerge(desk, desk.admin, { ...(await desk.on(caseId)), gives: takes })

  expect(await claimOf(desk, caseId)).toBeUndefined()
  expect(await claimOf(desk, takes)).toMatchObject({ state: 'verified' })
})
