import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { aMail, itemsOf } from '#test/mail.ts'
import { confirmLink, refuseLink, undoLink } from './decide-link.ts'
import { erasePerson } from './erase-person.ts'
import { setHomeCountry } from './home-country.ts'
import { connectionFor, keepItems } from '../items/keep-item.ts'
import { shareAccount } from './share-account.ts'
import { receiveMails } from '../items/understand-item.ts'

const bill = { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' }
const noise = { subject: 'A rude technician', body: 'He shouted and slammed a door.' }

const linksOn = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).links.filter(({ kind }) => kind === 'account')

describe('a link is proposed', () => {
  test('when the same mailbox writes in another spelling, on strong evidence', async () => {
    const desk = await aDesk()
    const { caseId: first } = await desk.take({ from: { email: 'ada.l@gmail.com', name: 'Ada' } })
    const { caseId } = await desk.take({ from: { email: 'adal+shop@googlemail.com', name: 'Ada' }, ...bill })

    expect(await linksOn(desk, caseId)).toMatchObject([
      {
        state: 'proposed',
        evidence: 'same-mailbox',
        strength: 'strong',
        source: { kind: 'desk' },
        person: { id: (await desk.see(first)).person?.id, name: 'Ada' },
      },
    ])
  })

  test('once, when two spellings of one mailbox write at the same moment', async () => {
    const desk = await aDesk()
    const connection = await connectionFor(desk, desk.org, 'email')
    const received = { connection, receivedAt: desk.now() }
    const mails = [
      aMail({ from: 'ada.l@gmail.com', messageId: 'one@example.org' }),
      aMail({ from: 'adal+shop@googlemail.com', messageId: 'two@example.org', ...bill }),
    ].map((bytes, nth) => ({ bytes, externalId: `${nth}` }))
    const kept = await keepItems(
      desk,
      desk.org,
      mails.map((mail) => ({ ...received, ...mail, channel: 'email', form: 'mail', recipient: null })),
    )
    await receiveMails(
      desk,
      desk.org,
      mails.map(({ bytes }, nth) => ({ ...received, bytes, id: kept[nth]?.id ?? '' })),
    )

    const cases = (await itemsOf(desk)).map((item) => item.caseId ?? '')
    const links = await Promise.all(cases.map((caseId) => linksOn(desk, caseId)))
    expect(new Set(links.flat().map(({ id }) => id)).size).toBe(1)
    expect(links.flat()).toMatchObject([{ evidence: 'same-mailbox' }, { evidence: 'same-mailbox' }])
  })

  test('when somebody calls from a number that was given at a form, and says that it comes from there', async () => {
    const desk = await aDesk()
    const from = { name: 'Ada', email: 'ada@example.org', phone: '+49 30 901820' }
    const { caseId: first } = await desk.take({ channel: 'web', from, body: 'It floods.\n\n+4930901820' })

    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+49 30 901820' }, ...noise })

    expect(await linksOn(desk, caseId)).toMatchObject([
      { evidence: 'number-in-form', person: { id: (await desk.see(first)).person?.id } },
    ])
  })

  test('when a number is given at a form from which somebody has called, and says so too', async () => {
    const desk = await aDesk()
    const { caseId: first } = await desk.take({ channel: 'phone', from: { phone: '+49 30 901820' } })
    await desk.take({ from: { name: 'Ada', email: 'ada@example.org' }, ...bill })

    const form = { name: 'Ada', email: 'ada@example.org', phone: '+49 30 901820' }
    await desk.take({ channel: 'web', from: form, ...noise })

    expect(await linksOn(desk, first)).toMatchObject([{ evidence: 'number-in-form' }])
  })

  test('when somebody calls from a number that stands below a letter', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'DE' })
    await desk.take({
      from: { email: 'ada@example.org', name: 'Ada' },
      body: 'It floods.\n\n-- \nAda Lovelace\n+49 (0)30 90 18 20',
    })
    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '030 901820' }, ...bill })

    expect(await linksOn(desk, caseId)).toMatchObject([
      {
        evidence: 'number-in-signature',
        strength: 'medium',
        source: { kind: 'message' },
        person: { name: 'Ada' },
      },
    ])
  })

  test('when a letter names the number of somebody who has called, the other way round too', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'DE' })
    await desk.take({ channel: 'phone', from: { phone: '+49 30 901820', name: 'Ada' }, ...bill })
    const { caseId } = await desk.take({
      from: { email: 'ada@example.org' },
      body: 'Please do call me back on 030 901820 in the evening, because I am at work all day.',
    })

    expect(await linksOn(desk, caseId)).toMatchObject([
      { evidence: 'number-in-words', strength: 'weak', person: { name: 'Ada' } },
    ])
  })

  test('when the same handle writes on another network, on weak evidence', async () => {
    const desk = await aDesk()
    const social = (network: string, words: typeof bill) =>
      desk.take({ channel: 'social', from: { handle: 'AdaLovelace', network }, ...words })
    await social('bluesky', bill)
    const { caseId } = await social('x', noise)

    expect(await linksOn(desk, caseId)).toMatchObject([{ evidence: 'same-handle', strength: 'weak' }])
  })

  test('never on a name alone, nor by what stands in a quotation', async () => {
    const desk = await aDesk()
    await desk.take({ from: { email: 'ada@example.org', name: 'Ada Lovelace' } })
    const { caseId } = await desk.take({
      from: { email: 'other@example.net', name: 'Ada Lovelace' },
      subject: bill.subject,
      body: 'Charged twice.\n\nOn 3 May 2026, Ada <ada@example.org> wrote:\n> Reach me at ada@example.org\n',
    })

    expect(await linksOn(desk, caseId)).toEqual([])
  })

  test('not by a number that several people name, which is more likely one of ours', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'DE' })
    for (const nth of [1, 2, 3, 4])
      await desk.take({
        from: { email: `p${nth}@example.org` },
        subject: `Matter ${nth}`,
        body: `I called your line ${nth} times, it is 030 555 0100, and nobody has ever picked it up, number ${nth}.`,
      })
    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '030 5550100' }, ...bill })

    expect(await linksOn(desk, caseId)).toEqual([])
  })

  test('neither for nor by an account that is shared', async () => {
    const desk = await aDesk()
    const { caseId: first } = await desk.take({ from: { email: 'fam.ily@gmail.com', name: 'Ada' } })
    const [account] = (await desk.see(first)).accounts
    await shareAccount(desk, desk.admin, { accountId: account?.id ?? '', sharing: 'family', key: 'family' })
    const { caseId } = await desk.take({ from: { email: 'family@gmail.com', name: 'Bob' }, ...bill })

    expect(await linksOn(desk, caseId)).toEqual([])
  })
})

/** Ada's two spellings of one mailbox, and the link that the desk proposes. */
const proposed = async (desk: TestDesk) => {
  const { caseId: first } = await desk.take({ from: { email: 'ada.l@gmail.com', name: 'Ada' } })
  const { caseId } = await desk.take({ from: { email: 'adal@gmail.com', name: 'Ada' }, ...bill })
  const [link] = await linksOn(desk, caseId)
  return { first, caseId, linkId: link?.id ?? '' }
}

describe('a proposed link', () => {
  test('joins nothing before somebody has confirmed it, and is as before once it is undone', async () => {
    const desk = await aDesk()
    const { first, caseId, linkId } = await proposed(desk)
    const before = { one: (await desk.see(first)).person, other: (await desk.see(caseId)).person }
    expect(before.one?.id).not.toBe(before.other?.id)

    await confirmLink(desk, desk.admin, { linkId })
    expect((await desk.see(caseId)).person).toEqual(before.one)
    await undoLink(desk, desk.admin, { linkId })

    expect((await desk.see(caseId)).person).toEqual(before.other)
    expect((await desk.see(first)).person).toEqual(before.one)
  })

  test('that was refused is not proposed again', async () => {
    const desk = await aDesk()
    const { caseId, linkId } = await proposed(desk)
    await refuseLink(desk, desk.admin, { linkId })

    await desk.take({
      from: { email: 'adal@gmail.com', name: 'Ada' },
      ...noise,
      body: 'He shouted. Reach me by ada.l@gmail.com or not at all, I do not mind it either way.',
    })

    expect((await linksOn(desk, caseId)).map(({ state }) => state)).toEqual(['refused'])
  })

  test('goes with the words that it came from, when the person is erased', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'DE' })
    const { caseId: mail } = await desk.take({
      from: { email: 'ada@example.org', name: 'Ada' },
      body: 'It floods.\n\n-- \nAda\n+49 30 901820',
    })
    const { person } = await desk.see(mail)
    await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'erase' })

    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '030 901820' }, ...bill })

    expect(await linksOn(desk, caseId)).toEqual([])
  })
})

const reachable = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).numbersGiven.map(({ address }) => address)

describe('a number that was given at a form', () => {
  test('stands on the case, as it is dialled from everywhere, until they call from it', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'DE' })
    const from = { name: 'Ada', email: 'ada@example.org', phone: '030 901820' }
    const { caseId } = await desk.take({ channel: 'web', from, body: 'It floods.' })
    expect(await reachable(desk, caseId)).toEqual(['+4930901820'])

    const called = await desk.take({ channel: 'phone', from: { phone: '030 901820' }, ...noise })
    const [link] = await linksOn(desk, called.caseId)
    await confirmLink(desk, desk.admin, { linkId: link?.id ?? '', key: 'theirs' })

    const { accounts, numbersGiven } = await desk.see(caseId)
    expect(accounts.map(({ kind }) => kind).toSorted()).toEqual(['email', 'phone'])
    expect(numbersGiven).toEqual([])
  })

  test('stands there as it was typed where nobody knows the country that it is dialled in', async () => {
    const desk = await aDesk()
    const from = { name: 'Ada', email: 'ada@example.org', phone: '030 901820' }
    const { caseId } = await desk.take({ channel: 'web', from, body: 'It floods.' })

    expect(await reachable(desk, caseId)).toEqual(['030901820'])
  })

  test('stands there also where it is another’s, and is gone with whoever gave it', async () => {
    const desk = await aDesk()
    await desk.take({ channel: 'phone', from: { phone: '+49 30 901820', name: 'Bo' } })
    const from = { name: 'Ada', email: 'ada@example.org', phone: '+49 30 901820' }
    const { caseId } = await desk.take({ channel: 'web', from, ...bill })
    expect(await reachable(desk, caseId)).toEqual(['+4930901820'])

    const { person } = await desk.see(caseId)
    await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'erase' })

    expect(await reachable(desk, caseId)).toEqual([])
  })
})
