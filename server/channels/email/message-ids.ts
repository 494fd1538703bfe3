import { all, type MailHeaders } from './mail-headers.ts'
import { oneLine } from './storable.ts'

/** Longer ones are cut, everywhere in the same way, so that they still meet each other in an index. */
const longestId = 250
/** A thread of more mails is found by its nearest ones. */
const mostIds = 50

/** The key by which answers name this mail: its Message-ID without angle brackets (RFC 5322 section 3.6.4). */
export const keysOf = (headers: MailHeaders): string[] =>
  idsIn(all(headers, 'message-id').join(' ')).slice(0, 1)

/** The mails that this one answers, nearest first: In-Reply-To, then References from its end. */
export function repliesToOf(headers: MailHeaders): string[] {
  const nearest = idsIn(all(headers, 'in-reply-to').join(' '))
  const thread = idsIn(all(headers, 'references').join(' ')).toReversed()
  const own = new Set(keysOf(headers))
  return [...new Set([...nearest, ...thread])].filter((id) => !own.has(id)).slice(0, mostIds)
}

/** The Message-IDs in a field; a single one may lack its brackets, as some mailers write it. */
export function idsIn(field: string): string[] {
  const bracketed = [...field.matchAll(/<([^<>]+)>/g)].map(([, id]) =>
    oneLine(id ?? '', longestId).replaceAll(' ', ''),
  )
  const bare = field.trim()
  const found = bracketed.length > 0 || /\s|^[<>]*$/.test(bare) ? bracketed : [oneLine(bare, longestId)]
  return found.filter((id) => id !== '')
}
