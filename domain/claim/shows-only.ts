import type { Method } from './claim.ts'

/**
 * What a way shows where it takes no person: whose an account or a site is, and nothing of what was said of it, such as how many
 * follow it. Null where somebody has looked at the matter itself, or believed it.
 */
export function showsOnly(method: Method): 'account' | 'site' | null {
  switch (method) {
    case 'post':
    case 'direct-message':
    case 'sign-in':
      return 'account'
    case 'site':
    case 'dns':
      return 'site'
    case 'their-word':
    case 'callback':
    case 'our-records':
      return null
  }
}
