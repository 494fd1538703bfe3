import { useQuery } from '@tanstack/react-query'
import { worksOnCases } from '#domain/role.ts'
import { queries } from './queries.ts'

/** How much there is to do, for whoever works on cases. */
export function useCounts() {
  const { data: me } = useQuery(queries.me)
  const { data } = useQuery({ ...queries.counts, enabled: worksOnCases(me?.role) })
  return data
}
