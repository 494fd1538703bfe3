import { describe, expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { enterOwnHandle } from '../posts/own-handles.ts'
import { shareAccount } from './share-account.ts'
import { accountIn, bill, look, noise } from '#test/look-up-desk.ts'

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
