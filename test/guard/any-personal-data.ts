import fc from 'fast-check'
import type { PersonalKind } from '#domain/guard/personal-span.ts'

/** Something personal, as somebody wrote it down. */
export type Written = { kind: PersonalKind; text: string }

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''))

/** Cards of several schemes that add up (ISO/IEC 7812-1). */
const card = fc
  .constantFrom(['4', 16], ['5412', 16], ['37', 15], ['6011', 16], ['36', 14], ['3530', 16])
  .chain(([begins, length]) => digits(length - begins.length - 1).map((rest) => withLuhn(`${begins}${rest}`)))

function withLuhn(body: string): string {
  const sum = Array.from(body)
    .toReversed()
    .reduce((whole, digit, at) => {
      const weighed = at % 2 === 0 ? Number(digit) * 2 : Number(digit)
      return whole + (weighed > 9 ? weighed - 9 : weighed)
    }, 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

/** Accounts of several countries that add up (ISO 13616). */
const iban = fc
  .constantFrom(['DE', 18], ['GB', 18], ['FR', 23], ['ES', 20], ['NL', 14], ['CH', 17], ['AT', 16])
  .chain(([country, length]) =>
    digits(length).map((body) => {
      const account = country === 'GB' || country === 'NL' ? `ABNA${body.slice(4)}` : body
      return withCheck(country, account)
    }),
  )

function withCheck(country: string, body: string): string {
  const letters = Array.from(`${body}${country}00`, (letter) => parseInt(letter, 36)).join('')
  return `${country}${String(98n - (BigInt(letters) % 97n)).padStart(2, '0')}${body}`
}

const phone = fc.oneof(
  digits(8).map((rest) => `+49 170 ${rest.slice(0, 4)}${rest.slice(4, 7)}`),
  digits(6).map((rest) => `+44 7700 9${rest.slice(0, 5)}`),
  digits(7).map((rest) => `(212) ${rest.slice(0, 3)}-${rest.slice(3)}`.replace(/\) [01]/, ') 5')),
  digits(7).map((rest) => `030 ${rest}`),
  digits(8).map((rest) => `06 ${(rest.match(/../g) ?? []).join(' ')}`),
  digits(6).map((rest) => `+34 600 ${rest.slice(0, 3)} ${rest.slice(3)}`),
)

const word = fc.constantFrom('ada', 'grace', 'heinz', 'joan', 'lovelace', 'muster', 'j.doe', 'anna_b')
const email = fc
  .tuple(
    word,
    fc.constantFrom('example', 'post', 'mail-box', 'gmail'),
    fc.constantFrom('org', 'de', 'co.uk', 'com'),
  )
  .chain(([name, host, end]) =>
    fc.constantFrom(
      `${name}@${host}.${end}`,
      `${name} at ${host} dot ${end.replace('.', ' dot ')}`,
      `${name} (at) ${host} (dot) ${end.replace('.', ' (dot) ')}`,
      `${name}[at]${host}.${end}`,
      `${name} @ ${host}.${end}`,
    ),
  )

const ip = fc.oneof(
  fc
    .tuple(fc.integer({ min: 11, max: 126 }), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((parts) => parts.join('.')),
  fc.constantFrom('2001:db8::ff00:42:8329', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'),
)

const ssn = fc
  .tuple(fc.integer({ min: 1, max: 665 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9999 }))
  .map(([a, b, c]) =>
    [
      [a, 3],
      [b, 2],
      [c, 4],
    ]
      .map(([part, size]) => String(part).padStart(Number(size), '0'))
      .join('-'),
  )

/** What somebody does to a number so that it reads the same, and machines may not see it. */
const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  (text) => text.replaceAll(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit))),
  (text) => text.replaceAll(/(?<=\d)(?=\d)/g, '\u200b'),
  (text) => text.replaceAll(/(?<=\d\d)(?=\d)/g, '\u2060'),
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => text.replaceAll('-', '\u2013'),
  (text) => text.replaceAll('@', '\uff20').replaceAll('a', '\u0430').replaceAll('o', '\u043e'),
]

const grouped = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', ' ', '-', '.', '  ', ' - ', '_'), fc.constantFrom(4, 4, 4, 3, 2))
    .map(([between, size]) => (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(between))

const spelled = (kind: PersonalKind, values: fc.Arbitrary<string>): fc.Arbitrary<Written> =>
  fc.tuple(values, fc.constantFrom(...spellings)).map(([text, spell]) => ({ kind, text: spell(text) }))

/** Cards, accounts, numbers and addresses in many spellings. */
const anyPersonalData: fc.Arbitrary<Written> = fc.oneof(
  spelled('card', card.chain(grouped)),
  spelled(
    'iban',
    iban.chain((text) =>
      fc.constantFrom(text, text.toLowerCase()).chain((one) =>
        fc.oneof(
          fc.constant(one),
          fc.constantFrom(' ', '-').map((between) => (one.match(/.{1,4}/g) ?? []).join(between)),
        ),
      ),
    ),
  ),
  spelled('phone', phone),
  spelled('email', email),
  spelled('ip', ip),
  spelled('national-number', ssn),
)

const before = [
  'We will call you back on ',
  'Thank you, we have noted ',
  'Is ',
  'Danke! Wir haben ',
  'So sorry. Your refund goes to ',
  'Wir melden uns unter ',
  '',
]
const after = [' today.', '.', ' still right?', ' notiert.', ', as you asked.', '\n\nKind regards\nSol', '!']

/** A public reply with something personal in it, and where that stands. */
export const anyReplyWithPersonalData = fc
  .tuple(anyPersonalData, fc.constantFrom(...before), fc.constantFrom(...after))
  .map(([{ kind, text }, begin, end]) => ({
    kind,
    body: `${begin}${text}${end}`,
    from: begin.length,
    to: begin.length + text.length,
  }))
