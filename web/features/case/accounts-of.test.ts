import { expect, test } from 'vitest'
import { accountsOf } from './accounts-of.ts'

const account = (id: string, address: string) => ({ id, kind: 'email', network: 'email', address })
const link = (accountId: string, address: string, state: 'proposed' | 'confirmed' | 'refused') => ({
  id: `link of ${accountId}`,
  kind: 'account' as const,
  state,
  evidence: 'said-so',
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
  })
  expect(accounts.map(({ address, sure }) => [address, sure])).toEqual([
    ['ruth@work.example', 'confirmed'],
    ['@ruth', 'claimed'],
    ['r@post.example', 'unknown'],
  ])
})
