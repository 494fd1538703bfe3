import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeFrom, codesIn, isOnlyCode } from './claim-code.ts'

const anyBytes = fc.uint8Array({ minLength: 10, maxLength: 32 })

test('a code has no letter that is taken for another on the telephone or on a screen', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const code = codeFrom(bytes)
      expect(code).toMatch(/^[346789FKLMQRWXYZ]{3}-[346789FKLMQRWXYZ]{3}-[346789FKLMQRWXYZ]{4}$/)
      expect(code).not.toMatch(/[OISNBDPTEGVCJAHU0125]/)
    }),
  )
})

test('every letter is as likely as every other', () => {
  const seen = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    const [first = ''] = codeFrom(new Uint8Array(10).fill(byte))
    seen.set(first, (seen.get(first) ?? 0) + 1)
  }
  expect([...seen.values()]).toEqual(Array.from({ length: 16 }, () => 16))
})

const code = codeFrom(Uint8Array.from({ length: 10 }, (_, place) => place))

test.each([
  ['as it was read out', code],
  ['in small letters', code.toLowerCase()],
  ['without dashes', code.replaceAll('-', '')],
  ['with spaces', code.replaceAll('-', ' ')],
  ['with other dashes', code.replaceAll('-', '–')],
  ['in a sentence', `Hello @aldera, here is my code: ${code}.`],
  ['with dashes from another keyboard', code.replaceAll('-', '\u2011')],
  [
    'in full-width letters',
    code.replaceAll(/[^-]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  ],
])('a code is found %s', (_, text) => {
  expect(codesIn(text)).toContain(code)
})

test('any code is found again in any text around it', () => {
  fc.assert(
    fc.property(
      anyBytes,
      fc.string({ maxLength: 80 }),
      fc.string({ maxLength: 80 }),
      (bytes, before, behind) => {
        const text = `${before.replaceAll(/[0-9a-z]/gi, '')} \n${codeFrom(bytes)}\n ${behind}`
        expect(codesIn(text)).toContain(codeFrom(bytes))
      },
    ),
  )
})

test('no code is found inside a longer word, and a long text is looked through only so far', () => {
  expect(codesIn(`x${code}`)).toEqual([])
  expect(codesIn(`${code}7`)).toEqual([])
  expect(codesIn(`${'a '.repeat(3000)}${code}`)).toEqual([])
})

test.each([
  ['a code', code, true],
  ['a code for somebody', `@aldera.example my code: ${code} #evenhand`, true],
  [
    'a code with a complaint',
    `${code} and by the way my washing machine still floods the kitchen every day`,
    false,
  ],
])('%s', (_, text, is) => {
  expect(isOnlyCode(text)).toBe(is)
})
