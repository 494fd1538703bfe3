import { describe, expect, test } from 'vitest'
import { sql } from '#server/store/statement.ts'
import { noteReach } from '#server/store/reach.ts'
import { checkClaims } from '#server/work/check-claims.ts'
import { aDesk, anItem, type TestDesk } from '#test/desk.ts'
import { countClaims } from './count-claim.ts'
import { decideClaim } from './decide-claim.ts'
import { issueClaimCode } from './issue-claim-code.ts'
import { makeClaim } from './make-claim.ts'
import { merge, undoMerge } from '../cases/merge.ts'
import { acceptEscalation } from '../cases/escalate.ts'
import { erasePerson } from '../people/erase-person.ts'
import { showClaims } from './show-claims.ts'
import { takeItem } from '../items/take-item.ts'
import { withdrawClaim } from './withdraw-claim.ts'
import type { Agent } from '../command.ts'

type Said = Partial<Parameters<typeof makeClaim>[2]>

/** Somebody says something on the phone that can be verified. */
async function says(desk: TestDesk, caseId: string, parts: Said = {}, by: Agent = desk.admin) {
  const claim = {
    kind: 'reach' as const,
    said: 'I have a million followers, and I will post this.',
    network: 'bluesky',
    handle: '@famous',
    followers: 1_000_000,
    warns: true,
    ...parts,
  }
  const { id } = await makeClaim(desk, by, { ...(await desk.on(caseId)), ...claim })
  return id
}

let asked = 0
const key = () => `asked-${++asked}`
const codeFor = (desk: TestDesk, claimId: string) => issueClaimCode(desk, desk.admin, { claimId, key: key() })

/** A post of somebody on a network. */
async function posts(desk: TestDesk, handle: string, body: string, parts: object = {}) {
  const taken = await desk.take({
    channel: 'social',
    from: { handle, network: 'bluesky' },
    subject: '',
    body,
    public: true,
    ...parts,
  })
  while ((await checkClaims(desk)) > 0);
  return taken
}

const claimOf = async (desk: TestDesk, caseId: string, agent: Agent = desk.admin) =>
  (await showClaims(desk, agent, { caseId })).claims.at(-1)

/** The account that goes by a handle at this desk. */
const accountCalled = (desk: TestDesk, handle: string) =>
  desk.db.withOrg(desk.org, async (tx) => {
    const [row] = await tx.rows<{ id: string }>(
      sql`select id from accounts where org_id = $1 and address = $2`,
      [tx.org, handle],
    )
    return row?.id ?? ''
  })

const owedOn = async (desk: TestDesk, caseId: string) => {
  const { duties, deadlines } = await desk.see(caseId)
  const dates = deadlines.filter(({ kind }) => kind !== 'accept-by').map(({ kind, dueAt }) => [kind, dueAt])
  return { severity: duties.severity, clocks: duties.clocks, entitlement: duties.entitlement, dates }
}

const typesOn = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).events.map(({ type }) => type).filter((type) => type.startsWith('claim-'))

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
