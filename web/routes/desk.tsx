import { getRouteApi } from '@tanstack/react-router'
import { Desk } from '#web/features/desk/Desk.tsx'
import type { CaseFilter } from '#web/queries.ts'

const route = getRouteApi('/shell/')

/** The queue: its filters are the address. */
export function DeskRoute() {
  const filter = route.useSearch()
  const navigate = route.useNavigate()
  const change = (changed: CaseFilter) =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
  return <Desk filter={filter} change={change} drop={() => void navigate({ search: {}, replace: true })} />
}
