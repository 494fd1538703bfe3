import type { Stage } from '#domain/case/stage.ts'
import { say } from '#web/words/say.ts'

/** How far a case has come, in words. */
export function stageWords(stage: Stage): string {
  switch (stage) {
    case 'detected':
      return say('Noticed')
    case 'acknowledged':
      return say('Answered')
    case 'accepted':
      return say('Taken on')
    case 'action-committed':
      return say('Promised')
    case 'action-done':
      return say('Done')
    case 'customer-confirmed':
      return say('Settled, they say')
    case 'verified':
      return say('Verified')
  }
}
