import { queryOptions, useQuery } from '@tanstack/react-query'
import { showPublicAddress } from '#contract/public-address.ts'
import { ask } from './api.ts'

/** Where others reach this desk, as it is set. */
export const publicAddressQuery = queryOptions({
  queryKey: ['public-address'],
  queryFn: () => ask(showPublicAddress, {}),
  staleTime: 5 * 60_000,
})

/** What a link to this desk begins with: where others reach it, or where we are while nobody has said so. */
export function usePublicAddress(): string {
  const { data } = useQuery(publicAddressQuery)
  return data?.address ?? window.location.origin
}
