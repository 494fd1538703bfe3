import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { queries } from '#web/queries.ts'
import { asNow, type ShownRow } from './as-now.ts'
import type { Row } from './use-queue.ts'

/** More than a screen holds: nobody sees what the others say before the list is shown anew. */
const mostAsked = 100

/** The rows with those that keep their place, though the view holds them no more, as they are now. */
export function useAsNow(shown: readonly Row[], left: readonly string[]): readonly ShownRow[] {
  const known = useQueries({
    queries: left.slice(0, mostAsked).map((id) => ({ ...queries.case(id), staleTime: 0 })),
    combine: whole,
  })
  return useMemo(() => asNow(shown, left, known), [shown, left, known])
}

const whole = <Data>(answers: readonly { data: Data | undefined }[]): Data[] =>
  answers.flatMap(({ data }) => (data === undefined ? [] : [data]))
