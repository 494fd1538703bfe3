import { describe, expect, test } from 'vitest'
import { invitation } from './invitation.ts'
import { saysOnlyInvitation } from './says-only-invitation.ts'

const head = { to: 'Frieda Wolf', by: 'Axel Agent', organisation: 'Nordlicht Haushalt' }
const places = ['public', 'private'] as const
const tongues = ['en', 'de'] as const
const drafts = places.flatMap((where) => tongues.map((tongue) => invitation(where, tongue, head)))

describe('an invitation to the private room', () => {
  test.each(drafts)('as the desk proposes it answers nothing: %j', (draft) => {
    expect(saysOnlyInvitation(draft, head)).toBe(true)
  })

  test.each([
    [
      'with another greeting and a farewell',
      (draft: string) => `${draft.replace('Frieda', 'Ms')}\nKind regards\nAxel`,
    ],
    ['cut short', (draft: string) => draft.split('\n').slice(0, 3).join('\n')],
    ['with its lines wrapped otherwise', (draft: string) => draft.replaceAll('\n\n', '\n \n\n')],
  ])('%s still answers nothing', (_, edit) => {
    expect(drafts.map((draft) => saysOnlyInvitation(edit(draft), head))).toEqual(drafts.map(() => true))
  })

  test.each([
    'The technician comes on Wednesday at nine.',
    'Does the pump make a noise?',
    'Wir haben das Ersatzteil bestellt.',
  ])('with words of its sender is an answer: %j', (words) => {
    for (const draft of drafts) {
      expect(saysOnlyInvitation(`${words}\n\n${draft}`, head)).toBe(false)
      expect(saysOnlyInvitation(draft.replace('{link}', `{link} ${words}`), head)).toBe(false)
    }
  })
})
