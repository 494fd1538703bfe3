import { expect, test } from 'vitest'
import { alderasDesk } from '#test/aldera.ts'
import { deliver } from '#test/mail.ts'

// Story 5, its first half: no followers, a weekend night, and food that hurts.

const boundary = 'photo'

/** A mail with a photograph, as a telephone sends it. */
const withPhoto = (text: string) =>
  Buffer.from(
    [
      'From: Ada <ada@example.org>',
      'To: help@desk.test',
      'Subject: Your muesli',
      'Date: Sat, 28 Nov 2026 23:10:00 +0100',
      'Message-ID: <bandage@example.org>',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary=${boundary}`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      `--${boundary}`,
      'Content-Type: image/png; name=bandage.png',
      'Content-Disposition: attachment; filename=bandage.png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  )

test.each([
  ['English', 'There was a piece of glass in my muesli. My son bit on it and his mouth is bleeding.'],
  ['German', 'Im Müsli war ein Glassplitter. Mein Sohn hat darauf gebissen und blutet im Mund.'],
])(
  'a mail with a photo on a Saturday at 23:10 is as grave as can be within the minute: %s',
  async (_, text) => {
    const desk = await alderasDesk('2026-11-28T22:10:00Z')

    const [item] = await deliver(desk, withPhoto(text))

    const kase = await desk.see(item?.caseId ?? '')
    expect(kase.severity).toBe(5)
    expect(kase.danger?.words).toContain('food')
    expect(kase.messages[0]?.attachments).toHaveLength(1)
    expect(kase.openedAt).toBe('2026-11-28T22:10:00Z')
    // Somebody above the front line is asked, who answers at this hour.
    expect(kase.offer).not.toBeNull()
    expect(kase.events.map(({ type }) => type)).toContain('danger-proposed')
  },
)
