import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Desk } from '#web/features/desk/Desk.tsx'
import { noteView } from '#web/last-view.ts'
import type { CaseFilter } from '#web/queries.ts'

const route = getRouteApi('/shell/')

/** The queue: its filters are the address. */
export function DeskRoute() {
  const filter = route.useSearch()
  useEffect(() => noteView(filter), [filter])
  const navigate = route.useNavigate()
  const change = (changed: CaseFilter) =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
  return <Desk filter={filter} change={change} drop={() => void navigate({ search: {}, replace: true })} />
}
