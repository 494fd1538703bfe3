import { describe, expect, test } from 'vitest'
import { lookAlikeOf, skeletonOf, type KnownHandle } from './look-alike.ts'

const first =
  'ada grace katherine mary radia hedy joan edith shafi barbara frances jean anita margaret karen evelyn lynn dorothy rozsa annie'
const last =
  'lovelace hopper johnson jackson perlman lamarr clarke clarkson goldwasser liskov allen sammet borg hamilton spark boyd conway vaughan peter easley'
const names = first.split(' ').map((given, at) => [given, last.split(' ')[at] ?? ''] as const)

/** Real-looking handles of customers, as they write them. */
const known = names.flatMap(([given, family], at): KnownHandle[] => [
  { network: 'bluesky', address: `${given}${at % 2 ? '.' : '_'}${family}`, whose: 'customer' },
])

/** How one makes a handle that looks like another's: each changes a handle, or leaves it as it is where it cannot. */
const rules: readonly ((handle: string) => string)[] = [
  (handle) => handle.replace('o', 'ο'),
  (handle) => handle.replace('a', 'а'),
  (handle) => handle.replace('e', 'е'),
  (handle) => handle.replace('l', 'I'),
  (handle) => handle.replace('l', '1'),
  (handle) => handle.replace('o', '0'),
  (handle) => handle.replace('m', 'rn'),
  (handle) => handle.replace('w', 'vv'),
  (handle) => handle.replace('i', 'ı'),
  (handle) => handle.replace('i', 'l'),
  (handle) => handle.replace('a', 'ạ'),
  (handle) => handle.replace('e', 'é'),
  (handle) => handle.replace('_', '__').replace('.', '..'),
  (handle) => `${handle.slice(0, 3)}\u200b${handle.slice(3)}`,
  (handle) => handle.replace('s', 'ѕ').replace('p', 'р'),
  (handle) => Array.from(handle, fullwidth).join(''),
  (handle) => handle.replace('c', 'ϲ').replace('y', 'у'),
  (handle) => handle.replace('h', 'һ').replace('j', 'ј'),
  (handle) => handle.replace('n', 'ո').replace('r', 'г'),
  (handle) => handle.replaceAll('a', '𝒂').replaceAll('e', '𝐞'),
]

const fullwidth = (letter: string) =>
  /[a-z]/.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0) : letter

/** Handles as people choose them: names, words and numbers, none made to look like another. */
function ordinary(): string[] {
  const given =
    'lena mia noah liam emma paul lukas jonas finn ella lina tom tim max anna nina sara jana kira lea otto hugo karl fritz ben'
  const family =
    'mueller schmidt weber wagner becker hoffmann koch bauer richter klein wolf neumann braun krueger smith jones taylor brown evans wilson thomas roberts walker wright green'
  const words = 'runs bakes reads paints travels codes gardens sings cycles hikes'
  const made = given
    .split(' ')
    .flatMap((one, a) =>
      family
        .split(' ')
        .flatMap((two, b) => [
          `${one}.${two}`,
          `${one}_${two}${(a * 7 + b * 13) % 90}`,
          `${one}${words.split(' ')[(a + b) % 10]}${b}`,
          `${two}_${one[0]}${a}${b}`,
        ]),
    )
  return [...new Set(made)].slice(0, 2000)
}

describe('a handle made to look like a known one', () => {
  const made = known
    .flatMap(({ address }) => rules.map((rule) => [address, rule(address)] as const))
    .filter(([address, fake]) => fake !== address)
    .slice(0, 200)

  test('200 made by rule are all flagged', () => {
    expect(made).toHaveLength(200)
    const missed = made.filter(
      ([address, fake]) => lookAlikeOf({ network: 'bluesky', address: fake }, known)?.address !== address,
    )
    expect(missed).toEqual([])
  })

  test('of 2,000 ordinary handles at most two are flagged, against each other and the known ones', () => {
    const handles = ordinary()
    expect(handles).toHaveLength(2000)
    const all = [...known.map(({ address }) => address), ...handles]
    const bySkeleton = Map.groupBy(all, skeletonOf)
    const alike = [...bySkeleton.values()].filter((those) => those.length > 1)
    expect(alike.flat().length).toBeLessThanOrEqual(2)
  })
})

describe('our own name', () => {
  const ours: KnownHandle[] = [{ network: 'bluesky', address: 'aldera.example', whose: 'ours' }]
  const flagged = (address: string) => lookAlikeOf({ network: 'bluesky', address }, ours) !== undefined

  test.each([
    'aldera-support.example',
    'aldera_help',
    'thealdera',
    'AIdera.example',
    'aldera1',
    'a1dera.official',
  ])('“%s” can be taken for us', (address) => expect(flagged(address)).toBe(true))

  test.each(['aldera.example', '@Aldera.example', 'alderamann', 'alder', 'a.dera.example', 'support'])(
    '“%s” cannot',
    (address) => expect(flagged(address)).toBe(false),
  )
})

test('a handle is not taken for itself, in whatever capitals it is written', () => {
  const own: KnownHandle[] = [{ network: 'x', address: 'AdaLovelace', whose: 'customer' }]
  expect(lookAlikeOf({ network: 'x', address: '@adalovelace' }, own)).toBeUndefined()
})
