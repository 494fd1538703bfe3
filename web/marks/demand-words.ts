import type { Demand } from '#domain/craft/template-specifics.ts'
import { say } from '#web/words/say.ts'

/** What a template may ask of the replies that are made of it, in words. */
export function demandWords(demand: Demand): string {
  switch (demand) {
    case 'failure':
      return say('what failed, in the customer’s words')
    case 'owner':
      return say('who takes care of it')
    case 'act':
      return say('what is done')
    case 'date':
      return say('by when')
  }
}
