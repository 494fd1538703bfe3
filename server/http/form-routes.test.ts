import { describe, expect, test } from 'vitest'
import { makePass } from '#server/desk/sign-in/passes.ts'
import { openItem } from '#server/desk/items/understand-item.ts'
import {
  aFormDesk,
  caseNumbered,
  fillIn,
  filledIn,
  hidden,
  proofOf,
  quarantined,
  send,
} from '#test/form-desk.ts'

// The web forms that customers open, over real HTTP, as a browser without script uses them.

describe('a web form without script', () => {
  test('becomes a case, and answers with its number and a link', async () => {
    const given = await aFormDesk()

    const done = await fillIn(given, { topic: 'Delivery', order: 'A-1001', phone: '+49 30 901820' }, [
      new File(['It came broken.'], 'note.txt', { type: 'text/plain' }),
    ])

    expect(done.status).toBe(200)
    // Who has it and by when is known at that moment, and said.
    expect(done.text).toMatch(/Administrator looks after it[^]*You get an answer by \w+,? \d+ November/)
    const kase = await caseNumbered(given.desk, done.number)
    expect(kase).toMatchObject({ channel: 'web', facts: { topic: 'delivery' } })
    expect(kase.subject).toBe('The washing machine floods the kitchen whenever it spins. · Delivery · A-1001')
    expect(kase.messages[0]).toMatchObject({
      from: { name: 'Ada Weber', address: 'ada@example.org' },
      body: `${filledIn.words}\n\nDelivery · A-1001 · +4930901820`,
      attachments: [{ name: 'note.txt', type: 'text/plain' }],
    })
    expect(kase.aboutPerson).toMatchObject({ language: 'en' })
  })

  test('pressed twice is one case, with the same number and link', async () => {
    const given = await aFormDesk()
    const page = await (await fetch(given.at, { headers: given.headers })).text()
    given.desk.wait('PT30S')

    const [first, second] = await Promise.all([
      send(given, filledIn, [], page),
      send(given, filledIn, [], page),
    ])

    expect([second.number, second.link]).toEqual([first.number, first.link])
    expect(first.number).toBeGreaterThan(1000)
  })

  test('sent again with other words, because the answer never came, loses neither', async () => {
    const given = await aFormDesk()
    const page = await (await fetch(given.at, { headers: given.headers })).text()
    given.desk.wait('PT30S')
    await send(given, filledIn, [], page)
    given.desk.wait('PT1M')
    const corrected = { ...filledIn, words: `${filledIn.words} And the floor is ruined by now.` }

    const second = await send(given, corrected, [], page)

    const { messages } = await caseNumbered(given.desk, second.number)
    expect(messages.map(({ body }) => body)).toEqual([filledIn.words, corrected.words])
  })

  test('belongs to the person who has written by e-mail before', async () => {
    const given = await aFormDesk()
    const { caseId } = await given.desk.take({ from: { email: 'ADA@example.org', name: 'Ada' } })

    const done = await fillIn(given, { words: 'The bill of October was charged twice.' })

    const kase = await caseNumbered(given.desk, done.number)
    expect(kase.person?.id).toBe((await given.desk.see(caseId)).person?.id)
    expect(kase.id).not.toBe(caseId)
  })

  test('that is not complete comes back with everything that was filled in, files too', async () => {
    const given = await aFormDesk()

    const again = await fillIn(given, { email: 'ada@', words: 'It <b>leaks</b>', topic: 'Product' }, [
      new File(['It came broken.'], 'note.txt', { type: 'text/plain' }),
    ])

    expect(again.status).toBe(422)
    expect(again.text).toContain('This is not a complete e-mail address.')
    expect(again.text).toContain('value="ada@"')
    expect(again.text).toContain('It &lt;b&gt;leaks&lt;/b&gt;')
    expect(again.text).toMatch(/<option value="Product"\s+selected/)
    expect(again.text).toContain('note.txt')
    const done = await send(given, filledIn, [], again.text)
    expect((await caseNumbered(given.desk, done.number)).messages[0]?.attachments).toHaveLength(1)
  })

  test('what is missing is told on top in the order of the page, each leading to its place', async () => {
    const given = await aFormDesk()
    const { text } = await fillIn(given, { words: '', name: '', email: '' })
    expect([...text.matchAll(/<li><a href="#(\w+)"/g)].map(([, field]) => field)).toEqual([
      'words',
      'name',
      'email',
    ])
  })

  test('that is too long comes back whole, to be shortened', async () => {
    const given = await aFormDesk()
    const story = 'Über die Küche läuft Wasser. '.repeat(4000).trim()

    const again = await fillIn(given, { words: story })

    expect(again.status).toBe(422)
    expect(again.text).toContain('This is too long.')
    expect(again.text).toContain(`>${story}</textarea>`)
  })

  test('pressed twice with a file keeps the file once', async () => {
    const given = await aFormDesk()
    const page = await (await fetch(given.at, { headers: given.headers })).text()
    given.desk.wait('PT30S')
    const file = new File(['It came broken.'], 'note.txt', { type: 'text/plain' })

    // Not complete yet: the file is kept and comes again.
    await send(given, { ...filledIn, email: '' }, [file], page)
    const done = await send(given, filledIn, [file], page)

    expect((await caseNumbered(given.desk, done.number)).messages[0]?.attachments).toHaveLength(1)
  })

  test('refuses programs beside the field, and keeps the rest', async () => {
    const given = await aFormDesk()
    const program = new File([Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)])], 'photo.jpg')
    const done = await fillIn(given, {}, [program])
    expect(done.status).toBe(422)
    expect(done.text).toContain('“photo.jpg” cannot be taken')
    expect(done.text).toContain(filledIn.words)
  })

  test('that had been open for hours loses nothing, and goes through at once the second time', async () => {
    const given = await aFormDesk()
    const page = await (await fetch(given.at, { headers: given.headers })).text()
    given.desk.wait('PT2H1M')

    const old = await send(given, filledIn, [], page)
    expect(old.status).toBe(422)
    expect(old.text).toContain('open for a long time')
    expect(old.text).toContain(filledIn.words)

    expect((await send(given, filledIn, [], old.text)).number).toBeGreaterThan(1000)
  })

  test('speaks six languages', async () => {
    const given = await aFormDesk({ language: 'de' })
    const asked = async (lang: string) =>
      (await fetch(`${given.at}${lang && `?lang=${lang}`}`, { headers: given.headers })).text()
    expect(await asked('')).toContain('Was ist passiert?')
    expect(await asked('es')).toContain('¿Qué ha pasado?')
    expect(await asked('fr')).toContain('Que s’est-il passé')
    expect(await asked('it')).toContain('Che cosa è successo?')
    expect(await asked('nl')).toContain('Wat is er gebeurd?')
    expect(await asked('xx')).toContain('<html lang="de"')
  })

  test('that is turned off is shown to colleagues of its own organisation, and to no other', async () => {
    const given = await aFormDesk({ isActive: false })
    const other = await aFormDesk()
    const seenBy = async ({ desk }: typeof given) => {
      const session = { kind: 'session', member: 'administrator', role: 'admin', openedBy: 'link' } as const
      const pass = await makePass(desk, desk.org, { ...session, client: null })
      return fetch(`${given.at}?preview`, { headers: { cookie: `evenhand=${pass}` } })
    }

    expect((await seenBy(given)).status).toBe(200)
    expect((await seenBy(other)).status).toBe(410)
  })

  test('that is turned off, or is none, says so', async () => {
    const off = await aFormDesk({ isActive: false })
    expect((await fetch(off.at)).status).toBe(410)
    expect((await fetch(`${off.url}/f/no-such-form`)).status).toBe(404)
    expect((await fetch(`${off.url}/f/%3Cscript%3E`)).status).toBe(404)
  })

  test('is framed only by the sites that it names, and loads nothing from elsewhere', async () => {
    const open = await aFormDesk({ origins: ['https://www.aldera.example'] })
    const policy = (await fetch(open.at)).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("frame-ancestors 'self' https://www.aldera.example")
    expect(policy).toContain("default-src 'none'")
    expect((await fetch(open.at)).headers.get('x-frame-options')).toBeNull()
    const closed = await aFormDesk()
    expect((await fetch(closed.at)).headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'$/)
  })
})

describe('what is suspicious', () => {
  test('waits for a person, with an owner, and is a case when they open it', async () => {
    const given = await aFormDesk()

    const done = await fillIn(given, { words: 'Buy at https://spam.example now' })

    expect(done.status).toBe(200)
    expect(done.text).toContain('A person looks at it')
    const [item] = await quarantined(given.desk)
    expect(item).toMatchObject({ from: 'Ada Weber', because: expect.stringContaining('web pages') })
    expect(item?.owner).toBe('administrator')
    const opened = await openItem(given.desk, given.desk.admin, { itemId: item?.id ?? '' })
    expect((await given.desk.see(opened.caseId ?? '')).messages[0]?.body).toContain('spam.example')
    expect(await (await fetch(given.url + done.link, { headers: given.headers })).text()).toContain(
      'Your case',
    )
  })

  test('is not a link that comes with the work done', async () => {
    const given = await aFormDesk()
    const page = await (await fetch(given.at, { headers: given.headers })).text()
    given.desk.wait('PT30S')
    const proof = proofOf(hidden(page, 'stamp').split('.')[1] ?? '', 8)

    const done = await send(
      given,
      { ...filledIn, words: 'As seen at https://aldera.example/washer', proof },
      [],
      page,
    )

    expect(done.number).toBeGreaterThan(1000)
  })

  test('is the field that nobody sees, and a hand that is too quick', async () => {
    const given = await aFormDesk()
    await fillIn(given, { website: 'https://spam.example' })
    await send(given, { ...filledIn, words: 'Quicker than anybody types.' })
    expect((await quarantined(given.desk)).map(({ because }) => because).toSorted()).toEqual([
      'A field was filled in that no person can see.',
      'It was filled in faster than a person can.',
    ])
  })

  test('is the fourth within an hour, and far too many are asked to come back', async () => {
    const given = await aFormDesk()
    for (let n = 0; n < 4; n++) await fillIn(given, { words: `Matter ${n}: the lid number ${n} is bent.` })
    expect(await quarantined(given.desk)).toMatchObject([{ because: expect.stringContaining('number 4') }])

    for (let n = 0; n < 36; n++) await send(given, { ...filledIn, name: '' })
    const late = await fillIn(given)
    expect(late.status).toBe(429)
    expect(late.text).toContain(filledIn.words)

    given.desk.wait('PT1H')
    expect((await fillIn(given)).status).toBe(200)
  })

  test('is the thirteenth from the same page, wherever it is sent from: its work was done once', async () => {
    const given = await aFormDesk()
    const page = await (await fetch(given.at, { headers: given.headers })).text()
    given.desk.wait('PT30S')
    const proof = proofOf(hidden(page, 'stamp').split('.')[1] ?? '', 8)
    const sendFrom = (nth: number) =>
      send(
        { ...given, headers: { ...given.headers, 'x-forwarded-for': `203.0.113.${nth}` } },
        { ...filledIn, words: `The washing machine floods the kitchen, for the ${nth}th time.`, proof },
        [],
        page,
      )

    for (let nth = 1; nth <= 12; nth += 1) await sendFrom(nth)
    expect(await quarantined(given.desk)).toEqual([])
    await sendFrom(13)

    expect(await quarantined(given.desk)).toHaveLength(1)
  })

  test('is never a stamp of another form', async () => {
    const one = await aFormDesk()
    const other = await aFormDesk()
    const page = await (await fetch(one.at, { headers: one.headers })).text()
    expect((await send(other, filledIn, [], page)).status).toBe(422)
  })
})

describe('hostile words', () => {
  const script = `"><script>alert('x')</script><img src=x onerror=alert(1)>`

  test('stand in the page as they were written, and never as part of it', async () => {
    const given = await aFormDesk({ title: script, intro: script, topics: [script] })
    const all = {
      name: script,
      email: script,
      phone: script,
      order: script,
      topic: script,
      words: script,
      zone: script,
    }

    const again = await fillIn(given, { ...all, proof: script })

    expect(again.status).toBe(422)
    expect(again.text).not.toContain('<script>alert')
    expect(again.text).not.toContain('<img')
    expect(again.text).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;')

    const done = await fillIn(given, { name: script, words: script, zone: script })
    const page = await (await fetch(given.url + done.link, { headers: given.headers })).text()
    expect(done.text + page).not.toMatch(/<script>alert|<img/)
  })

  test('with what cannot be stored are cleaned, not refused', async () => {
    const given = await aFormDesk()
    const done = await fillIn(given, { words: 'It\0leaks again and again' })
    expect((await caseNumbered(given.desk, done.number)).messages[0]?.body).toBe(
      'It\uFFFDleaks again and again',
    )
  })
})
