import type { EventData } from '#domain/case/event.ts'
import { say } from '#web/words/say.ts'

/** A decision, in words. */
export function decisionWords(decision: EventData['case-resolved']['decision']): string {
  switch (decision) {
    case 'upheld':
      return say('upheld')
    case 'partly-upheld':
      return say('partly upheld')
    case 'not-upheld':
      return say('not upheld')
    case 'out-of-scope':
      return say('out of scope')
  }
}

/** What the desk's audit found a case to be. */
export function breachWords(breach: EventData['breach-found']['breach']): string {
  switch (breach) {
    case 'ownerless':
      return say('without an owner')
    case 'clockless':
      return say('without a running clock')
    case 'fold-differs':
      return say('at odds with its own history')
    case 'chain-broken':
      return say('with a broken history')
    case 'ledger-differs':
      return say('at odds with the books of remedies')
  }
}
