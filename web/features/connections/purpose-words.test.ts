import { expect, test } from 'vitest'
import { purposeWords } from './purpose-words.ts'

const bare = { imap: null, address: 'help@aldera.example', isDefault: false, name: 'Help' }
const imap = { host: 'imap.aldera.example', port: 993, secure: true, user: 'help', mailbox: 'INBOX' }

test.each([
  [
    { ...bare, isDefault: true },
    'made with the desk, so that nothing is lost: mail that is handed over on port 2525',
  ],
  [bare, 'takes mail for help@aldera.example that is handed over on port 2525'],
  [
    { ...bare, imap },
    'reads the mailbox help at imap.aldera.example, folder INBOX: each mail opens a case or joins one, and is answered from help@aldera.example',
  ],
  [{ ...bare, imap, isDefault: true }, 'also takes what no other connection claims'],
])('each connection says in a sentence what it is there for', (connection, said) => {
  expect(purposeWords(connection, 2525)).toContain(said)
})

test('a desk that was started without a port for mail says that it takes none', () => {
  expect(purposeWords({ ...bare, isDefault: true }, 0)).toContain('takes no mail')
  expect(purposeWords(bare, 0)).toContain('takes no mail')
  expect(purposeWords({ ...bare, imap }, 0)).toContain('reads the mailbox')
})

test('in the sample company only mail for an address that was given to it opens a case', () => {
  const unnamed = { ...bare, isDefault: true, address: null }
  expect(purposeWords(unnamed, 2525, true)).toContain('takes no mail from outside')
  expect(purposeWords({ ...bare, isDefault: true }, 2525, true)).toContain(
    'takes mail for help@aldera.example',
  )
})
