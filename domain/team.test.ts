import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roles } from './role.ts'
import { maySee, whatIsSeen } from './team.ts'

const bills = { id: 'bills', sees: 'own' } as const
const repairs = { id: 'repairs', sees: 'own' } as const
const office = { id: 'office', sees: 'all' } as const

describe('what somebody sees', () => {
  test.each([
    ['an agent in no team sees every case', 'agent', [], null],
    ['an agent in a team that sees its own sees those cases', 'agent', [bills], ['bills']],
    ['an agent in two such teams sees the cases of both', 'agent', [bills, repairs], ['bills', 'repairs']],
    ['one team that sees all is enough to see all', 'agent', [bills, office], null],
    ['a lead is bound to their teams like anybody', 'lead', [bills], ['bills']],
    ['an administrator sees everything', 'admin', [bills], null],
    ['an executive sees everything', 'executive', [bills], null],
  ] as const)('%s', (_, role, teams, sees) => {
    expect(whatIsSeen(role, teams)).toEqual(sees)
  })
})

describe('a case', () => {
  const ben = { handle: 'ben', sees: ['bills'] }
  const kase = { team: 'repairs', owner: 'ann', offeredTo: null }

  test.each([
    ['of another team is not seen', kase, false],
    ['of one’s own team is seen', { ...kase, team: 'bills' }, true],
    ['of no team is seen by every team', { ...kase, team: null }, true],
    ['of another team is seen by its owner', { ...kase, owner: 'ben' }, true],
    ['of another team is seen by whom it is offered to', { ...kase, offeredTo: 'ben' }, true],
    ['that is offered to somebody else is not', { ...kase, offeredTo: 'cem' }, false],
  ])('%s', (_, shown, isSeen) => {
    expect(maySee(ben, shown)).toBe(isSeen)
  })

  test('being put into one more team never hides a case, unless one was in none', () => {
    const team = fc.record({ id: fc.constantFrom('a', 'b', 'c'), sees: fc.constantFrom('all', 'own') })
    const anyCase = fc.record({
      team: fc.constantFrom('a', 'b', 'c', null),
      owner: fc.constantFrom('me', 'you'),
      offeredTo: fc.constantFrom('me', 'you', null),
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...roles),
        fc.array(team, { minLength: 1 }),
        team,
        anyCase,
        (role, teams, more, shown) => {
          const sees = (given: typeof teams) => maySee({ handle: 'me', sees: whatIsSeen(role, given) }, shown)
          expect(!sees(teams) || sees([...teams, more])).toBe(true)
        },
      ),
    )
  })
})
