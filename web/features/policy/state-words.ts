import type { z } from 'zod'
import type { listPolicyVersions } from '#contract/policy.ts'
import { say } from '#web/words/say.ts'

/** A version as it is listed. */
export type VersionRow = z.output<typeof listPolicyVersions.output>['versions'][number]

/** Where a version stands, in a word or two. */
export function stateWords(state: VersionRow['state']): string {
  switch (state) {
    case 'draft':
      return say('Draft')
    case 'submitted':
      return say('Waits for approval')
    case 'scheduled':
      return say('Approved')
    case 'in-force':
      return say('In force')
    case 'superseded':
      return say('Before')
    case 'on-trial':
      return say('On trial')
    case 'lapsed':
      return say('Lapsed')
    case 'withdrawn':
      return say('Withdrawn')
  }
}

/** A kind of table, and what its answers may hang on. */
export function kindWords(kind: unknown): string {
  switch (kind) {
    case 'measure':
      return say('How grave it is.')
    case 'attention':
      return say('Who looks, and how soon. It may read who is looking.')
    case 'permission':
      return say('Who may sign what.')
    case 'outcome':
      return say('What the customer is owed. Who is looking must not reach it.')
    default:
      return ''
  }
}

/** Which of the rows that fit gives the answer. */
export function hitWords(hit: unknown): string {
  switch (hit) {
    case 'U':
      return say('One row fits')
    case 'A':
      return say('Rows that fit agree')
    case 'F':
      return say('First match wins')
    case 'P':
      return say('The answer that stands first wins')
    case 'R':
    case 'C':
      return say('All that fit, as a list')
    case 'C+':
      return say('All that fit, added up')
    case 'C<':
      return say('The least of all that fit')
    case 'C>':
      return say('The greatest of all that fit')
    case 'C#':
      return say('How many fit')
    default:
      return ''
  }
}

/** What a fact is about, in a word. */
export function labelWords(label: string): string {
  switch (label) {
    case 'matter':
      return say('matter')
    case 'need':
      return say('need')
    case 'history':
      return say('history')
    case 'time':
      return say('time')
    case 'channel':
      return say('channel')
    case 'visibility':
      return say('who is looking')
    default:
      return label
  }
}
