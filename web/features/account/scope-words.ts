import type { Scope } from '#domain/scope.ts'
import { say } from '#web/words/say.ts'

/** What a token may, as a person says it. */
export function scopeWords(scope: Scope): string {
  switch (scope) {
    case 'read':
      return say('read')
    case 'cases':
      return say('act on cases')
    case 'items':
      return say('hand over items')
    case 'settings':
      return say('change settings')
  }
}
