import { expect, test } from 'vitest'
import { accountsOf } from './accounts-of.ts'

const account = (id: string, address: string) => ({
  id,
  kind: 'email',
  network: 'email',
  address,
  sharing: null,
  isSharedPerhaps: false,
  names: [],
  looksLike: null,
})
const link = (accountId: string, address: string, state: 'proposed' | 'confirmed' | 'refused') => ({
  id: `link of ${accountId}`,
  kind: 'account' as const,
  state,
  evidence: 'said-so',
  strength: 'medium' as const,
  source: { kind: 'desk' as const, id: null, name: null },
  at: '2026-11-23T09:00:00Z',
  person: { id: 'ruth', name: 'Ruth' },
  caseId: null,
  caseNumber: null,
  accountId,
  address,
})

test('an account that somebody confirmed is solid, one that is only claimed is not, and a refused one is gone', () => {
  const accounts = accountsOf({
    accounts: [account('a1', 'r@post.example'), account('a2', 'ruth@work.example')],
    links: [
      link('a2', 'ruth@work.example', 'confirmed'),
      link('a3', '@ruth', 'proposed'),
      link('a4', '@other', 'refused'),
    ],
    messages: [],
    person: { id: 'ruth', name: 'Ruth' },
  })
  expect(accounts.map(({ address, sure }) => [address, sure])).toEqual([
    ['ruth@work.example', 'confirmed'],
    ['@ruth', 'claimed'],
    ['r@post.example', 'unknown'],
  ])
})

test('an account that may be another known person’s says so', () => {
  const proposed = { ...link('a1', 'r@post.example', 'proposed'), person: { id: 'ada', name: 'Ada' } }
  const [mine] = accountsOf({
    accounts: [account('a1', 'r@post.example')],
    links: [proposed],
    messages: [],
    person: { id: 'ruth', name: 'Ruth' },
  })
  expect(mine).toMatchObject({ sure: 'unknown', link: null, mayBe: { person: { name: 'Ada' } } })
})
