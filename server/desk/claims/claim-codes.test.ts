import { describe, expect, test } from 'vitest'
import { says, codeFor, posts, claimOf, accountCalled, owedOn, typesOn } from '#test/claim-desk.ts'
import { sql } from '#server/store/statement.ts'
import { noteReach } from '#server/store/reach.ts'
import { checkClaims } from '#server/work/check-claims.ts'
import { aDesk, anItem } from '#test/desk.ts'
import { countClaims } from './count-claim.ts'
import { issueClaimCode } from './issue-claim-code.ts'
import { takeItem } from '../items/take-item.ts'

describe('a code', () => {
  test('posted from the very account confirms it, and is no complaint of its own', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { code, until } = await codeFor(desk, await says(desk, caseId))
    desk.wait('PT10M')

    const post = await posts(desk, 'famous', `@aldera ${code}`)

    expect(until).toBe('2026-11-23T09:15:00Z')
    expect(post).toMatchObject({ outcome: 'set-aside', because: 'claim-code' })
    expect(await claimOf(desk, caseId)).toMatchObject({
      state: 'verified',
      method: 'post',
      strength: 'shown',
      followers: 1_000_000,
      counted: null,
    })
    expect((await desk.see(caseId)).duties).toMatchObject({ rung: 'lead', comms: false })
  })

  test('shows whose the account is, and no number: what is proved of that is what its network counts', async () => {
    const desk = await aDesk()
    const [one, other] = [await desk.take(), await desk.take({ from: { email: 'bob@example.org' } })]
    const shown = async (caseId: string, handle: string) => {
      const { code } = await codeFor(desk, await says(desk, caseId, { handle, warns: false }))
      await posts(desk, handle, code)
      return accountCalled(desk, handle)
    }
    const told = async (account: string, followers: number) => {
      const figures = { followers }
      const note = { account, network: 'bluesky', at: desk.now().toString(), figures }
      await desk.db.withOrg(desk.org, (tx) => noteReach(tx, note))
      await countClaims(desk, desk.org, account, figures)
    }
    const [many, few] = [await shown(one.caseId, 'many'), await shown(other.caseId, 'few')]

    await told(many, 600_000)
    await told(many, 900_000)
    await told(few, 12)

    expect(await claimOf(desk, one.caseId)).toMatchObject({ followers: 1_000_000, counted: 600_000 })
    expect((await desk.see(one.caseId)).duties).toMatchObject({ rung: 'lead', comms: true })
    expect(await claimOf(desk, other.caseId)).toMatchObject({ followers: 1_000_000, counted: 12 })
    expect((await desk.see(other.caseId)).duties).toMatchObject({ rung: 'front', comms: false })
    expect((await typesOn(desk, one.caseId)).filter((type) => type === 'claim-counted')).toHaveLength(1)
  })

  test('from an account that its network has counted before proves that number at once', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({
      channel: 'social',
      from: { handle: 'famous', network: 'bluesky', name: 'Radia' },
    })
    const account = await accountCalled(desk, 'famous')
    const note = { account, network: 'bluesky', at: desk.now().toString(), figures: { followers: 300_000 } }
    await desk.db.withOrg(desk.org, (tx) => noteReach(tx, note))
    const { code } = await codeFor(desk, await says(desk, caseId))

    await posts(desk, 'famous', code)

    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'verified', counted: 300_000 })
    expect((await desk.see(caseId)).duties.comms).toBe(true)
  })

  test('proposes that the account is theirs, for a colleague to confirm', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { code } = await codeFor(desk, await says(desk, caseId))

    await posts(desk, 'famous', code)

    const { links, accounts } = await desk.see(caseId)
    expect(links).toMatchObject([{ kind: 'account', state: 'proposed', evidence: 'code', address: 'famous' }])
    expect(accounts.map(({ address }) => address)).toEqual(['ada@example.org'])
  })

  test('in a private message confirms it as well', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { code } = await codeFor(desk, await says(desk, caseId))

    await posts(desk, 'famous', code, { public: false })

    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'verified', method: 'direct-message' })
  })

  test('from an account that only looks the same is not gone by, and nothing that is owed changes', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const before = await owedOn(desk, caseId)
    const { code } = await codeFor(desk, await says(desk, caseId))

    await posts(desk, 'famοus', code)

    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'refuted', because: 'look-alike' })
    expect((await desk.see(caseId)).duties).toMatchObject({ rung: 'front', comms: false })
    expect(await owedOn(desk, caseId)).toEqual(before)
  })

  test('from somebody else is noted and not counted; from the account it still counts', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { code } = await codeFor(desk, await says(desk, caseId))

    await posts(desk, 'somebody', code)
    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'claimed' })
    await posts(desk, 'famous', code)

    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'verified' })
    expect(await typesOn(desk, caseId)).toEqual([
      'claim-verified',
      'claim-code-elsewhere',
      'claim-code-issued',
      'claim-made',
    ])
  })

  test('counts once, and an earlier one no more than a code that was never given', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const id = await says(desk, caseId)
    const first = await codeFor(desk, id)
    const second = await codeFor(desk, id)

    await posts(desk, 'famous', first.code)
    await posts(desk, 'famous', 'K7R-XM4-9ZQW')
    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'claimed', code: { text: second.code } })
    await posts(desk, 'famous', second.code)
    await posts(desk, 'famous', second.code)

    expect(await typesOn(desk, caseId)).toEqual([
      'claim-verified',
      'claim-code-issued',
      'claim-code-issued',
      'claim-made',
    ])
  })

  test('posted in time and seen late confirms it; posted too late does not', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { code } = await codeFor(desk, await says(desk, caseId))
    await desk.pass('PT20M')

    await posts(desk, 'famous', code, { at: '2026-11-23T09:16:00Z' })
    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'expired' })
    await posts(desk, 'famous', `${code} again`, { at: '2026-11-23T09:14:00Z' })

    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'verified' })
  })

  test('asked for twice under one key is one code, and what is remembered of the answer holds none', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const claimId = await says(desk, caseId)

    const first = await issueClaimCode(desk, desk.admin, { claimId, key: 'once' })
    const again = await issueClaimCode(desk, desk.admin, { claimId, key: 'once' })

    expect(again).toEqual(first)
    const kept = await desk.db.asOwner(async (tx) =>
      JSON.stringify([
        await tx.rows(sql`select answer from commands`),
        await tx.rows(sql`select * from claim_codes`),
        await tx.rows(sql`select data from events`),
      ]),
    )
    expect(kept).not.toContain(first.code)
    expect(kept).not.toContain(first.code.replaceAll('-', ''))
  })

  test('with a complaint beside it is a complaint too', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { code } = await codeFor(desk, await says(desk, caseId))

    const post = await posts(
      desk,
      'famous',
      `Here you are: ${code}. And the repair man has not come for the third time, what do you say to that?`,
    )

    expect(post.outcome).toBe('opened')
    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'verified' })
  })

  test('in a mail, or said on the phone, shows no account', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { code } = await codeFor(desk, await says(desk, caseId))

    await desk.take({ from: { email: 'famous@example.org' }, body: code })
    while ((await checkClaims(desk)) > 0);

    expect(await claimOf(desk, caseId)).toMatchObject({ state: 'claimed' })
  })

  test('handed over by a colleague on the screen shows no account, and a program’s post does', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { code } = await codeFor(desk, await says(desk, caseId))
    const handOver = async (kind: 'session' | 'token') => {
      const pass = { id: 'p', kind, openedBy: null, openedAt: desk.now(), scopes: null }
      const post = { channel: 'social', from: { handle: 'famous', network: 'bluesky' }, body: code } as const
      await takeItem(
        desk,
        { ...desk.admin, pass },
        anItem({ at: desk.now().toString(), public: true, ...post }),
      )
      while ((await checkClaims(desk)) > 0);
      return (await claimOf(desk, caseId))?.state
    }

    expect(await handOver('session')).toBe('claimed')
    expect(await handOver('token')).toBe('verified')
  })

  test('is for an account or a site that was named', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const id = await says(desk, caseId, { network: undefined, handle: undefined })
    await expect(codeFor(desk, id)).rejects.toThrow('Write down which one they mean')
  })
})
