import type { Ground } from '#domain/case/closing.ts'
import { say } from '#web/words/say.ts'

/** What a case may be closed by, as a choice. */
export function groundChoice(ground: Ground): string {
  switch (ground) {
    case 'word':
      return say('because the customer says that it is settled')
    case 'silence':
      return say('because we asked, on several days, and heard nothing')
    case 'deadlock':
      return say('because they do not accept a second no')
    case 'asks-nothing':
      return say('because nothing is asked of us: praise, thanks, a joke')
    case 'nobody-to-ask':
      return say('because nobody is left who could be asked')
  }
}
