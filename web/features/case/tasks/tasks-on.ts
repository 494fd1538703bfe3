import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { say } from '#web/words/say.ts'

/** What one can do to a case that needs a few words. */
export type Task =
  | 'promise'
  | 'escalate'
  | 'assign'
  | 'snooze'
  | 'settle'
  | 'set-aside'
  | 'deed'
  | 'ask-settled'
  | 'word'
  | 'attempt'
  | 'no'
  | 'verify'
  | 'return'
  | 'reopen'
  | 'describe'
  | 'merge'
  | 'split'
  | 'erase'

/** What one does in a place of the page. */
type Place = 'reply' | 'note' | 'why' | 'facts' | 'links' | 'failures'

/** Something one may do now: what it is called, the key that does it, and the heading that it stands under. */
export type Deed = {
  does: Task | Place
  words: string
  /** The key as the browser names it, and as it stands on its cap. */
  key: string | null
  cap: string | null
  group: 'answer' | 'course' | 'case' | 'person'
}

type Situation = Pick<
  z.output<typeof CaseView>,
  | 'state'
  | 'stage'
  | 'offer'
  | 'failures'
  | 'taken'
  | 'owner'
  | 'person'
  | 'links'
  | 'messages'
  | 'replyTo'
  | 'accounts'
  | 'closing'
  | 'mayBeSetAside'
>

/** What one may do on a case as it stands, in the order of a menu. One list for the keys and for the menu. */
export function tasksOn(kase: Situation, me: { handle: string; role: string } | undefined): Deed[] {
  const isOpen = kase.state === 'open'
  const isMine = me !== undefined && kase.owner.id === me.handle
  const isDone = !kase.closing.lacks.silence.some(({ lack }) => lack === 'action')
  const hasPhone = kase.accounts.some(({ kind }) => kind === 'phone')
  const items = kase.messages.filter(({ itemId, direction }) => itemId !== null && direction === 'in')
  return [
    ...when(isOpen && kase.replyTo !== null, deed('reply', say('Reply'), 'r', 'answer')),
    ...when(isOpen, deed('note', say('Write a note'), 'n', 'answer')),
    ...when(isOpen, deed('promise', say('Promise something'), 'p', 'answer')),
    ...when(isOpen, deed('escalate', say('Escalate'), 'e', 'course')),
    ...when(isOpen, deed('assign', say('Give to a colleague'), 'a', 'course')),
    ...when(
      isOpen && isMine && kase.taken !== null,
      deed('return', say('Give back to {name}', { name: kase.taken?.from.name ?? '' }), 'R', 'course'),
    ),
    ...when(isOpen, deed('snooze', say('Let it rest'), 'b', 'course')),
    ...when(isOpen, deed('deed', say('Write down what was done'), 'D', 'answer')),
    ...when(
      isOpen && isDone && kase.replyTo !== null,
      deed('ask-settled', say('Ask whether it is settled'), 'Q', 'answer'),
    ),
    ...when(isOpen || kase.state === 'closed', deed('word', say('Write down what they say'), 'H', 'answer')),
    ...when(isOpen && isDone && hasPhone, deed('attempt', say('A call that nobody took'), 'T', 'answer')),
    ...when(isOpen && kase.replyTo !== null, deed('no', say('Say no, with all it needs'), 'N', 'answer')),
    ...when(isOpen, deed('settle', say('Decide and close'), 's', 'course')),
    ...when(isOpen && kase.mayBeSetAside, deed('set-aside', say('It is no complaint'), 'X', 'course')),
    ...when(
      kase.stage === 'customer-confirmed' && kase.state === 'closed',
      deed('verify', say('Look whether it is done'), 'V', 'course'),
    ),
    ...when(kase.state === 'closed', deed('reopen', say('Open again'), 'O', 'course')),
    ...when(isOpen && kase.failures > 0, deed('failures', say('A contact was no failure'), 'x', 'case')),
    ...when(isOpen, deed('merge', say('Merge with another case'), 'M', 'case')),
    ...when(isOpen && items.length > 1, deed('split', say('Split messages off'), 'S', 'case')),
    ...when(kase.links.length > 0, deed('links', say('Decide about links'), 'l', 'case')),
    ...when(kase.person !== null, deed('describe', say('What is good to know'), 'i', 'person')),
    ...when(
      kase.person !== null && me?.role === 'admin',
      deed('erase', say('Erase the person'), null, 'person'),
    ),
  ]
}

const when = (holds: boolean, one: Deed): Deed[] => (holds ? [one] : [])

/** A capital is typed, and shown, with the shift key. */
const deed = (does: Deed['does'], words: string, key: string | null, group: Deed['group']): Deed => ({
  does,
  words,
  key,
  cap: key === null ? null : key === key.toLowerCase() ? key.toUpperCase() : `shift+${key}`,
  group,
})
