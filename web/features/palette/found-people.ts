import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { lookUp } from '#contract/lookup.ts'
import { deskRoles } from '#domain/role.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { say } from '#web/words/say.ts'

type Person = z.output<typeof lookUp.output>['people'][number]

/** Who it may be that somebody types of: by number, address, handle or name, the surest first. Each look is logged. */
export function useFoundPeople(words: string): Person[] {
  const { data: me } = useQuery(queries.me)
  const may = deskRoles.some((role) => role === me?.role)
  const { data } = useQuery({
    queryKey: ['looked-up', words],
    queryFn: () => ask(lookUp, { q: words }),
    enabled: may && words.length >= 3,
    staleTime: 10_000,
    retry: false,
    placeholderData: (before) => before,
  })
  return may && words.length >= 3 ? (data?.people ?? []) : []
}

/** What a person is called in a list, and how sure it is that they are meant. */
export function personWords({ person, accounts, sure, cases }: Person): { name: string; about: string } {
  const name = person.name ?? accounts[0]?.address ?? say('Not known')
  const open = cases.filter(({ state }) => state === 'open').length
  return {
    name,
    about: say('{sure}; {open, plural, =0 {no open case} one {one open case} other {# open cases}}', {
      sure: sureWords(sure),
      open,
    }),
  }
}

/** How sure it is that somebody is meant. */
function sureWords(sure: Person['sure']): string {
  switch (sure) {
    case 'known':
      return say('known')
    case 'likely':
      return say('likely')
    case 'perhaps':
      return say('perhaps')
    case 'shared':
      return say('one of several who share it')
  }
}
