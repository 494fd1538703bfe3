import PostalMime from 'postal-mime'
import { describe, expect, onTestFinished, test } from 'vitest'
import { erasePerson } from '#server/desk/people/erase-person.ts'
import { setPublicAddress } from '#server/desk/replies/public-address.ts'
import { sql } from '#server/store/statement.ts'
import { sendNotices } from '#server/work/send-notices.ts'
import { aFormDesk, caseNumbered, fillIn, filledIn, quarantined, send } from '#test/form-desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'

let counted = 0

/** A form of a house that others reach at an address, a mail server, and somebody with an e-mail of their own. */
async function aHouse(parts: Parameters<typeof aFormDesk>[0] = {}) {
  const given = await aFormDesk(parts)
  await setPublicAddress(given.desk, given.desk.admin, { address: 'https://help.desk.test' })
  const server = await startReceivingServer()
  onTestFinished(() => server.close())
  counted += 1
  const email = `ada-${counted}@example.org`
  const way = { relayUrl: server.url, defaultFrom: 'desk@desk.test', worker: 1 }
  /** Lets leave what is due, and answers every mail that this somebody has by now. */
  const mailsAfter = async (to = email) => {
    while ((await sendNotices(given.desk, way)) > 0);
    const theirs = server.accepted.filter((mail) => mail.to.includes(to))
    return Promise.all(theirs.map(({ bytes }) => PostalMime.parse(bytes)))
  }
  return { ...given, server, email, mailsAfter }
}

describe('whoever complains by a form', () => {
  test('is told by mail that it has arrived, as which case, and where they see how it stands', async () => {
    const house = await aHouse()
    const done = await fillIn(house, { email: house.email, phone: '+49 30 1234567' })

    const [mail, ...more] = await house.mailsAfter()

    expect(more).toEqual([])
    expect(mail?.subject).toBe(`We have it: your case [EH-${done.number}]`)
    expect(mail?.text).toContain(`Your case has the number EH-${done.number}.`)
    expect(mail?.text).toContain(`https://help.desk.test${done.link}\n`)
    expect(mail?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
    // Whose address it is has not been shown by then: nothing of what they wrote goes there.
    for (const words of ['Ada', 'Weber', 'floods', '1234567']) expect(mail?.text).not.toContain(words)
    expect(mail?.text).not.toMatch(/answers? you|by \w+day/)
  })

  test('is told in the language in which they filled it in', async () => {
    const house = await aHouse({ language: 'de' })
    await fillIn(house, { email: house.email })

    const [mail] = await house.mailsAfter()

    expect(mail?.subject).toMatch(/^Wir haben es: Ihr Fall \[EH-\d+\]$/)
    expect(mail?.text).toContain('Wie es steht, und wer sich darum kümmert:')
  })

  test('is told once, however often they send it and whatever else comes to that case', async () => {
    const house = await aHouse()
    const page = await (await fetch(house.at, { headers: house.headers })).text()
    house.desk.wait('PT30S')
    const words = { ...filledIn, email: house.email }
    const first = await send(house, words, [], page)
    await send(house, words, [], page)
    await house.mailsAfter()
    const second = await fillIn(house, { email: house.email })
    expect(second.number).toBe(first.number)

    expect(await house.mailsAfter()).toHaveLength(1)
  })

  test('answers that mail, and the answer joins the case', async () => {
    const house = await aHouse()
    const done = await fillIn(house, { email: house.email })
    const [mail] = await house.mailsAfter()

    house.desk.wait('PT1H')
    await deliver(
      house.desk,
      aMail({ from: house.email, subject: `Re: ${mail?.subject ?? ''}`, body: 'It has stopped by now.' }),
    )

    const { messages } = await caseNumbered(house.desk, done.number)
    expect(messages.map(({ body }) => body)).toEqual([filledIn.words, 'It has stopped by now.'])
  })

  test('is told nothing where the house does not want it', async () => {
    const house = await aHouse({ sendsReceipt: false })
    await fillIn(house, { email: house.email })

    expect(await house.mailsAfter()).toEqual([])
  })

  test('is told nothing after they were erased', async () => {
    const house = await aHouse()
    const done = await fillIn(house, { email: house.email })
    const { person } = await caseNumbered(house.desk, done.number)
    await erasePerson(house.desk, house.desk.admin, { personId: person?.id ?? '', key: 'erase' })

    expect(await house.mailsAfter()).toEqual([])
  })

  test('gets the number without a link where nobody has said how others reach the desk', async () => {
    const house = await aHouse()
    await setPublicAddress(house.desk, house.desk.admin, { address: null })
    const done = await fillIn(house, { email: house.email })

    const [mail] = await house.mailsAfter()

    expect(mail?.text).toContain(`EH-${done.number}`)
    expect(mail?.text).not.toMatch(/\/s\/|How it stands/)
  })
})

describe('whoever would use a form to write to strangers', () => {
  test('gets nothing sent for what a person has to look at first', async () => {
    const house = await aHouse()
    await fillIn(house, { email: house.email, website: 'https://spam.example' })
    expect(await quarantined(house.desk)).toHaveLength(1)

    expect(await house.mailsAfter()).toEqual([])
  })

  test('reaches one address three times a day at most, from wherever they send', async () => {
    const house = await aHouse({ difficulty: 0 })
    const matters = [
      'The oven is cold.',
      'My bill is wrong.',
      'Nobody rang.',
      'Where is my parcel?',
      'Rude man!',
    ]
    const from = async (words: string, place: number) =>
      fillIn(
        { ...house, headers: { 'x-forwarded-for': `203.0.113.${place}` } },
        { email: house.email, words },
      )
    for (const [place, words] of matters.entries()) await from(words, place)
    expect(await house.mailsAfter()).toHaveLength(3)

    house.desk.wait('PT25H')
    await from('And the door squeaks.', 9)

    expect(await house.mailsAfter()).toHaveLength(4)
  })
})

test('a receipt that may have left when the desk died is not sent again', async () => {
  const house = await aHouse()
  await fillIn(house, { email: house.email })
  house.server.behave({ does: 'drop', at: 'content', accepting: true })
  await house.mailsAfter()
  house.server.behave({ does: 'accept' })
  // As it stands after kill -9 between the first byte and its answer.
  await house.desk.db.withOrg(house.desk.org, (tx) =>
    tx.rows(sql`update notice_sends set state = 'doing', settled_at = null where org_id = $1`, [
      house.desk.org,
    ]),
  )
  house.desk.wait('PT1H')

  expect(await house.mailsAfter()).toHaveLength(1)
})
