import { expect, test } from 'vitest'
import type { ConnectionView } from './connections-query.ts'
import { healthOf, stuckWords } from './health-words.ts'

const now = Temporal.Instant.from('2026-11-23T10:33:00Z')
const imap = { host: 'mail.example', port: 993, secure: true, user: 'help', mailbox: 'INBOX' }
const aConnection = (parts: Partial<ConnectionView>): ConnectionView => ({
  id: '019ab1f2-0000-7000-8000-000000000001',
  channel: 'email',
  name: 'Help',
  address: 'help@aldera.example',
  isDefault: false,
  team: null,
  imap: null,
  relay: null,
  network: null,
  health: null,
  lastItemAt: null,
  waiting: 0,
  endedAt: null,
  stuck: null,
  ...parts,
})
const since = '2026-11-23T10:31:00Z'

test.each([
  [
    { imap, health: { state: 'connected', since, because: null }, lastItemAt: since },
    'Works. The last mail came 2 min ago.',
  ],
  [{ imap, health: { state: 'connected', since, because: null } }, 'Works. No mail yet.'],
  [{ imap }, 'Is being tried for the first time.'],
  [{}, 'Waits for what is sent to it. Nothing came yet.'],
  [{ lastItemAt: '2026-11-23T10:32:50Z' }, 'The last mail came just now.'],
])('how a connection is, is said in words: %#', (parts, words) => {
  expect(healthOf(aConnection(parts), now)).toEqual({ words, tone: 'quiet' })
})

test('a mailbox that does not answer says since when and why', () => {
  const health = { state: 'waiting', since, because: 'The password is wrong.' }
  expect(healthOf(aConnection({ imap, health }), now)).toMatchObject({ tone: 'trouble' })
  expect(healthOf(aConnection({ imap, health }), now).words).toContain('The password is wrong.')
})

test('replies that have not left are counted, with since when and why', () => {
  const stuck = { count: 2, since, because: 'Nobody answers at the relay. It is tried again by itself.' }
  expect(stuckWords(aConnection({ stuck }), now)).toBe(
    '2 replies wait to leave, the oldest since 10:31. Nobody answers at the relay. It is tried again by itself.',
  )
  expect(stuckWords(aConnection({ stuck: { ...stuck, count: 1, because: null } }), now)).toBe(
    '1 reply waits to leave, the oldest since 10:31.',
  )
  expect(stuckWords(aConnection({}), now)).toBeNull()
})
