import { expect, test } from 'vitest'
import { postedBy } from './posted-by.ts'

const key = (handle: string) => `handle:bluesky:${handle}`
const on = (handle: string, network = 'bluesky', known: string | null = null) => ({
  network,
  handle,
  key: known,
})

test.each([
  ['the very handle', on('famous'), on('famous', 'bluesky', key('famous')), 'same'],
  ['the handle with its at sign, in capitals', on('@Famous'), on('famous'), 'same'],
  ['the same name on another network', on('famous'), on('famous', 'x'), 'other'],
  ['a Greek o', on('famous'), on('famοus'), 'look-alike'],
  ['a Cyrillic a', on('famous'), on('fаmous'), 'look-alike'],
  ['a small L for a capital i', on('iris'), on('lris'), 'look-alike'],
  ['an accent', on('famous'), on('fámous'), 'look-alike'],
  ['somebody else', on('famous'), on('somebody'), 'other'],
  [
    'the account that we know, under a new handle',
    on('famous', 'bluesky', 'handle:bluesky:did:plc:one'),
    on('renamed', 'bluesky', 'handle:bluesky:did:plc:one'),
    'same',
  ],
  [
    'another account that has the handle by now',
    on('famous', 'bluesky', 'handle:bluesky:did:plc:one'),
    on('famous', 'bluesky', 'handle:bluesky:did:plc:two'),
    'other',
  ],
  [
    'an account with an id, where we know but the handle',
    on('famous'),
    on('famous', 'bluesky', 'handle:bluesky:did:plc:one'),
    'same',
  ],
  [
    'a look-alike of an account that we know',
    on('famous', 'bluesky', 'handle:bluesky:did:plc:one'),
    on('famοus', 'bluesky', 'handle:bluesky:did:plc:two'),
    'look-alike',
  ],
])('%s', (_, named, poster, by) => {
  expect(postedBy(named, poster)).toBe(by)
})
