import { isClockKind } from './kind-words.ts'

type Situation = {
  state: 'open' | 'closed' | 'merged'
  turn: 'ours' | 'customers'
  person: { name: string } | null
  nextDue: { kind: string } | null
  offeredTo: { id: string; name: string } | null
}

/** What has to be done next, as an order to whoever's turn it is. */
export function nextStep(
  { state, turn, person, nextDue, offeredTo }: Situation,
  me: string | undefined,
): string {
  if (state === 'closed') return 'Nothing, it is closed'
  if (state === 'merged') return 'Goes on in another case'
  if (offeredTo && offeredTo.id === me) return 'Accept or decline the offer'
  const name = person ? firstName(person.name) : 'the customer'
  if (!nextDue || !isClockKind(nextDue.kind)) return 'Look at it again'
  switch (nextDue.kind) {
    case 'acknowledge-by':
      return `Answer ${name}`
    case 'act-by':
      return turn === 'customers' ? `Wait for ${name}` : 'Act, or promise a date'
    case 'next-update-by':
      return `Tell ${name} how it stands`
    case 'follow-up-by':
      return `Wait for ${name}, then ask again`
    case 'accept-by':
      return offeredTo
        ? `Wait for ${firstName(offeredTo.name)} to take it`
        : 'Wait for the offer to be answered'
    case 'promise':
      return 'Keep the promise'
    case 'in-doubt-by':
      return 'Find out if the reply arrived'
  }
}

/** How one calls somebody in a list: the given name, or the address where there is no name. */
export function firstName(name: string): string {
  const bare = name.trim()
  return bare.includes('@') || bare.length === 0 ? bare : (bare.split(/\s+/)[0] ?? bare)
}
