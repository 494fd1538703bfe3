import { confusables } from './confusables.ts'

/** A handle that is known, and whose it is. */
export type KnownHandle = { network: string; address: string; whose: 'ours' | 'staff' | 'customer' }

/** Beyond Unicode's own list: two letters that stand as one, and a letter without its dot. Both tell few handles apart. */
const asOne: readonly (readonly [string, string])[] = [
  ['vv', 'w'],
  ['i', 'l'],
]

const lookOf = new Map(
  confusables.flatMap(([seen, those]) => Array.from(those, (one) => [one, seen] as const)),
)

/**
 * How a handle looks to the eye, after Unicode Technical Standard #39 (`skeleton`): two handles with the same skeleton can be
 * taken for each other. Capitals, accents, invisible characters and a doubled joint are left out, because a reader overlooks
 * them: `Αda__Iovelace` with a Greek Alpha and a capital i looks like `ada_lovelace`.
 */
export function skeletonOf(handle: string): string {
  const text = looks(handle.trim().replace(/^@/, '')).normalize('NFKC').replaceAll(invisible, '')
  // Once as it is written, since a capital may look like another letter than its small one, and once more in small ones.
  const seen = bare(looks(bare(looks(text)).toLowerCase())).toLowerCase()
  const joined = seen.replaceAll(/([._-])\1+/g, '$1').replaceAll('rn', 'm')
  return asOne.reduce((out, [those, one]) => out.replaceAll(those, one), joined)
}

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\s]/gu

const looks = (text: string) => Array.from(text, (letter) => lookOf.get(letter) ?? letter).join('')

const bare = (text: string) => text.normalize('NFD').replaceAll(/\p{Mark}/gu, '')

/** What somebody adds to the name of a house, to be taken for it. */
const additions =
  'account|accounts|care|cares|customer|customers|customerservice|de|en|eu|global|help|helpdesk|hilfe|hq|info|kundenservice|official|offiziell|online|real|refund|refunds|service|support|team|the|uk|us'
const shaped = additions.split('|').map(skeletonOf).join('|')
const affixed = new RegExp(`^(?:${shaped})|(?:${shaped})$`, 'g')

/**
 * The known handle that this one can be taken for and is not. A customer's is looked like only by the same skeleton; ours and
 * our colleagues' also by what is commonly added to a name to pass for it (`aldera_support`, `the.aldera`).
 */
export function lookAlikeOf(
  given: { network: string; address: string },
  known: readonly KnownHandle[],
): KnownHandle | undefined {
  const own = plain(given.address)
  const skeleton = skeletonOf(given.address)
  return known.find(({ network, address, whose }) => {
    if (plain(address) === own) return false
    if (skeletonOf(address) === skeleton) return true
    return whose !== 'customer' && network === given.network && passesFor(given.address, address)
  })
}

const plain = (handle: string) => handle.trim().replace(/^@/, '').normalize('NFC').toLowerCase()

/** The name in a handle: all of it, and what stands before its server or domain; without what joins its parts, and a number at its end. */
function namesIn(handle: string): string[] {
  const [first = ''] = handle.replace(/^@/, '').split(/[.@]/)
  const written = [handle, first].flatMap((name) => [name, name.replace(/\d{1,4}$/, '')])
  return written
    .map(skeletonOf)
    .map((name) => name.replaceAll(/[._@-]/g, ''))
    .filter((name) => name.length >= 3)
}

/** Whether one handle is another's name, or that name with what is commonly added to it. */
function passesFor(handle: string, own: string): boolean {
  const names = new Set(namesIn(own))
  return namesIn(handle).some((name) => names.has(name) || names.has(name.replaceAll(affixed, '')))
}
