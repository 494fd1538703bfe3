import { expect, test } from 'vitest'
import { accountTheyWroteFrom } from './account-they-wrote-from.ts'

type Around = Parameters<typeof accountTheyWroteFrom>[0]

const account = (kind: string, network: string, address: string): Around['accounts'][number] => ({
  id: address,
  kind,
  network,
  address,
  sharing: null,
  isSharedPerhaps: false,
  names: [],
  looksLike: null,
})

const message = (direction: 'in' | 'out', address: string): Around['messages'][number] => ({
  id: address,
  itemId: null,
  direction,
  channel: 'social',
  from: { name: '', address },
  at: '2026-11-23T09:00:00Z',
  isPublic: true,
  subject: '',
  body: '',
  isErased: false,
  parts: [],
  html: null,
  attachments: [],
  delivery: null,
  holds: [],
  post: null,
  mentions: [],
  provenance: null,
  caseId: 'case',
})

test('the account from which they wrote last is proposed, else one that is theirs, and a mailbox never', () => {
  const accounts = [
    account('email', 'email', 'isla@example.org'),
    account('handle', 'mastodon', '@isla@example.social'),
    account('handle', 'bluesky', 'isla.example'),
  ]
  expect(accountTheyWroteFrom({ accounts, messages: [message('in', 'isla.example')] })).toEqual({
    network: 'bluesky',
    handle: 'isla.example',
  })
  expect(accountTheyWroteFrom({ accounts, messages: [message('in', 'isla@example.org')] })).toEqual({
    network: 'mastodon',
    handle: 'isla@example.social',
  })
  expect(accountTheyWroteFrom({ accounts: accounts.slice(0, 1), messages: [] })).toBeNull()
})
