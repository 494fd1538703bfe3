import { describe, expect, test } from 'vitest'
import { findOutbound } from './outbound.ts'
import { findPersonalData } from './personal-data.ts'
import { personalKinds } from './personal-span.ts'
import { safeDraft } from './safe-draft.ts'

const kinds = (text: string, isPublic = true) =>
  findOutbound(text, { isPublic, hashtags: ['Aldera'] }).map(({ kind }) => kind)

describe('help never hangs on a post or a review', () => {
  test.each([
    'Once you delete your post, we will refund you.',
    'We can only help if you remove the review.',
    'If you take the tweet down we send a voucher.',
    'Leave us a five-star review and get a voucher.',
    'Sobald Sie Ihren Beitrag gelöscht haben, erstatten wir den Betrag.',
    'Wenn Sie die Bewertung ändern, bekommen Sie einen Gutschein.',
  ])('%s', (text) => {
    expect(kinds(text, false)).toEqual(['condition'])
  })

  test.each([
    'If you like, you can delete the post; we help you either way.',
    'We removed the charge once you told us.',
    'When you change the filter back, press the button.',
    'Wenn Sie mögen, löschen Sie den Beitrag.',
    'Thank you for your review. If you send us the receipt, we refund it.',
  ])('%s is no condition', (text) => {
    expect(kinds(text)).toEqual([])
  })
})

test('in public only our own hashtags go out, and words of crisis are looked at again', () => {
  expect(kinds('So sorry #aldera #fail')).toEqual(['hashtag'])
  expect(kinds('So sorry #fail', false)).toEqual([])
  expect(kinds('Case #12 is with us.')).toEqual([])
  expect(kinds('The police was called.')).toEqual(['crisis'])
  expect(kinds('Die Polizei war da.', false)).toEqual([])
})

test('a safe reply holds nothing personal and no condition, in both languages', () => {
  for (const language of ['en', 'de', null]) {
    const draft = safeDraft(personalKinds, language)
    expect(findPersonalData(draft)).toEqual([])
    expect(kinds(draft)).toEqual([])
  }
})
