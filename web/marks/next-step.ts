import { isOnPaper } from '#web/ui/use-printing.ts'
import { say } from '#web/words/say.ts'
import { isClockKind } from './kind-words.ts'

type Situation = {
  state: 'open' | 'closed' | 'merged' | 'taken-back'
  turn: 'ours' | 'customers'
  person: { name: string } | null
  nextDue: { kind: string } | null
  offeredTo: { id: string; name: string } | null
  /** What its owner owes all the same while somebody is asked to take it. */
  meanwhile: { kind: string } | null
  stage?: string
}

/** What has to be done next, as an order to whoever's turn it is. Nobody waits for a taker while there is something to do. */
export function nextStep(
  { state, turn, person, nextDue, offeredTo, meanwhile, stage }: Situation,
  me: string | undefined,
): string {
  if (state === 'closed') return say('Nothing, it is closed')
  if (state === 'merged') return say('Goes on in another case')
  if (state === 'taken-back') return say('Nothing, it was taken back: it never was a case')
  if (offeredTo && offeredTo.id === me) return say('Accept or decline the offer')
  const name = person ? firstName(person.name) : say('the customer')
  const due = offeredTo ? (meanwhile ?? { kind: 'accept-by' }) : nextDue
  // Who says that it is settled waits for nothing but that it is closed; what was promised is kept all the same.
  const isSettled =
    stage === 'customer-confirmed' && !['promise', 'in-doubt-by', 'sign-by'].includes(due?.kind ?? '')
  if (isSettled) return say('Decide and close')
  if (!due || !isClockKind(due.kind)) return say('Look at it again')
  switch (due.kind) {
    case 'acknowledge-by':
      return say('Answer {name}', { name })
    case 'act-by':
      return turn === 'customers' ? say('Wait for {name}', { name }) : say('Act, or promise a date')
    case 'next-update-by':
      return say('Tell {name} how it stands', { name })
    case 'follow-up-by':
      return say('Wait for {name}, then ask again', { name })
    case 'accept-by':
      return offeredTo
        ? say('Wait for {name} to take it', { name: firstName(offeredTo.name) })
        : say('Wait for the offer to be answered')
    case 'promise':
      return say('Keep the promise')
    case 'in-doubt-by':
      return say('Find out if the reply arrived')
    case 'sign-by':
      return say('Wait for a remedy to be signed')
    case 'close-by':
      return say('Close it: the person was erased')
  }
}

/** What stands before a name and is none. */
const title =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|sister|brother|herr|frau|familie|family|fam|m|mme|mlle|sr|sra|señora?|the)\.?$/i

/**
 * How one calls somebody in a list: the given name; the whole of what is known where that is an address, a number, or a name
 * that begins with a title; and the customer, where nothing is known. On paper they are named in full.
 */
export function firstName(name: string): string {
  const bare = name.trim()
  if (bare === '' || bare === notKnown) return say('the customer')
  if (isOnPaper()) return bare
  const [first = bare] = bare.split(/\s+/)
  return bare.includes('@') || !/\p{L}{2}/u.test(first) || title.test(first) ? bare : first
}

/** What the desk calls somebody of whom it knows neither name nor address. */
const notKnown = 'Not known'
