import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { suggest } from '#contract/by-hand.ts'
import { readTypedContact } from '#domain/typed-contact.ts'
import { matterWords } from '#domain/text/matter.ts'
import { ask } from '#web/api.ts'
import { nameIn, type Heard } from './heard.ts'

const restMs = 120

/** Who it may be and what it may belong to, asked when the fingers rest. */
export function useSuggestions({ contact, name, person, words }: Heard) {
  const asked = useRested({
    ...(person
      ? { person: person.id }
      : { name: nameIn({ name, contact }).slice(0, 100), ...readTypedContact(contact) }),
    words: words.trim() && matterWords(words).length > 0 ? words.slice(0, 1500) : '',
  })
  const isAsked = 'person' in asked || Boolean(asked.name || asked.email || asked.phone)
  return useQuery({
    queryKey: ['suggestions', asked],
    queryFn: () => ask(suggest, asked),
    enabled: isAsked,
    placeholderData: (before) => (isAsked ? keepPreviousData(before) : undefined),
    staleTime: 10_000,
    retry: false,
  })
}

/** A value once it has not changed for a moment. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value)
  const said = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
    // Compared by what it says: it is a new object every time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [said])
  return rested
}
