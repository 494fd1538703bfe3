import { describe, expect, test } from 'vitest'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { aFormDesk, caseNumbered, fillIn, filledIn, hidden } from '#test/form-desk.ts'
import { letLeave } from '#test/mail.ts'

describe('a status page', () => {
  test('tells who looks after it and what is owed by when, and shows none of our words', async () => {
    const given = await aFormDesk()
    const done = await fillIn(given, { zone: 'Europe/Madrid' })
    const kase = await caseNumbered(given.desk, done.number)
    await sendReply(given.desk, given.desk.admin, {
      ...(await given.desk.on(kase.id)),
      body: 'The code of your gate is 4711.',
      visibility: 'private',
      asks: false,
      files: [],
      sendAfter: 0,
    })
    await letLeave(given.desk)

    const page = await (await fetch(given.url + done.link, { headers: given.headers })).text()

    expect(page).toContain(`Your case EH-${done.number}`)
    expect(page).toContain('Administrator looks after it.')
    expect(page).toMatch(/by Monday,? 23 November|by Tuesday,? 24 November|by Wednesday,? 25 November/)
    expect(page).toContain('CET')
    expect(page).toContain('We wrote to you on:')
    expect(page).not.toContain('4711')
    expect(page).not.toContain('floods')
  })

  test('asks whether it is settled only once there is an answer; before, it says what comes next and by when', async () => {
    const given = await aFormDesk()
    const done = await fillIn(given)
    const look = async () => (await fetch(given.url + done.link, { headers: given.headers })).text()

    const before = await look()
    expect(before).not.toContain('Is it settled?')
    expect(before).toContain('Something to add?')
    expect(before).toContain('a person looks into it and writes to you')
    expect(before).toMatch(/You get an answer by \w+,? \d+ November/)

    given.desk.wait('PT720H')
    expect(await look()).toContain('Our answer is late.')

    const kase = await caseNumbered(given.desk, done.number)
    await sendReply(given.desk, given.desk.admin, {
      ...(await given.desk.on(kase.id)),
      body: 'A technician comes on Monday.',
      visibility: 'private',
      asks: false,
      files: [],
      sendAfter: 0,
    })
    await letLeave(given.desk)
    const after = await look()
    expect(after).toContain('Is it settled?')
    expect(after).not.toContain('writes to you.')
  })

  test('takes what is not settled into the same case, once, and opens it again', async () => {
    const given = await aFormDesk()
    const done = await fillIn(given)
    const kase = await caseNumbered(given.desk, done.number)
    const page = await (await fetch(given.url + done.link, { headers: given.headers })).text()
    given.desk.wait('PT5M')
    const say = () =>
      fetch(given.url + done.link, {
        method: 'POST',
        headers: given.headers,
        body: new URLSearchParams({
          stamp: hidden(page, 'stamp'),
          words: '<script>alert(1)</script> It still leaks.',
        }),
      })

    const [first] = await Promise.all([say(), say()])

    expect(await first.text()).toContain('It has been added to your case.')
    const { messages } = await given.desk.see(kase.id)
    expect(messages.map(({ body }) => body)).toEqual([
      filledIn.words,
      '<script>alert(1)</script> It still leaks.',
    ])
  })

  test('takes other words that are sent from the same page too', async () => {
    const given = await aFormDesk()
    const done = await fillIn(given)
    const kase = await caseNumbered(given.desk, done.number)
    const page = await (await fetch(given.url + done.link, { headers: given.headers })).text()
    given.desk.wait('PT5M')
    const say = (words: string) =>
      fetch(given.url + done.link, {
        method: 'POST',
        headers: given.headers,
        body: new URLSearchParams({ stamp: hidden(page, 'stamp'), words }),
      })

    await say('It still leaks.')
    given.desk.wait('PT1M')
    const answer = await say('It still leaks, and the floor is wet.')

    expect(await answer.text()).toContain('It has been added to your case.')
    const { messages } = await given.desk.see(kase.id)
    expect(messages.map(({ body }) => body)).toEqual([
      filledIn.words,
      'It still leaks.',
      'It still leaks, and the floor is wet.',
    ])
  })

  test('hears whether it is settled, in the language of the page, once however often it is pressed', async () => {
    const given = await aFormDesk()
    const done = await fillIn(given)
    const kase = await caseNumbered(given.desk, done.number)
    await sendReply(given.desk, given.desk.admin, {
      ...(await given.desk.on(kase.id)),
      body: 'A technician comes on Monday.',
      visibility: 'private',
      asks: false,
    })
    await letLeave(given.desk)
    const german = await (await fetch(`${given.url}${done.link}?lang=de`, { headers: given.headers })).text()
    const [, action = ''] = /action="([^"]+)"/.exec(german) ?? []
    const stamp = hidden(german, 'stamp')
    const say = async (says: string, by = stamp) => {
      const body = new URLSearchParams({ stamp: by, says })
      const response = await fetch(given.url + action, { method: 'POST', headers: given.headers, body })
      return [response.status, await response.text()] as const
    }

    const [status, told] = await say('disagree')
    await say('disagree')
    expect([status, told]).toEqual([200, expect.stringContaining('Sie sind nicht einverstanden. Es wird')])
    expect((await say('settled', 'made up'))[0]).toBe(422)
    const heard = (await given.desk.see(kase.id)).events.filter(({ type }) => type === 'customer-heard')
    expect(heard.map(({ by, data }) => [by, data['says'], data['way']])).toEqual([
      ['customer', 'disagree', 'status-page'],
    ])
    expect(told).toContain('Wir arbeiten daran.')
    const [, content] = await say('settled')
    // Nobody works on it any more, and no answer is promised.
    expect(content).not.toContain('Wir arbeiten daran.')
    expect(content).not.toMatch(/bis \w+,? \d+\. November/)
    expect((await given.desk.see(kase.id)).closing.word).toMatchObject({ says: 'settled' })
  })

  test('shows nothing of a case that was there before to whoever only knows its e-mail address', async () => {
    const given = await aFormDesk()
    await given.desk.take({ from: { email: 'ada@example.org', name: 'Ada' } })
    const done = await fillIn(given, {
      words: 'My washing machine floods the kitchen. Water runs out of the drum.',
    })

    const page = await (await fetch(given.url + done.link, { headers: given.headers })).text()
    expect(page).toContain('has been added to your case')
    expect(page).not.toContain('Administrator')
  })

  test('gives the same answer to every link that is none, and to one that is too old', async () => {
    const given = await aFormDesk()
    const done = await fillIn(given)
    const look = async (link: string) => {
      const response = await fetch(given.url + link, { headers: given.headers })
      return `${response.status} ${await response.text()}`
    }
    const guess = await look(`/s/${'A'.repeat(43)}`)
    expect(guess).toMatch(/^404 /)
    expect(await look('/s/x')).toBe(guess)
    expect(await look(`${done.link.slice(0, -1)}_`)).toBe(guess)
    given.desk.wait('PT2160H')
    given.desk.wait('PT1M')
    expect(await look(done.link)).toBe(guess)
  })
})
