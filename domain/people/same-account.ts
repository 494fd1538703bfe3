import { accountKey, type Address } from '../account-key.ts'

/** How a provider of mail reads what stands before the at sign, where a plus begins a tag. */
type Provider = { name: string; domains: readonly string[]; ignores?: RegExp }

/**
 * What the large providers say of their own addresses. Only they may say it: anywhere else a dot or a plus makes another
 * mailbox (RFC 5321, section 2.3.11).
 *
 * - Gmail: dots do not matter, a plus begins a tag, googlemail.com is gmail.com (support.google.com/mail/answer/7436150).
 * - Outlook.com: a plus begins a tag; its domains are different mailboxes.
 * - iCloud: a plus begins a tag; me.com, mac.com and icloud.com are one (support.apple.com/102409).
 * - Fastmail: a plus begins a tag.
 * - Proton: a plus begins a tag; dots, hyphens and underscores do not matter; pm.me and proton.me are protonmail.com.
 * - Yandex: a plus begins a tag; dots and hyphens are one; ya.ru is yandex.ru.
 */
const providers: readonly Provider[] = [
  { name: 'gmail.com', domains: ['gmail.com', 'googlemail.com'], ignores: /\./g },
  { name: 'icloud.com', domains: ['icloud.com', 'me.com', 'mac.com'] },
  {
    name: 'protonmail.com',
    domains: ['protonmail.com', 'protonmail.ch', 'proton.me', 'pm.me'],
    ignores: /[._-]/g,
  },
  {
    name: 'yandex.ru',
    domains: ['yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz'],
    ignores: /[.-]/g,
  },
  { name: '', domains: ['fastmail.com', 'fastmail.fm'] },
]

/** Microsoft's own domains, in every country. */
const microsoft = /^(?:outlook|hotmail|live|msn)\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/

/**
 * What an account is compared by where that is another text than its key: one mailbox in two spellings, one number dialled
 * from home or from abroad. Null where the key says it all. Two accounts that agree in it are not made one: a reply goes to
 * the spelling that wrote, and that both are one person's is proposed.
 */
export function sameKey(address: Address, international: string | null = null): string | null {
  const key = accountKey(address)
  const same = comparedBy(address, international)
  return same === null || same === key ? null : same
}

function comparedBy(address: Address, international: string | null): string | null {
  if (address.kind === 'email') return mailboxKey(address.address)
  if (address.kind === 'phone')
    return international === null ? null : accountKey({ kind: 'phone', address: international })
  if (address.kind === 'handle') return handleKey(address)
  return null
}

/** The key of a handle by what it is called now, also where its network knows it by an id; Twitter is X. */
const handleKey = ({ kind, network = '', address }: Address) =>
  accountKey({ kind, network: /^twitter$/i.test(network) ? 'x' : network, address })

/** The key of the mailbox that an address leads to. */
function mailboxKey(address: string): string | null {
  const at = address.lastIndexOf('@')
  if (at < 1) return null
  const domain = asciiDomain(address.slice(at + 1))
  const local = address.slice(0, at).normalize('NFKC').trim().toLowerCase()
  if (domain === null) return null
  const provider = microsoft.test(domain)
    ? { name: domain }
    : providers.find(({ domains }) => domains.includes(domain))
  if (!provider) return accountKey({ kind: 'email', address: `${local}@${domain}` })
  const { ignores, name } = { ignores: undefined, ...provider }
  const [beforeTag = ''] = local.split('+')
  const box = ignores === undefined ? beforeTag : beforeTag.replaceAll(ignores, '')
  // Nothing but a tag is no mailbox that we know.
  if (box === '') return null
  return accountKey({ kind: 'email', address: `${box}@${name === '' ? domain : name}` })
}

/** A domain as DNS has it (IDNA), or null where it is none. */
function asciiDomain(domain: string): string | null {
  try {
    return new URL(`http://${domain.normalize('NFKC').trim().replace(/\.$/, '')}`).hostname
  } catch {
    return null
  }
}
