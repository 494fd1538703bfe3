import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyReplyWithPersonalData } from '#test/guard/any-personal-data.ts'
import { findPersonalData } from './personal-data.ts'
import { redact } from './redact.ts'

const found = (text: string, known = {}) =>
  findPersonalData(text, known).map(({ kind, from, to }) => `${kind}: ${text.slice(from, to)}`)

describe('what is personal is found, however it is written', () => {
  test.each([
    ['card 4111 1111 1111 1111 ok', 'card: 4111 1111 1111 1111'],
    ['４１１１-１１１１-１１１１-１１１１', 'card: ４１１１-１１１１-１１１１-１１１１'],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', 'card: 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'],
    ['it ends in 12 4111–1111–1111–1111', 'card: 4111–1111–1111–1111'],
    ['IBAN de89-3704-0044-0532-0130-00', 'iban: de89-3704-0044-0532-0130-00'],
    ['ada.lovelace (ät) example punkt de', 'email: ada.lovelace (ät) example punkt de'],
    ['name at host dot com', 'email: name at host dot com'],
    ['аdа@ехаmple.org', 'email: аdа@ехаmple.org'],
    ['call +44 (0)20 7946 0958', 'phone: +44 (0)20 7946 0958'],
    ['Rückruf unter 0170/1234567', 'phone: 0170/1234567'],
    ['null eins sieben null eins zwei drei vier', 'phone: null eins sieben null eins zwei drei vier'],
    ['SSN 123456789', 'national-number: 123456789'],
    ['NINO AB 12 34 56 C', 'national-number: AB 12 34 56 C'],
    ['NHS number 943 476 5919', 'national-number: 943 476 5919'],
    ['Steuer-ID 86 095 742 719', 'national-number: 86 095 742 719'],
    ['RV 65 170839 J 00 3', 'national-number: 65 170839 J 00 3'],
    ['1 84 12 76 451 089 46', 'national-number: 1 84 12 76 451 089 46'],
    ['DNI 12345678Z', 'national-number: 12345678Z'],
    ['Aadhaar 2341 2341 2346', 'national-number: 2341 2341 2346'],
    ['PAN ABCPE1234F', 'national-number: ABCPE1234F'],
    ['from 192.0.2.17', 'ip: 192.0.2.17'],
    ['from 2001:db8::ff00:42:8329', 'ip: 2001:db8::ff00:42:8329'],
    ['geboren am 3. März 1984', 'birth: 3. März 1984'],
    ['we come to 12 Abbey Road', 'address: 12 Abbey Road'],
    ['Wir kommen in die Musterstraße 12a', 'address: Musterstraße 12a'],
    ['10 rue de la Paix', 'address: 10 rue de la Paix'],
    ['Calle Inventada 9', 'address: Calle Inventada 9'],
    ['account number 1234 5678', 'account: 1234 5678'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected])
  })
})

describe('what is nobody’s is left alone', () => {
  test.each([
    'We come on 24.12.2026 between 10:00 and 12:00.',
    'Your refund of 1 234,50 € left us on 2026-11-22.',
    'Order number 12345678, model 5500 1234 77, trace number 0044 9120 7713.',
    'Your case is EH-1234. At 10:20:30 it was version 1.2.3.4.',
    'Hi @ada.bsky.social, see aldera.example or come in at aldera.com.',
    'The router answers at 192.168.1.1.',
    'More than 1.234.567 customers, opened 2019-2021, 24/7.',
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})

test('the company’s own numbers, its public ones, and other customers’ names are known from what it says', () => {
  const known = {
    patterns: [{ name: 'Order number', shape: 'AL-\\d{6}' }],
    ours: ['0800 123 4567', 'help@aldera.example'],
    names: ['Moira Tennant'],
  }
  const text = 'Order AL-123456: call 0800 1234567 or write to help@aldera.example, as Ms Tennant did.'
  expect(found(text, known)).toEqual(['account: AL-123456', 'name: Tennant'])
})

describe('only the whole of what is ours is ours', () => {
  test.each([
    ['kontakt-anna.berg@aldera.example', 'berg@aldera.example', ['email: berg@aldera.example']],
    ['0800 123 4567 890', 'call you on 123 4567', ['phone: 123 4567']],
    ['0800 123 4567 890', 'call you on 0800 123 4567', ['phone: 0800 123 4567']],
    ['+1 212 555 0199', 'call you on 555 0199', ['phone: 555 0199']],
    ['+49 800 1234567', 'call you on +43 800 1234567', ['phone: +43 800 1234567']],
    ['Aldera, Musterstraße 12, 10115 Berlin', 'Musterstraße 1', ['address: Musterstraße 1']],
  ])('of %s, not “%s”', (own, text, expected) => {
    expect(found(text, { ours: [own] })).toEqual(expected)
  })

  test.each([
    ['kontakt-anna.berg@aldera.example', 'write to Kontakt-Anna.Berg@aldera.example'],
    ['0800 123 4567', 'call us on 0800/1234567'],
    ['0800 123 4567', 'call us on +49 (0)800 123 4567'],
    ['+49 800 1234567', 'call us on 0800 1234567'],
    ['0049 800 1234567', 'call us on +49 800 1234567'],
    ['+1 212 555 0199', 'call us on (212) 555-0199'],
    ['Aldera, Musterstraße 12, 10115 Berlin', 'come to Musterstraße 12 or to Musterstraße 12, 10115 Berlin'],
  ])('%s, as in “%s”', (own, text) => {
    expect(found(text, { ours: [own] })).toEqual([])
  })
})

test('a letter whose small form is longer hides nothing that stands behind it', () => {
  expect(found('İİİ GEBOREN AM 3. MÄRZ 1984')).toEqual(['birth: 3. MÄRZ 1984'])
})

test('no spelling of planted data passes', () => {
  fc.assert(
    fc.property(anyReplyWithPersonalData, ({ body, from, to }) => {
      const spans = findPersonalData(body)
      const covered = new Set(
        spans.flatMap((span) => Array.from({ length: span.to - span.from }, (_, at) => span.from + at)),
      )
      const left = Array.from(body.slice(from, to)).filter(
        (letter, at) => /[\p{L}\p{Nd}]/u.test(letter) && !covered.has(from + at),
      )
      expect(left.length, `${body} → ${JSON.stringify(spans)}`).toBeLessThanOrEqual(1)
      expect(spans.length).toBeGreaterThan(0)
    }),
    { numRuns: 3000 },
  )
})

test('a redacted text names what was taken out, and holds none of it', () => {
  expect(redact('Ada, ada@example.org, card 4111 1111 1111 1111.')).toBe(
    'Ada, [e-mail address], card [card number].',
  )
  fc.assert(
    fc.property(anyReplyWithPersonalData, ({ body }) => {
      expect(findPersonalData(redact(body))).toEqual([])
    }),
  )
})

test.each([
  ['digits and blanks', '1 '.repeat(25_000)],
  ['at signs', 'a@'.repeat(25_000)],
  ['dots', 'a.'.repeat(25_000)],
  ['capitals', 'Aa '.repeat(16_000)],
  ['numbers before capitals', '12 Aa '.repeat(8000)],
  ['colons', 'a:'.repeat(25_000)],
  ['letters of accounts', 'de12'.repeat(12_000)],
])('fifty thousand signs of %s are read in less than a second of work', (_, text) => {
  const { user } = process.cpuUsage()
  findPersonalData(text)
  expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(1)
})
