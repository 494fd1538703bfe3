import { describe, expect, test } from 'vitest'
import { judgeReply } from './judge-reply.ts'

describe('regret and an invitation, and nothing else', () => {
  test.each([
    'So sorry, please DM us',
    'We’re really sorry to hear that! Please send us a DM with your order number and we’ll look into it. ^JM',
    'Dear Ms Reed,\n\nThank you for contacting us. We are very sorry for the inconvenience this has caused. We take your feedback very seriously and have passed it on to the relevant team.\n\nKind regards,\nTom\nCustomer Care',
    'Hi Anna, thanks for letting us know. A colleague will get back to you as soon as possible.',
    'Oh no, that’s not the experience we want for you. Could you DM us your booking reference?',
    'Sorry that nobody came on Tuesday. We understand how frustrating this is. Please call us Monday to Friday between 8 and 18.',
    'We have received your message. Your case number is EH-120.',
    'Es tut uns sehr leid, dass Sie so lange warten mussten. Bitte schreiben Sie uns eine DM.',
    'Sehr geehrte Frau Klein,\n\nvielen Dank für Ihre Nachricht. Wir bedauern die Unannehmlichkeiten sehr und haben Ihr Anliegen an die zuständige Fachabteilung weitergeleitet. Wir melden uns schnellstmöglich bei Ihnen.\n\nMit freundlichen Grüßen\nJana Wolf',
    'Das hätte nicht passieren dürfen! Schick uns bitte deine Kundennummer per PN. /Lea',
  ])('%s', (reply) => {
    expect(judgeReply(reply)).toEqual({ apologyOnly: true, missing: ['owner', 'act', 'date'] })
  })
})

describe('whoever says who, what or by when, or answers the matter, says more than sorry', () => {
  test.each([
    ['I’m sorry. Your refund of €42 left our bank today.', ['owner', 'act']],
    ['Sorry about that! Our technician comes on Thursday between 10 and 12.', ['owner']],
    ['Maria from our workshop will ring you tomorrow.', []],
    ['We are sorry. I will send you a new filter.', ['owner', 'date']],
    ['Ich rufe Sie heute bis 17 Uhr an.', ['owner']],
    [
      'Es tut mir leid. Ich habe die Rechnung korrigiert und Ihnen 20 Euro gutgeschrieben.',
      ['owner', 'date'],
    ],
    ['Does the pump make a noise when it starts?', ['owner', 'act', 'date']],
    ['Your train was cancelled because a signal failed at Reading.', ['owner', 'act', 'date']],
    [
      'Leider können wir die Reise nicht erstatten, weil der Tarif keine Stornierung zulässt.',
      ['owner', 'act', 'date'],
    ],
  ])('%s', (reply, missing) => {
    expect(judgeReply(reply)).toEqual({ apologyOnly: false, missing })
  })
})

test('a language that nobody here reads is not accused of empty words', () => {
  expect(judgeReply('Przykro nam. Prosimy o wiadomość prywatną.').apologyOnly).toBe(false)
})

test.each(['İ', 'is ', 'ich habe ', 'wird ', 'we are so very sorry and ', 'ich werde und wir haben, ', 'a'])(
  'fifty thousand signs of “%s” are judged in a moment',
  (piece) => {
    const text = piece.repeat(Math.ceil(50_000 / piece.length))
    const { user } = process.cpuUsage()
    judgeReply(text)
    expect((process.cpuUsage().user - user) / 1e3, 'milliseconds of a core').toBeLessThan(250)
  },
)
