import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Has everything under a key read anew, also what is being read for the first time: that reading may have begun before
 * whatever has happened now, and there is nothing yet that could be called stale.
 */
export function makeStale(client: QueryClient, queryKey: QueryKey): void {
  for (const query of client.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' })) {
    if (query.state.data !== undefined) continue
    const again = () => client.invalidateQueries({ queryKey: query.queryKey, exact: true })
    void query.promise?.then(again, () => undefined)
  }
  void client.invalidateQueries({ queryKey })
}
