import type { Role } from '#domain/role.ts'
import { say } from '#web/words/say.ts'

/** A role as a person says it. */
export function roleWords(role: Role): string {
  switch (role) {
    case 'admin':
      return say('Administrator')
    case 'lead':
      return say('Team lead')
    case 'agent':
      return say('Agent')
    case 'executive':
      return say('Executive')
    case 'policy':
      return say('Policy owner')
    case 'analyst':
      return say('Analyst')
    case 'cause-owner':
      return say('Cause owner')
  }
}

/** What a role is for, in a sentence to whoever gives it. */
export function roleMeaning(role: Role): string {
  switch (role) {
    case 'admin':
      return say('Sets everything up: people, connections, keeping. Sees every case.')
    case 'lead':
      return say('Answers cases, and gives them to anybody on the ladder.')
    case 'agent':
      return say('Answers cases.')
    case 'executive':
      return say('Answers the few cases that reach the top. Sees every case.')
    case 'policy':
      return say('Writes policy and templates. Opens no cases.')
    case 'analyst':
      return say('Reads what adds up. Opens no cases.')
    case 'cause-owner':
      return say('Mends what is behind many cases. Opens no cases.')
  }
}
